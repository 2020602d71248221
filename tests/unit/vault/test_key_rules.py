"""Rules of the encryption: places, pairs of escrow holders, rehearsals."""

from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import pairs
from collective.conduct.core.vault.keys import series_of
from collective.conduct.core.vault.keys import spelled
from collective.conduct.core.vault.permissions import may_rehearse
from collective.conduct.core.vault.permissions import MayKnow
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st


PLACE = BoxPlace("ab" * 16, "note", 3, 2)


def test_a_box_opens_at_its_own_place_alone():
    others = (
        replace(PLACE, case="cd" * 16),
        replace(PLACE, kind="message"),
        replace(PLACE, number=4),
        replace(PLACE, epoch=3),
    )
    told = {each.context() for each in (PLACE, *others)}
    assert len({*told, PLACE.context("more"), PLACE.context("other")}) == 7


def test_the_bytes_of_a_place_stay_what_they_are():
    """Whatever was sealed opens with these bytes alone."""
    parts = (b"conduct-vault/1", b"ab" * 16, b"note", b"3", b"2", b"more")
    wanted = b"".join(len(each).to_bytes(4, "big") + each for each in parts)
    assert PLACE.context("more") == wanted


@given(st.lists(st.text(max_size=3)), st.lists(st.text(max_size=3)))
def test_two_lists_of_texts_never_give_the_same_bytes(one, other):
    assert (spelled(*one) == spelled(*other)) is (one == other)


def test_a_long_text_is_spelled_in_four_bytes_of_length():
    assert spelled("å" * 300)[:6] == b"\0\0\x02\x58" + "å".encode()


def test_any_two_escrow_holders_open_a_case_and_nobody_does_alone():
    assert pairs((3, 1, 2)) == ((1, 2), (1, 3), (2, 3))
    assert pairs((2, 2, 1)) == ((1, 2),)
    assert pairs((1, 1)) == pairs(()) == ()


def test_a_rehearsal_wraps_one_case_by_one_function_in_one_transaction():
    keys = {7: b"p" * 32, 8: b"q" * 32}
    assert may_rehearse("one", keys, "hr", b"now") == (
        MayKnow("one", 7, b"p" * 32, "hr", b"now"),
        MayKnow("one", 8, b"q" * 32, "hr", b"now"),
    )


def test_who_writes_a_box_says_how_it_is_sealed():
    found = {kind: (each.is_posted, each.is_signed) for kind, each in ENVELOPES.items()}
    assert found == {
        **dict.fromkeys(
            ("content", "attachment", "cleaned", "identity", "half"), (False, False)
        ),
        **dict.fromkeys(("message", "note", "record"), (False, True)),
        **dict.fromkeys(("posted", "request", "choice", "outside"), (True, False)),
        "event": (True, True),
    }


def test_kinds_of_one_series_are_numbered_together():
    assert series_of("message") == ("message", "posted")
    assert series_of("posted") == ("posted", "message")
    assert series_of("event") == ("event", "note", "request", "choice", "outside")
    for alone in ("content", "record", "half"):
        assert series_of(alone) == (alone,)

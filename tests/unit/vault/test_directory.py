"""The directory of keys, event by event: what each kind does, and never does."""

from collective.conduct.core.common.secret_words import SIZE
from collective.conduct.core.vault import confirming
from collective.conduct.core.vault.confirming import Confirmation
from collective.conduct.core.vault.confirming import Directory
from collective.conduct.core.vault.confirming import fingerprint
from collective.conduct.core.vault.confirming import held_throughout
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import linked
from collective.conduct.core.vault.confirming import plain
from collective.conduct.core.vault.confirming import spoken
from collective.conduct.core.vault.confirming import statement
from collective.conduct.core.vault.confirming import WEEK
from dataclasses import replace
from hashlib import sha256

import pytest


LEDGER = "a" * 32
ANNA, BO, EVA = 1, 2, 3
HR, LEGAL, ESCROW = "hr", "legal", "escrow_holder"


def verified(verifier, signature, words, context) -> bool:
    return signature == sha256(verifier[::-1] + context + words).digest()


def key(person: int, number: int = 0) -> tuple[bytes, bytes]:
    """A public key of a person, and what verifies their signatures."""
    public = bytes([person, number]) * 16
    return public, b"v" + public


def made(person: int, number: int = 0, kind: str = "made") -> KeyEvent:
    return KeyEvent(kind, person, 1, *key(person, number))


def signed(kind, by, person, function=HR, era=0, when=10, number=0, **more):
    """An event that ``by`` signs with their first key, or that they sign alone."""
    own = kind in ("anew", "stays")
    keys = (b"", b"") if own else key(person, number)
    event = KeyEvent(kind, person, when, *keys, function, by, key(by)[0])
    event = replace(event, **more)
    return with_signature(event, key(by)[1], era)


def with_signature(event: KeyEvent, verifier: bytes, era: int) -> KeyEvent:
    words = verifier[::-1] + b"conduct-directory/1" + statement(event, LEDGER, era)
    return replace(event, signature=sha256(words).digest())


def founded(when: int = 10, era: int = 0, one: int = ANNA, other: int = BO) -> list:
    return [
        signed("founding", one, other, HR, era, when),
        signed("founding", other, one, LEGAL, era, when),
    ]


KEYS = [made(ANNA), made(BO), made(EVA)]
BEGUN = [*KEYS, *founded()]


def replay(*events: KeyEvent) -> Directory:
    return Directory(events, LEDGER, verified)


def named(directory: Directory) -> set[tuple[int, str]]:
    return set(directory.confirmed)


# what is told and signed


def test_a_fingerprint_stays_what_it_is():
    """It is on paper, in the safe of somebody."""
    parts = (b"conduct-fingerprint/1", LEDGER.encode(), b"7", b"0102", b"03")
    words = b"".join(len(each).to_bytes(4, "big") + each for each in parts)
    found = fingerprint(LEDGER, 7, b"\1\2", b"\3")
    assert found == sha256(words).digest()


def test_six_words_of_a_fingerprint_are_told():
    words = [f"w{number}" for number in range(SIZE)]
    told = spoken(b"\xf0" * 32, words)
    assert len(told) == 6 and set(told) <= set(words)


def test_a_statement_covers_all_but_the_signature():
    event = KeyEvent("confirmed", 1, 2, b"\3", b"\4", HR, 5, b"\6", b"\7")
    parts = ("conduct-confirmation/1", LEDGER, "8", "confirmed", "1", "2", "03", "04")
    encoded = [each.encode() for each in (*parts, HR, "5", "06")]
    wanted = b"".join(len(each).to_bytes(4, "big") + each for each in encoded)
    assert statement(event, LEDGER, 8) == wanted


def test_events_are_chained_as_the_verifier_has_it():
    event = KeyEvent("made", 1, 2, b"\3")
    first = linked(b"", event)
    assert len(first) == 32 and linked(first, event) != first
    assert first == bytes.fromhex(confirming.key_chain("", plain(event)))
    assert linked(first, event) == bytes.fromhex(
        confirming.key_chain(first.hex(), plain(event))
    )


@pytest.mark.parametrize(
    ("spans", "held"),
    [
        ([(0, 10), (10, 100)], True),
        ([(10, 91)], True),
        ([(10, 90)], False),  # it ended in this second
        ([(0, 200), (20, 30)], True),  # a short one inside does not shorten it
    ],
)
def test_a_function_is_held_to_the_second(spans, held):
    assert held_throughout(spans, 10, 90) is held


# keys


def test_a_new_key_is_the_newest_and_the_old_one_is_still_known():
    found = replay(made(ANNA), made(ANNA, 1, "replaced"))
    assert found.newest == {ANNA: key(ANNA, 1)[0]}
    assert found.keys == {
        key(ANNA)[0]: (ANNA, key(ANNA)[1]),
        key(ANNA, 1)[0]: (ANNA, key(ANNA, 1)[1]),
    }


def test_a_former_key_that_opened_is_the_newest_again():
    back = KeyEvent("restored", ANNA, 3, key(ANNA)[0])
    found = replay(made(ANNA), made(ANNA, 1, "replaced"), back)
    assert found.newest == {ANNA: key(ANNA)[0]}


def test_nobody_takes_over_a_key_by_writing_that_they_made_it():
    stolen = replace(made(ANNA), person=EVA, verifier=b"e")
    assert replay(*KEYS, stolen).keys[key(ANNA)[0]] == (ANNA, key(ANNA)[1])


def test_a_key_of_before_gets_what_verifies_it_once():
    before = KeyEvent("before", ANNA, 1, key(ANNA)[0], b"", HR)
    signs = replace(made(ANNA), kind="signs")
    assert replay(before, signs).keys[key(ANNA)[0]] == (ANNA, key(ANNA)[1])
    other = replace(signs, verifier=b"other")
    assert replay(before, signs, other).keys[key(ANNA)[0]][1] == key(ANNA)[1]
    assert replay(before, replace(signs, person=EVA)).keys[key(ANNA)[0]] == (ANNA, b"")


# the founding


def test_without_events_nothing_is_founded_or_refused():
    found = replay()
    assert not found.founded and found.era == found.refused == 0
    assert found.foundings == [] and found.taken_over == 0 and found.anew is None
    assert found.may_found(1) and not found.confirms(ANNA, b"")


def test_two_who_confirm_each_other_found_it():
    found = replay(*BEGUN)
    assert found.confirmed == {
        (BO, HR): Confirmation(key(BO)[0], 10, ANNA),
        (ANNA, LEGAL): Confirmation(key(ANNA)[0], 10, BO),
    }
    assert found.founded and found.foundings == [10] and found.era == 1
    assert found.refused == 0 and not found.may_found(10**9)


def test_one_alone_founds_nothing():
    for events in (founded()[:1], founded()[1:]):
        found = replay(*KEYS, *events)
        assert not found.founded and found.confirmed == {} and not found.refused
    twice = [signed("founding", ANNA, BO, each) for each in (HR, LEGAL)]
    assert not replay(*KEYS, *twice).founded


def test_two_different_pairs_found_nothing():
    vows = (signed("founding", ANNA, BO), signed("founding", BO, EVA))
    assert not replay(*KEYS, *vows).founded


def test_a_vow_to_a_former_key_founds_nothing():
    new = made(BO, 1, "replaced")
    vow = with_signature(
        replace(signed("founding", BO, ANNA), signer=new.public), new.verifier, 0
    )
    assert not replay(*KEYS, new, signed("founding", ANNA, BO), vow).founded


def test_who_only_guards_or_approves_cannot_found():
    vows = [signed("founding", *both, ESCROW) for both in ((ANNA, BO), (BO, ANNA))]
    found = replay(*KEYS, *vows)
    assert not found.founded and found.refused == 2


def test_a_second_founding_is_refused():
    found = replay(*BEGUN, *founded(20, 1, BO, EVA))
    assert found.foundings == [10] and found.refused == 2
    assert named(found) == {(BO, HR), (ANNA, LEGAL)}


# confirmations


def test_a_confirmed_holder_confirms_others():
    found = replay(*BEGUN, signed("confirmed", ANNA, EVA, ESCROW, 1, 30))
    assert found.confirmed[EVA, ESCROW] == Confirmation(key(EVA)[0], 30, ANNA)
    assert found.confirms(EVA, key(EVA)[0]) and not found.confirms(EVA, b"")
    assert not found.confirms(ANNA, key(EVA)[0])


def test_whoever_is_not_confirmed_confirms_nobody():
    found = replay(*BEGUN, signed("confirmed", EVA, ANNA, HR, 1))
    assert (ANNA, HR) not in found.confirmed and found.refused == 1


def test_nobody_confirms_their_own_key():
    found = replay(*BEGUN, signed("confirmed", ANNA, ANNA, HR, 1))
    assert (ANNA, HR) not in found.confirmed and found.refused == 1


@pytest.mark.parametrize(
    "change",
    [
        {"person": BO},
        {"public": key(EVA, 1)[0]},
        {"verifier": b"another"},
        {"verifier": b""},
        {"function": LEGAL},
        {"when": 31},
        {"signer": key(BO)[0]},
        {"by": BO},
        {"signature": b""},
    ],
)
def test_a_changed_confirmation_counts_for_nothing(change):
    event = signed("confirmed", ANNA, EVA, HR, 1, 30)
    found = replay(*BEGUN, replace(event, **change))
    assert named(found) == {(BO, HR), (ANNA, LEGAL)} and found.refused == 1


def test_what_is_signed_names_the_key_as_it_was_made():
    event = signed("confirmed", ANNA, EVA, HR, 1, 30)
    for change in ({"person": BO}, {"verifier": b"other"}, {"verifier": b""}):
        other = with_signature(replace(event, **change), key(ANNA)[1], 1)
        found = replay(*BEGUN, other)
        assert named(found) == {(BO, HR), (ANNA, LEGAL)} and found.refused == 1


def test_a_key_without_verifier_is_not_confirmed():
    plain_key = replace(made(EVA, 1, "replaced"), verifier=b"")
    event = signed("confirmed", ANNA, EVA, HR, 1, 30, 1, verifier=b"")
    found = replay(*BEGUN, plain_key, event)
    assert (EVA, HR) not in found.confirmed and found.refused == 1


def test_whoever_signs_with_a_key_that_nobody_made_confirms_nothing():
    event = replace(signed("confirmed", ANNA, EVA, HR, 1), signer=b"unknown")
    asked = replace(signed("anew", ANNA, ANNA, "", 1, 100), signer=b"unknown")
    for forged in (event, asked):
        for verifier in (b"", key(ANNA)[1]):
            found = replay(*BEGUN, with_signature(forged, verifier, 1))
            assert found.refused == 1 and found.anew is None
            assert (EVA, HR) not in found.confirmed


def test_all_that_was_refused_is_counted():
    right = signed("confirmed", ANNA, EVA, HR, 1)
    forged = [replace(right, signature=each) for each in (b"x", b"y")]
    by_eva = [signed("confirmed", EVA, each, HR, 1) for each in (ANNA, BO)]
    late = KeyEvent("before", EVA, 5, *key(EVA), HR)
    vows = [replace(each, function=ESCROW) for each in founded()]
    found = replay(*BEGUN, *by_eva, *forged, late, late, *vows, right)
    assert found.refused == 8 and (EVA, HR) in found.confirmed
    for events, count in (
        ((*forged, late, late), 4),
        ((late, *by_eva), 3),
        ((late, *vows, *forged), 5),
    ):
        assert replay(*BEGUN, *events).refused == count


def test_a_signature_of_another_founding_counts_for_nothing():
    found = replay(*BEGUN, signed("confirmed", ANNA, EVA, HR, 0))
    assert (EVA, HR) not in found.confirmed and found.refused == 1


def test_a_new_key_ends_what_the_former_one_was_confirmed_for():
    events = [
        signed("confirmed", ANNA, EVA, HR, 1, 30),
        signed("confirmed", ANNA, EVA, ESCROW, 1, 31),
        made(EVA, 1, "replaced"),
        signed("confirmed", ANNA, EVA, HR, 1, 32, 1),
    ]
    before, after = replay(*BEGUN, *events[:3]), replay(*BEGUN, *events)
    assert {(EVA, HR), (EVA, ESCROW)} <= named(before), "the confirmed one goes on"
    assert named(after) == {(BO, HR), (ANNA, LEGAL), (EVA, HR)}
    assert after.confirmed[EVA, HR].public == key(EVA, 1)[0]


def test_a_confirmation_for_a_second_function_leaves_the_first():
    events = [signed("confirmed", ANNA, EVA, each, 1) for each in (HR, ESCROW)]
    assert {(EVA, HR), (EVA, ESCROW)} <= named(replay(*BEGUN, *events))


# the end of a function


def test_a_confirmation_ends_with_the_function():
    end = KeyEvent("ended", BO, 40, function=HR)
    found = replay(*BEGUN, end)
    assert named(found) == {(ANNA, LEGAL)} and found.ended_at(BO, HR) == 40
    assert found.ended_at(ANNA, LEGAL) is None
    assert replay(*BEGUN, replace(end, person=EVA)).ended_at(EVA, HR) is None


def test_written_again_after_the_end_it_confirms_nothing():
    event = signed("confirmed", ANNA, EVA, HR, 1, 30)
    end = KeyEvent("ended", EVA, 40, function=HR)
    found = replay(*BEGUN, event, end, event)
    assert (EVA, HR) not in found.confirmed


@pytest.mark.parametrize(("when", "goes_on"), [(40, True), (41, False), (0, False)])
def test_only_a_row_corrected_in_the_same_second_goes_on(when, goes_on):
    end = KeyEvent("ended", BO, 40, function=HR)
    found = replay(*BEGUN, end, KeyEvent("resumed", BO, when, function=HR))
    assert ((BO, HR) in found.confirmed) is goes_on
    assert found.ended_at(BO, HR) is None


def test_what_never_ended_does_not_go_on():
    found = replay(*BEGUN, KeyEvent("resumed", EVA, 0, function=HR))
    assert (EVA, HR) not in found.confirmed


def test_who_is_confirmed_anew_after_an_end_has_ended_no_more():
    end = KeyEvent("ended", BO, 40, function=HR)
    again = signed("confirmed", ANNA, BO, HR, 1, 41)
    found = replay(*BEGUN, end, again)
    assert found.ended_at(BO, HR) is None and found.confirmed[BO, HR].when == 41


# before there were confirmations


BEFORE = KeyEvent("before", ANNA, 5, *key(ANNA), HR)


def test_an_upgrade_takes_over_the_keys_of_before():
    found = replay(BEFORE)
    assert found.confirmed == {(ANNA, HR): Confirmation(key(ANNA)[0], 5, 0, False)}
    assert found.founded and found.taken_over == 5 and found.foundings == []
    assert found.newest == {ANNA: key(ANNA)[0]} and not found.may_found(10**9)


def test_keys_of_before_come_first_or_not_at_all():
    second = replace(BEFORE, person=BO, public=key(BO)[0])
    assert named(replay(BEFORE, second)) == {(ANNA, HR), (BO, HR)}
    late = replay(BEFORE, made(EVA), second)
    assert named(late) == {(ANNA, HR)} and late.refused == 1
    assert BO not in late.newest


# founded anew


def test_it_is_founded_anew_a_week_after_somebody_asked():
    asked = signed("anew", EVA, EVA, "", 1, 100)
    found = replay(*BEGUN, asked)
    assert found.anew == asked and named(found) == {(BO, HR), (ANNA, LEGAL)}
    assert found.may_found(100 + WEEK) and not found.may_found(99 + WEEK)
    early = replay(*BEGUN, asked, *founded(99 + WEEK, 1, BO, EVA))
    assert early.era == 1 and early.refused == 2
    late = replay(*BEGUN, asked, *founded(100 + WEEK, 1, BO, EVA))
    assert late.foundings == [10, 100 + WEEK] and late.anew is None
    assert named(late) == {(EVA, HR), (BO, LEGAL)}, "nothing of before counts"


def test_a_week_is_a_week():
    assert WEEK == 604_800


def test_who_is_confirmed_stops_it():
    asked = signed("anew", EVA, EVA, "", 1, 100)
    stays = signed("stays", ANNA, ANNA, "", 1, 200)
    found = replay(*BEGUN, asked, stays)
    assert found.anew is None and found.refused == 0
    assert not found.may_found(10**9)
    not_confirmed = signed("stays", EVA, EVA, "", 1, 200)
    assert replay(*BEGUN, asked, not_confirmed).anew == asked
    forged = replace(stays, signature=b"x")
    found = replay(*BEGUN, asked, forged)
    assert found.anew == asked and found.refused == 1


def test_a_second_question_does_not_put_the_week_off():
    asked = signed("anew", EVA, EVA, "", 1, 100)
    again = signed("anew", EVA, EVA, "", 1, 300)
    assert replay(*BEGUN, asked, again).anew == asked


def test_a_forged_question_asks_nothing():
    asked = replace(signed("anew", EVA, EVA, "", 1, 100), signature=b"x")
    found = replay(*BEGUN, asked)
    assert found.anew is None and found.refused == 1
    for_another = signed("anew", EVA, BO, "", 1, 100)
    assert replay(*BEGUN, for_another).anew is None


def test_a_vow_of_before_the_question_does_not_count_after_it():
    """Half of a founding that was left lying is not completed years later."""
    vow = signed("founding", ANNA, BO, HR, 0, 5)
    asked = signed("anew", EVA, EVA, "", 0, 100)
    other = signed("founding", BO, ANNA, HR, 0, 100 + WEEK)
    assert not replay(*KEYS, vow, asked, other).founded


def test_a_vow_of_before_somebody_stayed_does_not_count_after_it():
    first = signed("anew", EVA, EVA, "", 1, 100)
    vow = signed("founding", BO, EVA, HR, 1, 100 + WEEK)
    stays = signed("stays", ANNA, ANNA, "", 1, 200 + WEEK)
    second = signed("anew", EVA, EVA, "", 1, 300 + WEEK)
    other = signed("founding", EVA, BO, HR, 1, 300 + 2 * WEEK)
    assert replay(*BEGUN, first, vow, stays, second, other).era == 1


def test_what_ended_in_an_earlier_founding_does_not_go_on_in_the_next():
    asked = signed("anew", EVA, EVA, "", 1, 100)
    now = 100 + WEEK
    end = KeyEvent("ended", ANNA, now, function=LEGAL)
    back = KeyEvent("resumed", ANNA, now, function=LEGAL)
    found = replay(*BEGUN, asked, end, *founded(now, 1, BO, EVA), back)
    assert (ANNA, LEGAL) not in found.confirmed
    assert found.ended_at(ANNA, LEGAL) is None


def test_vows_of_one_founding_do_not_count_in_the_next():
    """Everybody who founds it anew says so after the question."""
    asked = signed("anew", EVA, EVA, "", 1, 100)
    half = signed("founding", ANNA, BO, ESCROW, 1, 100 + WEEK)
    found = replay(*BEGUN, asked, half, *founded(100 + WEEK, 1, BO, EVA))
    assert found.era == 2 and named(found) == {(EVA, HR), (BO, LEGAL)}


def test_an_event_as_json_has_keys_in_hex():
    event = KeyEvent("made", 1, 2, b"\3", b"\4", HR, 5, b"\6", b"\7")
    assert list(plain(event).values()) == [
        *("made", 1, 2, "03", "04", HR, 5, "06", "07")
    ]

"""What ILedger promises, shown on the ledger that is kept in ZODB."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.entries import KINDS
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.storage.ledger import sealing
from collective.conduct.storage.ledger.ledger import Ledger
from hypothesis import given
from hypothesis import strategies as st
from tests.support.ledger_samples import answer
from tests.support.ledger_samples import EDITIONS
from tests.support.ledger_samples import filled
from tests.support.ledger_samples import SPRING
from tests.support.ledger_samples import STATEMENT
from zope.interface.verify import verifyObject

import pytest


FIRST, SECOND, THIRD = EDITIONS


@pytest.fixture
def ledger():
    made = Ledger()
    for edition in EDITIONS:
        made.open_edition(edition)
    return made


def test_it_is_a_ledger(ledger):
    assert verifyObject(ILedger, ledger)


def test_every_ledger_has_an_id_of_its_own():
    assert len({Ledger().ledger_id for _ in range(20)}) == 20


def test_a_new_stream_is_a_positive_31_bit_int(ledger):
    assert all(0 < ledger.new_stream() < 2**31 for _ in range(100))


def test_what_was_appended_is_what_is_read(ledger):
    made = ledger.append(
        7,
        "objected",
        SPRING,
        edition=FIRST,
        statement=STATEMENT,
        campaign="våren",
        language="sv",
        by=9,
        details={"words": "Regel 3 går för långt.", "pages": [1, 2]},
    )
    assert ledger.entry(7, 1) == made
    assert (made.seq, made.previous, made.by) == (1, "", 9)
    assert made.details == {"words": "Regel 3 går för långt.", "pages": [1, 2]}


def test_the_hashes_are_those_of_the_proof(ledger):
    first = answer(ledger, 7, FIRST, SPRING)
    second = answer(ledger, 7, SECOND, SPRING + 1)
    assert first.chain == proof.chain("", proof.payload(first))
    assert second.chain == proof.chain(first.chain, proof.payload(second))
    assert second.previous == first.chain
    assert first.commitment == proof.commitment(first.salt, first.details)


def test_an_entry_without_details_commits_to_nothing(ledger):
    made = answer(ledger, 7, FIRST, SPRING, place=1)
    assert (made.commitment, made.salt, made.details) == ("", "", None)


def test_a_clock_that_went_back_is_held(ledger):
    answer(ledger, 7, FIRST, SPRING)
    assert answer(ledger, 7, SECOND, SPRING - 60).when == SPRING


@pytest.mark.parametrize("count", [1, 15, 16, 17, 33])
def test_a_stream_is_read_in_order_however_long(ledger, count):
    for number in range(count):
        ledger.append(7, "adopted", SPRING + number, edition=FIRST, by=9)
    entries = list(ledger.entries(7))
    assert [entry.seq for entry in entries] == list(range(1, count + 1))
    assert entries == [ledger.entry(7, seq) for seq in range(1, count + 1)]


def test_streams_come_in_ascending_order(ledger):
    for stream in (2**31 - 1, 5, 21, 1, 16, 32):
        answer(ledger, stream, FIRST, SPRING)
        answer(ledger, stream, SECOND, SPRING)
    assert list(ledger.streams()) == [1, 5, 16, 21, 32, 2**31 - 1]


@pytest.mark.parametrize(
    ("stream", "seq"),
    [(7, 2), (7, 0), (7, -1), (8, 1), (0, 1), (-7, 1), (2**40, 1), (7, 2**60)],
)
def test_an_entry_that_is_not_there_is_missing(ledger, stream, seq):
    answer(ledger, 7, FIRST, SPRING)
    with pytest.raises(Missing, match="no_entry"):
        ledger.entry(stream, seq)
    with pytest.raises(Missing, match="no_entry"):
        ledger.inclusion(stream, seq)


def test_entries_of_some_kinds_are_those_entries_and_no_others(ledger):
    for number, kind in enumerate(["adopted", "noted", "adopted", "noted", "noted"]):
        details = {"note": f"{number}"} if kind == "noted" else None
        ledger.append(7, kind, SPRING + number, edition=FIRST, by=9, details=details)
    whole = list(ledger.entries(7))
    for kinds in ((), ("noted",), ("adopted",), ("noted", "adopted"), ("informed",)):
        wanted = [entry for entry in whole if entry.kind in kinds]
        assert list(ledger.entries(7, kinds)) == wanted


@pytest.mark.parametrize("stream", [8, 0, -1, 2**40])
def test_an_unknown_stream_is_empty(ledger, stream):
    answer(ledger, 7, FIRST, SPRING)
    assert list(ledger.entries(stream)) == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("unknown_kind", {"kind": "agreed"}),
        ("bad_stream", {"stream": 0}),
        ("bad_stream", {"stream": 2**31}),
        ("bad_stream", {"by": -1}),
        ("bad_time", {"when": 1.5}),
        ("bad_time", {"when": -1}),
        ("bad_time", {"when": 2**32}),
        ("bad_hash", {"edition": "abc"}),
        ("bad_hash", {"statement": STATEMENT.upper()}),
        ("bad_details", {"details": {"share": 0.5}}),
        ("bad_details", {"details": {"words": "\ud800"}}),
        ("no_edition", {"edition": STATEMENT}),
        ("no_edition", {"edition": ""}),
    ],
)
def test_what_cannot_be_proved_is_refused_and_leaves_nothing(ledger, code, change):
    given = {"stream": 7, "kind": "acknowledged", "when": SPRING, "edition": FIRST}
    with pytest.raises(ConductError, match=code) as refused:
        ledger.append(**given | change)
    assert isinstance(refused.value, Missing if code == "no_edition" else Invalid)
    assert list(ledger.streams()) == []
    assert ledger.unsealed() == 0


def test_an_act_on_an_edition_needs_no_shards(ledger):
    assert ledger.append(7, "adopted", SPRING, edition=STATEMENT, by=9).seq == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_outcome_and_nothing_else_sets_the_outcome(ledger, kind):
    made = ledger.append(7, kind, SPRING, edition=FIRST, by=7)
    outcome = kind if kind in OUTCOMES else None
    assert ledger.outcome(FIRST, 7) == outcome
    assert ledger.last_answer(7, FIRST) == (made if outcome else None)
    assert ledger.outcome(SECOND, 7) is None


def test_the_latest_outcome_counts(ledger):
    ledger.append(7, "declined", SPRING, edition=FIRST)
    ledger.append(7, "acknowledged", SPRING, edition=SECOND)
    last = ledger.append(7, "committed", SPRING, edition=FIRST)
    assert ledger.outcome(FIRST, 7) == "committed"
    assert ledger.last_answer(7, FIRST) == last
    assert ledger.outcomes(FIRST, [6, 7, 8]) == {7: "committed"}


def test_an_edition_nobody_opened_has_no_outcomes(ledger):
    assert ledger.outcome(STATEMENT, 7) is None
    assert ledger.outcomes(STATEMENT, [7]) == {}
    assert ledger.last_answer(7, STATEMENT) is None


def test_opening_an_edition_again_keeps_its_outcomes(ledger):
    answer(ledger, 7, FIRST, SPRING)
    ledger.open_edition(FIRST)
    assert ledger.outcome(FIRST, 7) == "objected"


def test_an_edition_is_named_by_a_hash(ledger):
    for name in ("", "abc", STATEMENT + "0"):
        with pytest.raises(Invalid, match="bad_hash"):
            ledger.open_edition(name)


def test_with_nothing_to_seal_there_is_no_seal(ledger):
    assert ledger.seal(SPRING) is None
    assert list(ledger.seals()) == []


def test_a_seal_follows_the_one_before():
    ledger, _ = filled(people=4)
    first, second, third = ledger.seals()
    assert [seal.number for seal in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous) == ("", first.digest)
    assert (third.count, third.total) == (4, 12)
    assert ledger.seal(SPRING) is None


def test_a_seal_is_never_older_than_the_one_before():
    ledger, _ = filled(people=2)
    answer(ledger, 7, EDITIONS[0], SPRING)
    last = list(ledger.seals())[-1]
    assert ledger.seal(SPRING - 10).when == last.when


def test_an_entry_has_no_proof_until_it_is_sealed(ledger):
    answer(ledger, 7, FIRST, SPRING)
    assert ledger.unsealed() == 1
    assert ledger.inclusion(7, 1) is None
    ledger.seal(SPRING)
    assert ledger.unsealed() == 0
    assert ledger.inclusion(7, 1)["size"] == 1


@given(st.lists(st.integers(1, 40), max_size=40), st.integers(1, 12))
def test_every_sealed_entry_has_a_proof_that_leads_to_its_seal(streams, each):
    ledger, chunk = Ledger(), sealing.CHUNK
    sealing.CHUNK = 4
    try:
        for place, stream in enumerate(streams, 1):
            ledger.append(stream, "adopted", SPRING, by=place)
            if place % each == 0:
                ledger.seal(SPRING)
        seals = {seal.number: seal for seal in ledger.seals()}
        found = 0
        for stream in ledger.streams():
            for entry in ledger.entries(stream):
                found += leads(entry, ledger.inclusion(stream, entry.seq), seals)
    finally:
        sealing.CHUNK = chunk
    assert found == len(streams) - ledger.unsealed()
    assert proof.verify_ledger(ledger.export()) == []


def leads(entry, inclusion, seals):
    if inclusion is None:
        return False
    seal = seals[inclusion["seal"]]
    assert (inclusion["size"], inclusion["root"]) == (seal.count, seal.root)
    return proof.included(
        proof.leaf(bytes.fromhex(entry.chain)),
        inclusion["index"],
        inclusion["size"],
        [bytes.fromhex(each) for each in inclusion["path"]],
        bytes.fromhex(seal.root),
    )


def test_a_sound_projection_has_no_differences():
    ledger, _ = filled()
    assert ledger.differences() == []
    ledger.rebuild()
    assert ledger.differences() == []


def test_a_wrong_projection_is_named_and_mended():
    ledger, _ = filled(people=3)
    one, other, third = ledger.streams()
    number = ledger._words.find(FIRST)
    kept = ledger._outcomes.get(number, one)
    said = ledger.outcome(FIRST, one)
    ledger._outcomes.keep(number, one, 0)
    ledger._outcomes.keep(number, other, ledger._outcomes.get(number, other) ^ 6)
    ledger._outcomes.keep(number, 4_000_000 - third % 2, kept)
    wrong = {
        (person, before, after) for _, person, before, after in ledger.differences()
    }
    assert (one, None, said) in wrong
    assert len(wrong) == 3
    ledger.rebuild()
    assert ledger.differences() == []
    assert ledger.outcome(FIRST, one) == said
    assert ledger.outcome(FIRST, 4_000_000 - third % 2) is None


def test_of_many_editions_those_that_somebody_answered_are_told_in_order(ledger):
    for edition in (FIRST, SECOND):
        ledger.open_edition(edition)
    assert ledger.answered(7, [SECOND, FIRST]) == []
    for edition in (FIRST, SECOND):
        ledger.append(7, "acknowledged", SPRING, edition=edition, by=7)
    assert ledger.answered(7, [SECOND, "0" * 64, FIRST]) == [SECOND, FIRST]
    assert ledger.answered(8, [SECOND, FIRST]) == []

"""Sealed records: typed, versioned, encoded one way, and never broken by a text."""

from collections.abc import Mapping
from collective.conduct.core.cases.records import answers
from collective.conduct.core.cases.records import cases
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.cases.records.answers import labels
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.answers import Reporter
from collective.conduct.core.cases.records.secrecy import SecrecyRecord
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.common.sealed_records import SealedRecord
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from dataclasses import dataclass
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from pathlib import Path
from tests.support.formats import sealed_kinds
from zope.i18nmessageid import Message

import json
import pytest


SRC = Path(answers.__file__).parents[3]
KINDS = sealed_kinds()
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)  # halves too
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=5,
)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(
    Mapping,
    lambda hint: st.dictionaries(
        TEXT, PLAIN if hint.__args__[1] is not str else TEXT, max_size=3
    ),
)


def whole(record):
    """The record with its texts as they are kept."""
    return decode(encode(record), type(record))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record)
@given(st.data())
def test_every_record_comes_back_whatever_its_texts_hold(kind, data):
    record = data.draw(st.builds(kind))
    kept = encode(record)
    kept.decode("utf-8")
    found = decode(kept, kind)
    assert encode(found) == kept and whole(found) == found
    assert len({*map(type, (record, found))}) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record)
def test_a_record_of_a_newer_version_is_refused_in_words(kind):
    kept = json.dumps({"record": kind.record, "version": kind.version + 1, "x": 1})
    with pytest.raises(Unavailable) as refused:
        decode(kept.encode(), kind)
    assert refused.value.code == "record_newer" and status(refused.value) == 503
    assert isinstance(words(refused.value), Message) and not refused.value.values_


def test_names_of_records_are_their_own():
    assert len({kind.record for kind in KINDS}) == len(KINDS) > 12
    assert all(kind.record for kind in KINDS)


@dataclass(frozen=True)
class First(SealedRecord):
    record = "tried"
    text: str


@dataclass(frozen=True)
class Second(SealedRecord):
    record = "tried"
    version = 2
    said: str
    by: int = 0

    @classmethod
    def upgraded(cls, version, values):
        return {"said": values["text"]}


def test_a_record_of_an_older_version_is_read():
    assert decode(encode(First("ord")), Second) == Second("ord")
    with pytest.raises(Unavailable, match="record_newer"):
        decode(encode(Second("ord")), First)


GOOD = {"record": "note", "version": 1, "event": "note", "text": "ord"}


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"7",
        b"[" * 100_000,
        *(
            json.dumps({**GOOD, **wrong}).encode()
            for wrong in (
                {"record": "message"},
                {"record": 7},
                {"record": ["note"]},
                {"version": 0},
                {"version": "1"},
                {"version": True},
                {"text": 7},
                {"when": "7"},
                {"when": True},
                {"files": "x"},
                {"files": [7]},
                {"files": [{"name": "x"}]},
                {"lookup": "x"},
                {"lookup": 7},
                {"canary": "x"},
            )
        ),
    ],
)
def test_what_is_no_record_of_ours_is_refused_and_never_quoted(kept):
    with pytest.raises(Unavailable) as refused:
        decode(kept, cases.NoteRecord)
    assert refused.value.code == "record_unknown" and not refused.value.values_
    told = refused.value
    assert told.__context__ is None or told.__suppress_context__


@given(st.binary() | PLAIN.map(lambda value: json.dumps(value).encode()))
def test_nothing_else_is_ever_raised(kept):
    for kind in KINDS:
        with pytest.raises(Unavailable):
            decode(kept, kind)


def test_equal_records_have_equal_bytes_and_short_ones_are_short():
    one = SecrecyRecord(basis={"a": "x", "b": "y"})
    assert encode(one) == encode(replace(one, basis={"b": "y", "a": "x"}))
    assert encode(cases.MessageRecord("å")) == (
        '{"record":"message","text":"å","version":1}'.encode()
    )


def test_what_a_decision_of_version_1_left_empty_is_closed():
    kept = {"record": "secrecy", "version": 1, "when": 7, "by": 3}
    kept |= {"answers": {"what": "OSL 39:2"}, "messages": "OSL 21:1"}
    found = decode(json.dumps(kept).encode(), SecrecyRecord)
    basis = {"answer:what": "OSL 39:2", "message": "OSL 21:1"}
    assert found == SecrecyRecord((), basis, when=7, by=3)
    assert not found.shows("answer:what") and not found.shows("answer:where")
    assert found.law("message:12") == "OSL 21:1" and found.law("note:1") == ""
    assert whole(found) == found


def test_an_answer_keeps_its_name_its_kind_and_its_title():
    told = (ReportAnswer("what", "text", "Vad hände?", "Han skrek."),)
    report = cases.ReportRecord("harassment", told, Reporter("Anna", "070", "Vem"))
    assert whole(report) == report
    shown = as_shown(report.answers, report.reporter)
    assert shown == {"Vad hände?": "Han skrek.", "Vem": "Anna\n070"}


def test_answers_of_one_title_are_told_apart():
    twice = [ReportAnswer(name, "text", "Vad?", name) for name in ("one", "two")]
    assert labels(twice) == {"one": "Vad?", "two": "two"}
    assert labels(twice, taken=["Vad?"]) == {"one": "one", "two": "two"}
    odd = [*twice, ReportAnswer("Vad?", "text", "Vad?", "x")]
    assert len(set(labels(odd).values())) == 3
    assert list(as_shown(odd, Reporter("Anna", title="Vad?"))) == [
        *labels(odd).values(),
        "reporter",
    ]


@given(PLAIN)
def test_well_formed_data_can_be_encoded_and_is_left_alone(value):
    found = well_formed(value)
    json.dumps(found, ensure_ascii=False).encode()
    assert well_formed(found) == found
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        assert "\ufffd" in json.dumps(found, ensure_ascii=False)
    else:
        assert found == value


def test_no_box_is_filled_with_json_of_its_own():
    """What operations and the vault seal is encoded in one place."""
    for folder in ("operations", "storage/vault"):
        for path in (SRC / folder).rglob("*.py"):
            assert "import json" not in path.read_text(encoding="utf-8"), path

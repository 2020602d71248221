"""Stored rows say their version: older ones are read, newer ones refused."""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.storage import obligations
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tests.support.formats import row_formats
from zope.i18nmessageid import Message

import pytest


STORAGE = Path(obligations.__file__).parent
FORMATS = dict(row_formats())
DAY = date(2027, 3, 10)


@dataclass(frozen=True)
class Seat:
    body: str
    number: int
    note: str = ""


FIRST = RowFormat(Seat, {1: "body number note"})


@dataclass(frozen=True)
class Chair:
    """What became of a seat: the note is gone, it has a day."""

    body: str
    place: int
    day: date | None = None


def _renumbered(found: dict) -> dict:
    return {"body": found["body"], "place": found["number"]}


SECOND = RowFormat(
    Chair, {1: "body number note", 2: "body place day"}, older={1: _renumbered}
)


def test_a_row_begins_with_its_version_and_leaves_out_what_is_empty():
    assert FIRST.pack(Seat("ks", 0)) == (1, "ks", 0)
    assert FIRST.pack(Seat("ks", 0, "x")) == (1, "ks", 0, "x")
    assert SECOND.pack(Chair("ks", 3, DAY)) == (2, "ks", 3, DAY)


@pytest.mark.parametrize("note", ["", "a note"])
def test_an_older_row_is_read(note):
    assert SECOND.unpack(FIRST.pack(Seat("ks", 3, note))) == Chair("ks", 3)


def test_a_field_that_is_new_has_its_default_in_an_older_row():
    grown = RowFormat(Seat, {1: "body number", 2: "body number note"})
    assert grown.unpack((1, "ks", 7)) == Seat("ks", 7)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((3, "ks", 3), "row_newer"),
        ((2**31, "ks"), "row_newer"),
        (("ks", 3), "row_unknown"),
        ((0, "ks", 3), "row_unknown"),
        ((None,), "row_unknown"),
        ((True, "ks"), "row_unknown"),
        ((1, "ks", 3, "", "more"), "row_unknown"),
    ],
)
def test_what_is_newer_or_no_row_of_ours_is_refused_in_words(row, code):
    with pytest.raises(Unavailable) as refused:
        SECOND.unpack(row)
    assert refused.value.code == code and status(refused.value) == 503
    assert isinstance(words(refused.value), Message)


def test_a_field_without_a_new_version_does_not_start():
    with pytest.raises(TypeError):
        RowFormat(Seat, {1: "body number"})
    with pytest.raises(TypeError):
        RowFormat(Seat, {1: "number body note"})


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_refuses_what_a_newer_program_wrote(name):
    found = FORMATS[name]
    with pytest.raises(Unavailable, match="row_newer"):
        found.unpack((found.newest + 1,))


def test_nothing_is_stored_by_position():
    for path in STORAGE.rglob("*.py"):
        assert "astuple" not in path.read_text(encoding="utf-8"), path

"""Input and output types of the rows of the registers."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Row
from collective.conduct.operations.registers.roster import Held
from collective.conduct.services.common import rest
from dataclasses import replace
from datetime import date
from datetime import datetime
from typing import cast
from typing import Literal


EMPTY: dict[str, Row] = {  # the operation says that the start is missing
    "mandate": Mandate(0, "", "", start=cast(date, None)),
    "function": Function(0, "", start=cast(date, None)),
}


class RowChange(rest.Record, kw_only=True):
    """The fields of a row to change; those that are not sent stay as they are."""

    person: int = rest.NOT_SENT
    body: str = rest.NOT_SENT
    office: str = rest.NOT_SENT
    function: str = rest.NOT_SENT
    party: str = rest.NOT_SENT
    substitute: bool = rest.NOT_SENT
    start: date | None = rest.NOT_SENT
    end: date | None = rest.NOT_SENT
    extent: int = rest.NOT_SENT
    as_employee: bool = rest.NOT_SENT
    employer_role: bool = rest.NOT_SENT
    source: str = rest.NOT_SENT
    new_party: bool = False


class RowSent(RowChange, kw_only=True):
    """A new row, with its person by ``person``, ``account`` or ``name``."""

    kind: Literal["mandate", "function"]
    account: str = ""
    name: str = ""


class RowEntry(rest.Record, kw_only=True):
    """The public fields of a row, for whoever may see the row."""

    kind: str
    body: str
    start: date | None
    end: date | None
    office: str | None = rest.sometimes()
    function: str | None = rest.sometimes()
    party: str | None = rest.sometimes()
    name: str | None = rest.sometimes()


class RowKept(RowEntry, kw_only=True):
    """All fields of a row, for those who manage the registers."""

    row: int
    person: int
    source: str
    known_from: datetime
    known_to: datetime | None
    extent: int | None = rest.sometimes()
    as_employee: bool | None = rest.sometimes()
    employer_role: bool | None = rest.sometimes()
    substitute: bool | None = rest.sometimes()


def kept_row(row: Row, name: str | None = None) -> RowKept:
    """Everything that a row says, with the name of its person if it is told."""
    return RowKept.of(
        row,
        kind=_kind(row),
        name=name,
        known_from=rest.moment(row.known_from),
        known_to=None if row.known_to is None else rest.moment(row.known_to),
    )


def told(held: Held, keeps: bool) -> RowEntry:
    """A row with the name of its person; ``keeps``: all fields, else public ones."""
    row, name = held.row, held.person.name
    if keeps:
        return kept_row(row, name)
    return RowEntry.of(row, kind=_kind(row), name=name)


def _kind(row: Row) -> str:
    return "mandate" if isinstance(row, Mandate) else "function"


def changed(row: Row, sent: RowChange) -> Row:
    """The row with the fields that were sent."""
    values = {
        name: value
        for name, value in vars(sent).items()
        if value is not rest.NOT_SENT and name in vars(row)
    }
    return replace(row, **values)


def digits(name: str) -> int:
    """Parse a number in an address, 0 for ""; ``Missing`` "no_page" for all else."""
    if not name:
        return 0
    plain = name.isascii() and name.isdigit() and len(name) < 11
    if not plain or int(name) >= 2**31:
        raise rest.Missing("no_page")
    return int(name)

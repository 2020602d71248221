"""Compare one line with one row of the register: same seat, and what changes."""

from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Row
from dataclasses import fields
from dataclasses import replace
from datetime import date


Seat = tuple[str, str]  # body, office or function
_COMPARED = ("party", "end", "extent", "as_employee", "employer_role", "substitute")


def seat(thing: Row | RosterEntry) -> Seat:
    """The seat of a row or entry: rows of one seat and person must not overlap."""
    if isinstance(thing, Mandate):
        return thing.body, thing.office
    if isinstance(thing, Function):
        return thing.body, thing.function
    return thing.body, thing.function or thing.office


def fresh(entry: RosterEntry, person: int) -> Row:
    """Make a new row of an entry."""
    kind = Function if entry.function else Mandate
    names = {each.name for each in fields(kind)} & {
        each.name for each in fields(RosterEntry)
    }
    return kind(person=person, **{name: getattr(entry, name) for name in names})


def becomes(row: Row, entry: RosterEntry) -> Row:
    """The row with the values that the entry states; the others stay."""
    has = {each.name for each in fields(row)}
    wanted = [name for name in _COMPARED if name in has and name in entry.stated]
    made = replace(row, **{name: getattr(entry, name) for name in wanted})
    if "source" in entry.stated:
        made = replace(made, source=entry.source)
    return made


def starts(row: Row, entry: RosterEntry) -> bool:
    """Whether the entry is about this row: same seat and same first day."""
    return seat(row) == seat(entry) and row.start == entry.start


def says(row: Row, entry: RosterEntry) -> bool:
    """Whether the row already has all that the entry states."""
    return starts(row, entry) and becomes(row, entry) == row


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans of days (last day included, None: open) share a day."""
    (start, end), (first, last) = one, other
    return (last is None or start <= last) and (end is None or first <= end)

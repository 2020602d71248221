"""Queries of the registers: who held what on a day, as it was known on a day.

Who has a seat in a body is public within the site; extent, flags, source,
candidates and the functions of employees are for those who manage the registers.
Everybody may see the secretary of a body: members must know whom to ask.
"""

from collections.abc import Callable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandate_rules import last_second
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility


@dataclass(frozen=True)
class Held:
    """A row and the person it is about, with the name they have today."""

    row: Row
    person: Person


@dataclass(frozen=True)
class When:
    """The day that is asked about, and the day on which it was known.

    ``on`` None is today and later; ``known`` None is what is known now.
    """

    on: date | None = None
    known: date | None = None


TODAY = When()
_BEGINNING = date(1970, 1, 1)


def roster_known(known: date | None) -> Roster:
    """The rows as believed at the end of that day; now if it has not ended yet."""
    register, clock = getUtility(IRegister), getUtility(IClock)
    if known is None or known >= clock.today():
        return register.roster()
    # Nothing was known before the first second that a row can tell of.
    return register.roster(last_second(max(known, _BEGINNING), clock.day_of))


def of_body(body: str, when: When = TODAY) -> list[Held]:
    """The rows of a body that the acting user may see, by name."""
    authorise("view_hub")
    keeps = may("manage_registers")
    return _held(lambda row: row.body == body and (keeps or is_public(row)), when)


def of_site(when: When = TODAY) -> list[Held]:
    """The functions that are held for the whole site, by name."""
    authorise("manage_registers")
    return _held(lambda row: isinstance(row, Function) and not row.body, when)


def everything(when: When = TODAY, person: int = 0) -> list[Held]:
    """All rows, or those of one person, by name."""
    authorise("manage_registers")
    return _held(lambda row: not person or row.person == person, when)


def of_term(body: str, day: date, terms: TermsOfOffice) -> list[Held]:
    """The seats of a body that were held on some day of a term, by name."""
    authorise("view_hub")
    first, last = terms.of(day)
    rows = [
        row
        for row in getUtility(IRegister).roster().rows
        if sits(row)
        and row.body == body
        and row.start <= last
        and (row.end is None or row.end >= first)
    ]
    return named(rows)


def is_public(row: Row) -> bool:
    """Whether everybody on the site may see a row."""
    return sits(row) or (isinstance(row, Function) and row.function == "secretary")


def named(rows: list[Row]) -> list[Held]:
    """The rows with their people, by name and first day."""
    register = getUtility(IRegister)
    found = [Held(row, register.person(row.person)) for row in rows]
    return sorted(
        found,
        key=lambda each: (each.person.name.casefold(), each.row.start, each.row.row),
    )


def _held(wanted: Callable[[Row], bool], when: When) -> list[Held]:
    today = getUtility(IClock).today()

    def holds(row: Row) -> bool:
        if when.on is not None:
            return valid(row, when.on)
        return row.start > today or valid(row, today)

    rows = roster_known(when.known).rows
    return named([row for row in rows if wanted(row) and holds(row)])

"""Search for the people whom a report is about, by part of a name."""

from collections.abc import Iterable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandate_rules import leaders
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import actor
from dataclasses import dataclass
from zope.component import getUtility


SHORTEST = 3  # letters; nobody leafs through the registers here
MOST = 20


@dataclass(frozen=True)
class PersonMatch:
    """A person of the registers and what they hold today: (key, body) each."""

    person: int
    name: str
    holds: tuple[tuple[str, str], ...] = ()


def find(text: str) -> list[PersonMatch]:
    """Return people with a mandate or function today whose names contain the text."""
    words = text.casefold().split()
    if sum(map(len, words)) < SHORTEST:
        return []
    matches = [
        PersonMatch(each.id, each.name, holds)
        for each in getUtility(IRegister).people()
        if all(word in each.name.casefold() for word in words)
        and (holds := _holds(each.id))
    ]
    return sorted(matches, key=lambda each: (each.name.casefold(), each.person))[:MOST]


def named(people: Iterable[int]) -> list[PersonMatch]:
    """Return these people, sorted by name."""
    register = getUtility(IRegister)
    matches = [
        PersonMatch(each, register.person(each).name, _holds(each))
        for each in set(people)
    ]
    return sorted(matches, key=lambda each: (each.name.casefold(), each.person))


def own_leaders() -> list[str]:
    """Return the names of the leaders of the acting person's groups (C28)."""
    own, register = actor().person, getUtility(IRegister)
    if own is None:
        return []
    led = leaders(register.roster(), own, getUtility(IClock).today())
    people = {person for group in led.values() for person in group} - {own}
    return [each.name for each in named(people)]


def _holds(person: int) -> tuple[tuple[str, str], ...]:
    today = getUtility(IClock).today()
    rows = getUtility(IRegister).roster().rows_of(person, today)
    return tuple(dict.fromkeys((_key(row), row.body) for row in rows))


def _key(row: Row) -> str:
    return row.function if isinstance(row, Function) else row.office

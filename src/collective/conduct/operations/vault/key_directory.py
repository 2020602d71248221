"""Confirmed keys of people: the only way by which operations get a key to wrap for.

A key counts for one person and one function, and only once it is confirmed
(TRUST 1). Whoever has none, or only an unconfirmed one, is as if without a key.
A replaced key counts until the new one is confirmed: whoever controls log-ins
neither makes a reader nor takes one away.
"""

from collections import defaultdict
from collections.abc import Iterator
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandate_rules import last_second
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.confirming import held_throughout
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.operations.common.time import now_in_seconds
from datetime import timedelta
from math import inf
from weakref import WeakKeyDictionary
from zope.component import getUtility


# The rows of key functions that were ever believed, by (person, function).
_histories: WeakKeyDictionary[Roster, dict[tuple[int, str], list[Function]]]
_histories = WeakKeyDictionary()


def confirmed(*functions: str) -> dict[int, bytes]:
    """Return ``{person: public key}`` of who holds one of these functions today."""
    try:
        known = getUtility(IKeyDirectory).state().confirmed
    except Unavailable:
        return {}  # what cannot be verified opens nothing
    found: dict[int, bytes] = {}
    for function in functions:
        for person in holders_of(function):
            place = known.get((person, function))
            if place is None or person in found or not there(person, place.public):
                continue
            if _held_since(person, function, place.when):
                found[person] = place.public
    return found


def confirmed_for(person: int, function: str) -> bytes | None:
    """Return the key of a person for a function they hold today, None without one."""
    return confirmed(function).get(person)


def confirmed_functions(person: int, public: bytes) -> tuple[str, ...]:
    """Return the functions of today for which this very key of a person counts."""
    return tuple(
        name for name in functions_of(person) if confirmed_for(person, name) == public
    )


def holders_of(function: str) -> frozenset[int]:
    """Return who holds a function today, by the register."""
    register, today = getUtility(IRegister), getUtility(IClock).today()
    groups = register.roster().groups(today)
    return groups.get(f"conduct:function:{function}", frozenset())


def functions_of(person: int) -> tuple[str, ...]:
    """Return a person's functions of today that need a key, sorted."""
    register, today = getUtility(IRegister), getUtility(IClock).today()
    rows = register.roster().rows_of(person, today)
    held = {row.function for row in rows if isinstance(row, Function)}
    return tuple(sorted(held & HOLD_KEYS))


def known_from(person: int, function: str) -> int:
    """Return since when the register knows that a person holds a function today."""
    register, today = getUtility(IRegister), getUtility(IClock).today()
    return max(
        row.known_from
        for row in register.roster().rows_of(person, today)
        if isinstance(row, Function) and row.function == function
    )


def there(person: int, public: bytes) -> bool:
    """Return whether the key ring still has this key of a person.

    It has not when another public key was put in its place in the database (T13).
    """
    rings = getUtility(IKeyrings)
    kept = (rings.of(person), rings.former(person))
    return any(each is not None and each.public == public for each in kept)


def swapped() -> frozenset[int]:
    """Return whose public key is not the one that the directory knows (T13)."""
    newest, rings = getUtility(IKeyDirectory).state().newest, getUtility(IKeyrings)
    found = rings.publics(newest)
    return frozenset(who for who, public in found.items() if newest[who] != public)


def _held_since(person: int, function: str, since: int) -> bool:
    """Return whether a person has held a function without a gap since a moment.

    Whoever was taken out of it, or out of office, and put back is pending again.
    """
    register, clock = getUtility(IRegister), getUtility(IClock)
    roster, today, first = register.roster(), clock.today(), clock.day_of(since)
    for row in roster.rows_of(person, today):
        if isinstance(row, Function) and row.function == function:
            if row.known_from <= since and row.start <= first:
                return True
    rows = _history(register, roster).get((person, function), ())
    return held_throughout(map(_span, rows), since, now_in_seconds())


def _history(register, roster: Roster) -> dict[tuple[int, str], list[Function]]:
    if roster not in _histories:
        found: dict[tuple[int, str], list[Function]] = defaultdict(list)
        for row in register.history():
            if isinstance(row, Function) and row.function in HOLD_KEYS:
                found[row.person, row.function].append(row)
        _histories[roster] = found
    return _histories[roster]


def _span(row: Function) -> tuple[float, float]:
    """Return from when until when it was known that a person holds a function."""
    day_of = getUtility(IClock).day_of
    starts = last_second(row.start - timedelta(days=1), day_of) + 1
    ends = inf if row.end is None else last_second(row.end, day_of) + 1
    return max(row.known_from, starts), min(
        inf if row.known_to is None else row.known_to, ends
    )


def all_holders() -> Iterator[int]:
    """Iterate over everybody who holds a key function today and has a key."""
    people = {who for name in HOLD_KEYS for who in holders_of(name)}
    yield from sorted(getUtility(IKeyrings).publics(people))

"""Key holders: who holds a function that needs a key, and since when they have one."""

from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.vault.key_directory import confirmed_functions
from dataclasses import dataclass
from zope.component import getUtility


@dataclass(frozen=True)
class Holder:
    """A person, the functions they need a key for, and when it was made (0: not).

    ``unconfirmed``: those of the functions for which the key is not confirmed.
    """

    person: Person
    functions: tuple[str, ...]
    has_key: bool
    since: int
    unconfirmed: tuple[str, ...] = ()


def holders() -> list[Holder]:
    """Return all who need a key today: those without one first, then by name."""
    authorise("manage_registers")
    register, today = getUtility(IRegister), getUtility(IClock).today()
    held: dict[int, set[str]] = {}
    for row in register.roster().rows:
        if isinstance(row, Function) and valid(row, today):
            held.setdefault(row.person, set()).add(row.function)
    people = [
        _holder(register.person(who), functions & HOLD_KEYS)
        for who, functions in held.items()
        if functions & HOLD_KEYS
    ]
    return sorted(people, key=lambda each: (each.has_key, each.person.name.casefold()))


def _holder(person: Person, functions: set[str]) -> Holder:
    rings = getUtility(IKeyrings)
    has_key = rings.of(person.id) is not None
    since = rings.kept(person.id) if has_key else 0
    held, public = tuple(sorted(functions)), rings.publics([person.id]).get(person.id)
    counted = confirmed_functions(person.id, public) if public else ()
    waiting = tuple(each for each in held if each not in counted)
    return Holder(person, held, has_key, since, waiting)

"""Confirmed keys of people: the only way by which operations get a key to wrap for.

A key counts for one person and one function, and only once it is confirmed
(TRUST 1). Whoever has none, or only an unconfirmed one, is as if without a key.
"""

from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.ports import IKeyrings
from zope.component import getUtility


def confirmed(*functions: str) -> dict[int, bytes]:
    """Return ``{person: public key}`` of who holds one of these functions today."""
    register, today = getUtility(IRegister), getUtility(IClock).today()
    groups = register.roster().groups(today)
    people = {
        person
        for name in functions
        for person in groups.get(f"conduct:function:{name}", ())
    }
    return getUtility(IKeyrings).publics(people)


def confirmed_for(person: int, function: str) -> bytes | None:
    """Return the key of a person for a function they hold today, None without one."""
    return confirmed(function).get(person)

"""Take accounts that went to somebody else from their persons, until it is confirmed.

Whoever logs in with the name then is a new person: to keys, duties, mandates and
answers. A registrar who knows that it is the same person confirms it, which attaches
the account again (``people.attach``); else the new one stays new (N3).
"""

from collective.conduct.core.registers.accounts import AccountMark
from collective.conduct.core.registers.accounts import judged
from collective.conduct.core.registers.accounts import PartedAccount
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.ports import IAccountWatch
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.principals.registers.plugin import forget
from dataclasses import dataclass
from plone import api
from zope.component import getUtility
from zope.event import notify


@dataclass(frozen=True)
class AccountParted:
    """Event: an account was taken from its person."""

    parted: PartedAccount


def watch() -> int:
    """Compare all accounts of the registers with how they were; return the changes."""
    register, watched = getUtility(IRegister), getUtility(IAccountWatch)
    now = now_in_seconds()
    people = [each for each in register.people() if each.userid]
    found = {each.userid: _seen(each.userid) for each in people}
    sources = {mark.source for mark in found.values() if mark is not None}
    changed = 0
    for each in people:
        before, now_is = watched.mark(each.userid), found[each.userid]
        answers = before is not None and before.source in sources
        reason, mark = judged(before, now_is, answers, now)
        if reason:
            _part(each, reason, now)
        elif mark != before:
            watched.keep(each.userid, mark)
        changed += bool(reason or mark != before)
    return changed


def parted() -> list[tuple[Person, PartedAccount]]:
    """Return whoever waits for a registrar, by name."""
    authorise("manage_registers")
    register = getUtility(IRegister)
    found = [
        (register.person(each.person), each)
        for each in getUtility(IAccountWatch).parted()
    ]
    return sorted(found, key=lambda each: (each[0].name.casefold(), each[0].id))


def names_of_all() -> tuple[str, ...]:
    """Their names for the readiness page, without authorisation."""
    register = getUtility(IRegister)
    waiting = getUtility(IAccountWatch).parted()
    return tuple(sorted(register.person(each.person).name for each in waiting))


def _part(person: Person, reason: str, now: int) -> None:
    parted = PartedAccount(person.id, person.userid or "", reason, now)
    getUtility(IRegister).retire(parted.userid)
    getUtility(IAccountWatch).part(parted)
    notify(AccountParted(parted))
    forget()


def _seen(userid: str) -> AccountMark | None:
    """How an account is now, None when no source knows it."""
    user = api.user.get(userid=userid)
    if user is None:
        return None
    users = api.portal.get_tool("acl_users")
    found = users.searchUsers(id=userid, exact_match=True)
    digest = getUtility(IAccountWatch).digest
    return AccountMark(
        source=str(found[0]["pluginid"]) if found else "",
        name=digest(str(user.getProperty("fullname", "") or "")),
        email=digest(str(user.getProperty("email", "") or "")),
    )

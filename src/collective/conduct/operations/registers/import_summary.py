"""Read the data that an import is compared with: people, rows, accounts, bodies."""

from collections import defaultdict
from collections.abc import Iterable
from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.meanings import folded
from collective.conduct.core.registers.ports import IRegister
from plone import api
from zope.component import getUtility


def bodies() -> dict[str, str]:
    """The bodies of the site: keys and titles, by title."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        portal_type="ConductBody", sort_on="sortable_title"
    )
    return {brain.getId: brain.Title for brain in brains}


def known(sheet: Sheet, choices: Choices) -> RegisterSnapshot:
    """A snapshot of the site, as far as the sheet needs it."""
    register = getUtility(IRegister)
    logins = _column(sheet, choices, "account")
    addresses = {folded(each) for each in _column(sheet, choices, "email")}
    by_login, by_email, names = _accounts() if logins or addresses else ({}, {}, {})
    return RegisterSnapshot(
        {each.id: each for each in register.people()},
        register.roster().rows,
        {each: userid for each in logins if (userid := _userid(each, by_login))},
        {each: frozenset(by_email[each]) for each in addresses if each in by_email},
        names,
        bodies(),
    )


def _column(sheet: Sheet, choices: Choices, field: str) -> set[str]:
    if field not in choices.fields:
        return set()
    return set(sheet.values(choices.fields.index(field)))


def _accounts() -> tuple[dict[str, set], dict[str, set], dict[str, str]]:
    """User ids by log-in name and by e-mail address, and their full names."""
    by_login, by_email = defaultdict(set), defaultdict(set)
    names: dict[str, str] = {}
    for each in _listed():
        userid, email = each["userid"], each.get("email")
        by_login[each.get("login") or userid].add(userid)
        if email:
            by_email[folded(email)].add(userid)
        names[userid] = each.get("fullname") or names.get(userid) or ""
    return by_login, by_email, {key: name for key, name in names.items() if name}


def _listed() -> Iterable[dict]:
    users = api.portal.get_tool("acl_users").searchUsers()
    return (each for each in users if each.get("userid"))


def _userid(login: str, by_login: dict[str, set]) -> str:
    """The user id of a log-in name; "" when nobody or more than one has it.

    Some sources of accounts cannot be listed: they are asked by name.
    """
    found = by_login.get(login)
    if found:
        return min(found) if len(found) == 1 else ""
    user = api.portal.get_tool("acl_users").getUser(login)
    return user.getId() if user is not None else ""

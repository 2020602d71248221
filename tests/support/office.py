"""Everybody that the intake needs, each with a key: handlers, approver, escrow."""

from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.mandates import Function
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault import passphrases
from datetime import date
from tests.support import sample_municipality as town
from zope.component import getUtility

import json


SINCE = date(2026, 1, 1)
OFFICE = {
    "hrchef": "hr",
    "hrsub": "hr",
    "office": "municipal_secretary",
    "head": "head_of_office",
    "legal": "legal",
    "approver": "identity_approver",
    "escrow1": "escrow_holder",
    "escrow2": "escrow_holder",
    "escrow3": "escrow_holder",
}


def staffed(built):
    """Let everybody take office, each with a key of their own; return the town."""
    built.private = {}
    for name, function in OFFICE.items():
        person = built.people[name] = town.enrol(name, f"{name.title()} Ek")
        row = Function(person, function, substitute=name == "hrsub", start=SINCE)
        town.hold(row)
        private, public = boxes.new_pair()
        built.private[person] = private
        locked = passphrases.Locked(person, 1, public, b"", b"")
        getUtility(IKeyrings).keep(locked)
    return built


def cases() -> list:
    """The facts of all cases, latest first."""
    return list(getUtility(ICases).everything())


def readers(built, case: str) -> set[str]:
    """Who can read a case, by log-in name."""
    names = {person: name for name, person in built.people.items()}
    return {names[each] for each in getUtility(IVault).readers(case)}


def opened(built, name: str, case: str):
    """The key of a case for one of its readers."""
    person = built.people[name]
    return getUtility(IVault).open_with(case, person, built.private[person])


def content(built, name: str, case: str) -> dict:
    """What was sent in, as one of its readers sees it."""
    key = opened(built, name, case)
    return json.loads(getUtility(IVault).get(key, "content", 1))

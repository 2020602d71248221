"""Everybody that the intake of reports needs, each with a key."""

from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.mandates import Function
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault import passphrases
from datetime import date
from tests import town
from zope.component import getUtility


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


def take(built) -> None:
    """Let them take office; ``built.private`` has their keys by person."""
    built.private = {}
    for name, function in OFFICE.items():
        person = built.people[name] = town.enrol(name, f"{name.title()} Ek")
        substitute = name == "hrsub"
        start = date(2026, 1, 1)
        town.hold(Function(person, function, substitute=substitute, start=start))
        built.private[person], public = boxes.new_pair()
        getUtility(IKeyrings).keep(passphrases.Locked(person, 1, public, b"", b""))

"""Everybody that the intake needs, each with a function and a key."""

from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.mandates import Function
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault.passphrases import Locked
from datetime import date
from tests import town
from zope.component import getUtility


SINCE = date(2026, 1, 1)
FUNCTIONS = {
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


def open_intake(built) -> None:
    """Enrol them; ``built.private`` keeps their private keys, by person."""
    built.private = {}
    for name, function in FUNCTIONS.items():
        person = built.people[name] = town.enrol(name, f"{name.title()} Ek")
        substitute = name == "hrsub"
        town.hold(Function(person, function, substitute=substitute, start=SINCE))
        private, public = boxes.new_pair()
        built.private[person] = private
        getUtility(IKeyrings).keep(Locked(person, 1, public, b"", b""))

"""Keys of people: the tests begin with handlers who have none yet."""

from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import sharing
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from tests.support import handlers
from tests.support.handlers import PHRASE
from zope.component import getUtility

import pytest


@pytest.fixture
def municipality(municipality, recording_outbox, monkeypatch):
    """The municipality with its handlers, and every notice to them."""
    handlers.use_cheap_passphrases(monkeypatch)
    municipality.outbox = recording_outbox
    handlers.appoint(municipality)
    return municipality


@pytest.fixture
def open_intake(municipality):
    """Everybody has a key with the same passphrase, and there is a case."""
    for name in handlers.FUNCTIONS:
        with municipality.acting(name):
            own.enrol(PHRASE)
    receive_report(Submission("harassment", "n" * 32, {"what": "ord"}))
    (facts,) = getUtility(ICases).everything()
    municipality.case = facts.case
    municipality.outbox.notices.clear()
    return municipality


def vault_of(municipality, name):
    """The private key of an account's open vault."""
    with municipality.acting(name):
        return own.private_of(own.open_vault(PHRASE))


def can_open(municipality, name) -> bool:
    try:
        with municipality.acting(name):
            key = sharing.open_case(municipality.case, vault_of(municipality, name))
            getUtility(IVault).get(key, "content", 1)
    except Missing:
        return False
    return True

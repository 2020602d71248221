"""Fixtures of keys: the tests begin with handlers who have none yet."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.common.errors import Missing
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import my_key
from tests.support import handlers
from tests.support.handlers import PHRASE
from tests.support.submitting import submission
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
    """All have a key with the same passphrase, and there is a case."""
    for name in handlers.FUNCTIONS:
        with municipality.acting(name):
            my_key.enrol(PHRASE)
    handlers.confirm_with_passphrases(municipality)
    receive_report(submission("harassment", "n" * 32, {"what": "ord"}))
    (facts,) = getUtility(ICases).everything()
    municipality.case = facts.case
    municipality.outbox.notices.clear()
    return municipality


def vault_of(municipality, name):
    """Return the open vault of an account."""
    with municipality.acting(name):
        return my_key.vault_of(my_key.open_vault(PHRASE))


def opened(municipality, name):
    """Return the case, opened with the vault of the acting account."""
    return case_access.open_case(municipality.case, vault_of(municipality, name))


def can_open(municipality, name) -> bool:
    try:
        with municipality.acting(name):
            opened(municipality, name).get("content", 1)
    except Missing:
        return False
    return True

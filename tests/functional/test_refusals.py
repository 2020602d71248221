"""A refusal keeps nothing of what was written before it."""

from collective.conduct.core.common.errors import Refused
from collective.conduct.core.registers.ports import IRegister
from plone.protect.authenticator import createToken
from zope.component import getUtility

import pytest


def _half_done(*args):
    """Write something, then refuse."""
    getUtility(IRegister).enrol(None, "Halvvägs Hansson")
    raise Refused("not_allowed")


def _names():
    return {each.name for each in getUtility(IRegister).people()}


@pytest.fixture
def half_done(monkeypatch):
    monkeypatch.setattr(
        "collective.conduct.services.answers.receipt.check_receipt", _half_done
    )
    monkeypatch.setattr("collective.conduct.browser.ledger.ledger.verify", _half_done)


def test_over_rest(client, municipality, half_done):
    refused = client.rest("member", "POST", "/@conduct-receipt", {"x": 1})
    assert (refused.status_int, refused.json["code"]) == (403, "not_allowed")
    assert "Halvvägs Hansson" not in _names()


def test_on_a_page(client, municipality, half_done):
    with municipality.acting("auditor"):
        token = createToken()
    page = client.form("auditor", "/trygghet/@@conduct-ledger", _authenticator=token)
    assert page.status_int == 403 and 'role="alert"' in page.text
    assert "Halvvägs Hansson" not in _names()

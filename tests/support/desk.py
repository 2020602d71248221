"""People with keys, a report, and a browser for whoever handles it."""

from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IReceipts
from collective.conduct.core.mandates import Function
from collective.conduct.operations.keys import own
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.storage.vault import passphrases
from datetime import date
from plone.protect.authenticator import createToken
from tests.support import sample_municipality as town
from zope.component import getUtility

import secrets
import transaction


PHRASE, OTHER = "en lång lösenfras", "en annan lösenfras"
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


def cheap(monkeypatch) -> None:
    """Passphrases that cost nothing: the tests open many vaults."""
    cost = passphrases.Cost(memory=64, passes=1)
    monkeypatch.setattr(passphrases, "Cost", lambda: cost)


def man(built) -> None:
    """Everybody that the intake needs, each with a key."""
    for name, function in OFFICE.items():
        built.people[name] = town.enrol(name, f"{name.title()} Ek")
        substitute = name == "hrsub"
        row = Function(built.people[name], function, substitute=substitute, start=SINCE)
        town.hold(row)
    for name in OFFICE:
        with built.acting(name):
            own.enrol(PHRASE)


def report(**values) -> tuple[str, str]:
    """Send a report in; return its number and the words of its receipt."""
    before = {each.case for each in getUtility(ICases).everything()}
    given = {
        "form": "harassment",
        "nonce": secrets.token_hex(16),
        "answers": {"Vad hände?": "En kommentar om min dialekt."},
    }
    words = receive_report(Submission(**{**given, **values})).words
    (case,) = {each.case for each in getUtility(ICases).everything()} - before
    transaction.commit()
    return case, " ".join(words)


def latest():
    """The row of the case that came in last."""
    return next(iter(getUtility(ICases).everything()))


def receipts_of(case: str) -> tuple[bytes, ...]:
    return getUtility(IReceipts).of(case)


class Handler:
    """Somebody at their desk: posts forms of the hub, keeps the vault's cookie."""

    def __init__(self, client, built, name: str) -> None:
        self.client, self.built, self.name = client, built, name
        self.hub = built.hub.absolute_url()
        self.cookie = ""

    def open(self) -> "Handler":
        """Open the vault by the page of the key."""
        found = self.post("@@my-key", deed="open", passphrase=PHRASE)
        assert found.status_int == 303, found.text
        return self

    def get(self, view: str):
        return self._sent("GET", view, {})

    def post(self, view: str, **fields):
        with self.built.acting(self.name):
            token = createToken()
        return self._sent("POST", view, {"_authenticator": token, **fields})

    def _sent(self, method: str, view: str, fields: dict):
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        if self.cookie:
            headers["Cookie"] = f"__conduct_vault={self.cookie}"
        found = self.client.asked(
            self.name, method, f"{self.hub}/{view}", fields, headers
        )
        for line in found.headers.getall("Set-Cookie"):
            name, _, value = line.partition("=")
            if name == "__conduct_vault":
                self.cookie = value.split(";")[0].strip('"')
        return found

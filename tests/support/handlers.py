"""Handlers of reports for tests: functions, keys and desks, and a report for them."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault import passphrases
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.passphrases import Cost
from datetime import date
from plone.protect.authenticator import createToken
from tests.support import sample_municipality
from tests.support.submitting import report_content
from tests.support.submitting import submission
from zope.component import getUtility

import secrets
import transaction


PHRASE, OTHER = "en lång lösenfras", "en annan lösenfras"
SINCE = date(2026, 1, 1)
# The log-in names of all that the intake needs, and what each of them is.
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


def use_cheap_passphrases(monkeypatch) -> None:
    """Make passphrase derivation cheap: the tests open many vaults."""
    cheap = Cost(memory=64, passes=1)
    monkeypatch.setattr(passphrases, "Cost", lambda: cheap)


def appoint(municipality) -> None:
    """Give each handler an account, a person and a function, without a key."""
    for name, function in FUNCTIONS.items():
        person = sample_municipality.enrol(name, f"{name.title()} Ek")
        municipality.people[name] = person
        substitute = name == "hrsub"
        row = Function(person, function, substitute=substitute, start=SINCE)
        sample_municipality.hold(row)


def appoint_with_passphrases(municipality) -> None:
    """Appoint each handler; all keys open with the same passphrase."""
    appoint(municipality)
    for name in FUNCTIONS:
        with municipality.acting(name):
            my_key.enrol(PHRASE)


def appoint_with_raw_keys(municipality):
    """Appoint each handler; the private keys are in ``municipality.vaults``."""
    appoint(municipality)
    municipality.vaults = {}
    for name in FUNCTIONS:
        give_raw_key(municipality, municipality.people[name])
    return municipality


def give_raw_key(municipality, person: int) -> None:
    """Give a person a key without a passphrase."""
    private_key, public = boxes.new_pair()
    municipality.vaults[person] = UnlockedVault(person, private_key)
    getUtility(IKeyrings).keep(passphrases.Locked(person, 1, public, b"", b""))


def all_cases() -> list:
    """Return the summaries of all cases, latest first."""
    return list(getUtility(ICases).everything())


def readers_of(municipality, case: str) -> set[str]:
    """Return the readers of a case, by log-in name."""
    names = {person: name for name, person in municipality.people.items()}
    return {names[each] for each in getUtility(IVault).readers(case)}


def opened_case(municipality, name: str, case: str):
    """Return a case, opened for one of its readers."""
    person = municipality.people[name]
    return getUtility(IVault).open_with(case, municipality.vaults[person])


def case_content(municipality, name: str, case: str) -> dict:
    """Return the report as one of its readers sees it."""
    return report_content(opened_case(municipality, name, case).get("content", 1))


def send_report(**values) -> tuple[str, str]:
    """Send a report; return the case's number and the words of its receipt."""
    before = {each.case for each in getUtility(ICases).everything()}
    given = {
        "form": "harassment",
        "nonce": secrets.token_hex(16),
        "answers": {"Vad hände?": "En kommentar om min dialekt."},
    }
    words = receive_report(submission(**{**given, **values})).words
    (case,) = {each.case for each in getUtility(ICases).everything()} - before
    transaction.commit()
    return case, " ".join(words)


def latest_case():
    """Return the summary of the case that came in last."""
    return next(iter(getUtility(ICases).everything()))


def mailboxes_of(case: str) -> tuple[bytes, ...]:
    return getUtility(IReporterMailbox).of(case)


class HandlerClient:
    """A handler at the desk: posts forms of the hub, keeps the vault's cookie."""

    def __init__(self, client, municipality, name: str) -> None:
        self.client, self.municipality, self.name = client, municipality, name
        self.hub = municipality.hub.absolute_url()
        self.cookie = ""

    def open(self) -> "HandlerClient":
        """Open the vault on the page of the key."""
        found = self.post("@@my-key", deed="open", passphrase=PHRASE)
        assert found.status_int == 303, found.text
        return self

    def get(self, view: str):
        return self._sent("GET", view, {})

    def post(self, view: str, **fields):
        with self.municipality.acting(self.name):
            token = createToken()
        return self._sent("POST", view, {"_authenticator": token, **fields})

    def _sent(self, method: str, view: str, fields: dict):
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        if self.cookie:
            headers["Cookie"] = f"__conduct_vault={self.cookie}"
        found = self.client.request(
            self.name, method, f"{self.hub}/{view}", fields, headers
        )
        for line in found.headers.getall("Set-Cookie"):
            name, _, value = line.partition("=")
            if name == "__conduct_vault":
                self.cookie = value.split(";")[0].strip('"')
        return found

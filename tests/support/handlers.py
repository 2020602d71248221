"""Handlers of reports for tests: functions, keys and desks, and a report for them."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.confirming import CONTEXT
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import statement
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault.key_directory import functions_of
from collective.conduct.operations.vault.key_directory import known_from
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers import passphrases
from collective.conduct.storage.vault.ciphers.passphrases import Cost
from collective.conduct.storage.vault.open_vault import UnlockedVault
from dataclasses import replace
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
    rings, vaults = getUtility(IKeyrings), {}
    for name in FUNCTIONS:
        person = municipality.people[name]
        vaults[person] = rings.make(person, PHRASE, now_in_seconds())
    confirm_everybody(vaults)


def appoint_with_raw_keys(municipality):
    """Appoint each handler; the private keys are in ``municipality.vaults``."""
    appoint(municipality)
    municipality.vaults = {}
    for name in FUNCTIONS:
        give_raw_key(municipality, municipality.people[name])
    confirm_everybody(municipality.vaults)
    return municipality


def give_raw_key(municipality, person: int) -> None:
    """Give a person a key without a passphrase; ``confirm_everybody`` confirms it."""
    private_key, public = boxes.new_pair()
    municipality.vaults[person] = UnlockedVault(person, private_key)
    getUtility(IKeyrings).keep(passphrases.Locked(person, 1, public, b"", b""))


def confirm_everybody(vaults) -> None:
    """Found the directory, or go on, until every key is confirmed; nobody is told.

    ``vaults`` maps people to their open vaults; if nobody is confirmed yet, two
    handlers are among them.
    """
    directory, now = getUtility(IKeyDirectory), now_in_seconds()
    state = directory.state()
    for person, vault in vaults.items():
        if state.newest.get(person) != vault.public:
            public, verifier = vault.public, vault.verifier
            directory.add(KeyEvent("made", person, now, public, verifier))
    if not state.founded:
        _found(state, list(vaults.values()))
    state = directory.state()
    able = [
        each for each in vaults.values() if state.confirms(each.person, each.public)
    ]
    for person, vault in vaults.items():
        by = next(each for each in able if each.person != person)
        for function in functions_of(person):
            found = state.confirmed.get((person, function))
            if found is None or found.public != vault.public:
                _sign(state, "confirmed", by, vault, function)
        getUtility(IKeyrings).settle(person)


def confirm_with_passphrases(municipality, **phrases: str) -> None:
    """Confirm the newest key of everybody who has one; ``phrases``: those that differ.

    An empty one leaves a person out.
    """
    rings, vaults = getUtility(IKeyrings), {}
    for name, person in municipality.people.items():
        phrase = phrases.get(name, PHRASE)
        if phrase and rings.of(person) and functions_of(person):
            vaults[person] = rings.unlock(person, phrase)
    confirm_everybody(vaults)


def _found(state, vaults) -> None:
    """Let the first two handlers confirm each other."""
    handling = [each for each in vaults if HANDLING & {*functions_of(each.person)}]
    for one, other in ((0, 1), (1, 0)):
        for function in sorted(HANDLING & {*functions_of(handling[other].person)}):
            _sign(state, "founding", handling[one], handling[other], function)


def _sign(state, kind: str, by, vault, function: str) -> None:
    when = max(now_in_seconds(), known_from(vault.person, function))
    event = KeyEvent(kind, vault.person, when, vault.public, vault.verifier, function)
    event = replace(event, by=by.person, signer=by.public)
    signature = by.sign(statement(event, state.ledger, state.era), CONTEXT)
    getUtility(IKeyDirectory).add(replace(event, signature=signature))


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

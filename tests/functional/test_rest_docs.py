"""The examples of docs/reference/rest are what the site answers.

``RECORD_REST=1 make test`` writes them anew: look at the difference before
you commit it.
"""

from base64 import b64encode
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.ledger import sealing
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.registers import register
from datetime import timedelta
from operator import attrgetter
from operator import itemgetter
from pathlib import Path
from plone import api
from tests.support import handlers
from tests.support import running_campaign
from tests.support import sample_municipality
from tests.support.rest_recorder import Recorder
from zope.component import getUtility

import os
import pytest


FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "rest"
ENDPOINTS = (
    "duties",
    "answer",
    "receipt",
    "coverage",
    "ledger",
    "import",
    "register",
    "people",
    "person",
    "end-term",
    "campaign",
    "my-data",
    "own-data",
    "dashboard",
    "calendar",
    "post",
    "letters",
    "roster-import",
    "channels",
    "check",
    "enquiries",
    "terms",
    "papers",
    "vault",
    "cases",
    "case",
    "key",
    "confirm",
    "identity",
    "approvals",
    "escrow",
    "case-people",
    "report",
    "report-status",
    "report-message",
    "report-withdraw",
    "report-reprisal",
)
RULES = """# Riktlinje för sociala medier

## Tonläge

1. Vi svarar vänligt, också när frågan är arg.
2. Vi skriver aldrig om enskilda personer.
"""


class Session:
    """Ask, and keep what was asked and answered under a name."""

    def __init__(self, client, municipality) -> None:
        self.client, self.municipality = client, municipality
        streams = [*municipality.people.values(), municipality.document.stream]
        self.recorder = Recorder(client.root, streams)
        self.files: dict[str, str] = {}

    def ask(self, name: str, role: str, method: str, path: str, data=None, **headers):
        """Ask the site as a role; return what it answered."""
        answered = self.client.rest(role, method, path, data, **headers)
        asked = self.recorder.request(method, path, data, **headers)
        self.files[f"{name}.req"] = asked
        self.files[f"{name}.resp"] = self.recorder.response(answered)
        return answered.json if answered.body else None


def _answers(session: Session) -> str:
    edition = session.municipality.edition.absolute_url()
    duties = session.ask("duties", "official", "GET", "/@conduct-duties")
    shown = duties["duties"][0]
    sent = {
        "kind": "objected",
        "language": "sv",
        "words": "Punkt 2 behöver ett undantag för ordningsfrågor.",
        "manifest_hash": shown["edition"]["manifest_hash"],
        "statement_hash": shown["languages"]["sv"]["statement_hash"],
    }
    path = f"{edition}/@conduct-answer"
    answered = session.ask("answer", "official", "POST", path, sent)
    session.ask("answer-again", "official", "POST", path, sent)
    changed = {**sent, "manifest_hash": "f" * 64}
    session.ask("answer-conflict", "official", "POST", path, changed)
    session.ask("answer-refused", "official", "POST", path, {**sent, "words": ""})
    session.ask("answer-forbidden", "publisher", "POST", path, sent)
    return answered["@id"]


def _receipts(session: Session, url: str) -> None:
    sealing.seal()
    receipt = session.ask("receipt", "official", "GET", url)
    check = "/@conduct-receipt"
    session.ask("receipt-check", "member", "POST", check, receipt)
    forged = {**receipt, "details": {"words": "Jag har inga invändningar."}}
    session.ask("receipt-check-changed", "member", "POST", check, forged)


def _records(session: Session) -> None:
    edition = session.municipality.edition.absolute_url()
    session.ask("edition", "member", "GET", edition)
    session.ask("coverage", "registrar", "GET", f"{edition}/@conduct-coverage")
    session.ask("ledger", "auditor", "GET", "/@conduct-ledger")
    session.ask("ledger-seals", "auditor", "GET", "/@conduct-ledger/seals")


def _imports(session: Session) -> None:
    path = f"{session.municipality.hub.absolute_url()}/@conduct-import"
    file = {"filename": "riktlinje.md", "data": b64encode(RULES.encode()).decode()}
    session.ask(
        "import-preview", "publisher", "POST", path, {"mode": "preview", **file}
    )
    wanted = {"mode": "create", **file, "header": {"document_type": "guideline"}}
    session.ask("import-create", "publisher", "POST", path, wanted)


def _own(session: Session) -> None:
    hub = session.municipality.hub.absolute_url()
    written = {
        "fields": ["name", "body", "office", "party"],
        "more": {"sv": "Porträtt på webbplatsen"},
        "recipients": {"sv": "Region Väst: kallelser till gemensamma möten"},
    }
    session.ask("own-data", "registrar", "POST", f"{hub}/@conduct-own-data", written)
    mine = session.ask("my-data", "official", "GET", "/@conduct-my-data")["notice"]
    read = {"language": mine["language"], "fingerprint": mine["fingerprint"]}
    session.ask("my-data-read", "official", "POST", "/@conduct-my-data", read)
    other = {**read, "fingerprint": "f" * 64}
    session.ask("my-data-conflict", "official", "POST", "/@conduct-my-data", other)
    session.ask("dashboard", "registrar", "GET", f"{hub}/@conduct-dashboard")
    about = session.municipality.document.UID()
    path = f"{hub}/@conduct-dashboard?about={about}"
    session.ask("dashboard-about", "leader", "GET", path)
    session.ask("calendar", "official", "GET", "/@conduct-calendar")


def _campaign(session: Session) -> None:
    municipality = session.municipality
    campaign = sample_municipality.plan(municipality, municipality.document)
    url = f"{campaign.absolute_url()}/@conduct-campaign"
    session.ask("campaign-preview", "registrar", "GET", f"{url}/preview")
    session.ask("campaign-launch", "registrar", "POST", f"{url}/launch", {})
    session.ask("campaign", "secretary", "GET", url)
    people = {"people": [municipality.people["leader"]]}
    session.ask("campaign-remind", "secretary", "POST", f"{url}/remind", people)
    wordless, waived = {**people, "reason": ""}, {**people, "reason": "Föräldraledig."}
    session.ask("campaign-waive-refused", "secretary", "POST", f"{url}/waive", wordless)
    session.ask("campaign-waive", "secretary", "POST", f"{url}/waive", waived)


def _letters(session: Session) -> None:
    outbox, person = getUtility(IOutbox), session.municipality.people["official"]
    now = int(session.municipality.clock.now().timestamp())
    outbox.put(Notice("a", person, "own_data", now))
    outbox.failed(outbox.take(now).number, "mail_refused", now, final=True)
    found = session.ask("post", "registrar", "GET", "/@conduct-post")
    (dead,) = found["dead_letters"]
    sent = {"do": "retry", "letter": dead["letter"]}
    session.ask("post-retry", "registrar", "POST", "/@conduct-post", sent)
    words = {"subject": "Svara nu: ${title}", "body": "Läs och svara: ${link}"}
    sent = {"letter": "duty_new", "language": "sv", "words": words}
    session.ask("letters", "registrar", "PATCH", "/@conduct-letters", sent)
    sent = {**sent, "words": {**words, "subject": "${hemligt}"}}
    session.ask("letters-refused", "registrar", "PATCH", "/@conduct-letters", sent)


def _registers(session: Session) -> None:
    """People over REST: recorded, corrected, asked for, ended."""
    municipality, register = session.municipality, "/@conduct-register"
    sent = {
        "kind": "mandate",
        "account": "member",
        "body": "bun",
        "office": "chair",
        "party": "Ängen",
        "start": "2027-03-01",
        "extent": 40,
        "source": "KF 2027 § 12",
    }
    made = session.ask("register-record", "registrar", "POST", register, sent)
    again = {**sent, "start": "2027-03-09"}
    session.ask("register-overlap", "registrar", "POST", register, again)
    path = f"{register}/{made['row']}"
    right = session.ask("register-correct", "registrar", "PATCH", path, {"extent": 50})
    asked = f"{register}?body=bun&on=2027-03-01&known=2027-03-10"
    session.ask("register", "registrar", "GET", asked)
    session.ask("register-body", "official", "GET", f"{register}?body=bun")
    path = f"{register}/{right['row']}"
    last = {"last": "2027-03-31"}
    session.ask(
        "register-preview", "registrar", "POST", path, {**last, "preview": True}
    )
    session.ask("register-end", "registrar", "POST", path, last)
    number = municipality.people["member"]
    session.ask("person", "registrar", "GET", f"/@conduct-person/{number}")
    wanted = {"name": "member"}
    session.ask("people-find", "registrar", "POST", "/@conduct-people", wanted)
    url = f"{municipality.hub.absolute_url()}/ks/@conduct-end-term"
    sent = {**last, "preview": True}
    shown = session.ask("end-term-preview", "registrar", "POST", url, sent)
    sent = {**last, "rows": shown["rows"]}
    session.ask("end-term", "registrar", "POST", url, sent)


LIST = """Namn;Konto;Organ;Uppdrag;Parti;Från
Ines Furåker;member;Barnnämnden;Ledamot;Ängens väl;2026-10-15
Jon Gårdö;;Barnnämnden;Ersättare;;15.10.2026
Eva Ek;;Byalaget;Ledamot;;2026-10-15
"""


def _rosters(session: Session) -> None:
    path = f"{session.municipality.hub.absolute_url()}/@conduct-roster-import"
    sent = {"source": "Lindasystemet", "data": b64encode(LIST.encode()).decode()}
    session.ask("roster-dry-run", "registrar", "POST", path, sent)
    session.ask("roster-refused", "registrar", "POST", path, {**sent, "dry_run": False})
    meant = {"meanings": {"body": {"Byalaget": "bun"}}}
    wanted = {**sent, **meant, "dry_run": False}
    session.ask("roster-import", "registrar", "POST", path, wanted)


def _turning(session: Session) -> None:
    municipality, hub = session.municipality, session.municipality.hub
    with municipality.acting("registrar"):
        path = api.content.create(
            hub,
            "ConductChannel",
            "revisorn",
            title="Frågor till revisorn",
            kind="path",
            held_by="auditor",
        )
    session.ask("channels", "member", "GET", f"{hub.absolute_url()}/@conduct-channels")
    checked = f"{path.absolute_url()}/@conduct-check"
    session.ask("check", "publisher", "POST", checked, {})
    enquiries = f"{hub.absolute_url()}/@conduct-enquiries"
    sent = {"path": path.UID(), "words": "Får jag se svaren från min nämnd?"}
    session.ask("enquiry", "official", "POST", enquiries, sent)
    session.ask("enquiries", "registrar", "GET", enquiries)
    session.ask("enquiry-hidden", "registrar", "GET", f"{enquiries}/1")
    done = {"handled": True}
    session.ask("enquiry-handled", "auditor", "PATCH", f"{enquiries}/1", done)


def _terms(session: Session) -> None:
    session.ask("vocabularies", "registrar", "GET", "/@conduct-terms")
    path = "/@conduct-terms/effects"
    found = session.ask("terms", "registrar", "GET", path)
    wishes = [
        {"key": "work", "titles": {"sv": "Uppdraget"}},
        {"titles": {"sv": "Sömn"}},
    ]
    sent = {"version": found["version"], "terms": wishes}
    session.ask("terms-change", "registrar", "PATCH", path, sent)
    session.ask("terms-conflict", "registrar", "PATCH", path, sent)


def _asked(session: Session) -> None:
    """A campaign asks for a commitment in its own words; some answer on paper."""
    municipality = session.municipality
    said = (("sv", "Jag lovar att följa koden i alla mina uppdrag."),)
    everybody = ("conduct:officials", "conduct:employed")
    running_campaign.put_facts(
        municipality, kind="commit", plus=everybody, undertaking=said
    )
    duties = session.ask("duties-campaign", "leader", "GET", "/@conduct-duties")
    shown = duties["duties"][0]
    sent = {
        "kind": "committed",
        "language": "sv",
        "manifest_hash": shown["edition"]["manifest_hash"],
        "statement_hash": shown["languages"]["sv"]["statement_hash"],
    }
    edition = municipality.edition.absolute_url()
    session.ask("answer-campaign", "leader", "POST", f"{edition}/@conduct-answer", sent)
    path = f"{edition}/@conduct-papers"
    session.ask("papers", "registrar", "GET", path)
    paper = {
        "people": [municipality.people["participant"]],
        "kind": "committed",
        "scan": "5" * 64,
        "reference": "Pärm 3",
        "signed_on": "2027-03-10",
    }
    session.ask("papers-record", "registrar", "POST", path, paper)


def _reports(session: Session) -> None:
    """A report from the questions to a reprisal; the words are made up."""
    municipality, hub = session.municipality, session.municipality.hub.absolute_url()
    session.ask("report-closed", "anonymous", "GET", f"{hub}/@conduct-report")
    handlers.appoint_with_raw_keys(municipality)
    session.recorder.know([municipality.people[each] for each in handlers.FUNCTIONS])
    session.ask("report-forms", "anonymous", "GET", f"{hub}/@conduct-report")
    path = f"{hub}/@conduct-report"
    note = b64encode(b"Dagbok, 3 mars").decode()
    sent = {
        "form": "harassment",
        "nonce": "en-slump-som-klienten-valde-en-gang",
        "answers": {"what": "Han tystar mig på varje möte.", "grounds": ["sex"]},
        "identity": None,
        "about": [municipality.people["hrchef"]],
        "attachments": [
            {"filename": "dagbok.txt", "content-type": "text/plain", "data": note}
        ],
    }
    wanted = {"form": "harassment", "about": sent["about"], "preview": True}
    session.ask("report-preview", "anonymous", "POST", path, wanted)
    made = session.ask("report", "anonymous", "POST", path, sent)
    wrong = {**sent, "answers": {"weather": "Regn"}}
    session.ask("report-refused", "anonymous", "POST", path, wrong)
    words = {"receipt": made["receipt"]}
    session.ask("report-status", "anonymous", "POST", f"{path}-status", words)
    unknown = {"receipt": "inte de rätta orden"}
    session.ask("report-unknown", "anonymous", "POST", f"{path}-status", unknown)
    message = {**words, "text": "När kan vi ses?"}
    session.ask("report-message", "anonymous", "POST", f"{path}-message", message)
    again = {
        **words,
        "nonce": "en-annan-slump-som-klienten-valde",
        "answers": {"what": "Nu får jag inga kallelser."},
    }
    session.ask("report-reprisal", "anonymous", "POST", f"{path}-reprisal", again)
    session.ask("report-withdraw", "anonymous", "POST", f"{path}-withdraw", words)


def _desk(session: Session) -> None:
    """Somebody who handles reports opens the vault and a case, and answers."""
    municipality, hub = session.municipality, session.municipality.hub.absolute_url()
    rings = getUtility(IKeyrings)
    for name in ("office", "approver"):
        with municipality.acting(name):
            my_key.replace(handlers.PHRASE, sure=True)
            person = municipality.people[name]
            municipality.vaults[person] = rings.unlock(person, handlers.PHRASE)
    handlers.confirm_everybody(municipality.vaults)
    municipality.clock.moment += timedelta(minutes=1)
    note = Upload("dagbok.txt", "text/plain", b"Dagbok, 3 mars")
    case, _words = handlers.send_report(files=(note,), identity={"name": "Anna Alm"})
    wrong = {"passphrase": "fel lösenfras"}
    session.ask("vault-wrong", "office", "POST", f"{hub}/@conduct-vault", wrong)
    right = {"passphrase": handlers.PHRASE}
    token = session.ask("vault", "office", "POST", f"{hub}/@conduct-vault", right)
    opened = {"X-Conduct-Vault": token["token"]}
    session.ask("cases", "office", "GET", f"{hub}/@conduct-cases")
    path, named = f"{hub}/@conduct-case", {"case": case}
    session.ask("case-locked", "office", "POST", path, named)
    session.ask("case", "office", "POST", path, named, **opened)
    session.ask("case-missing", "office", "POST", path, {"case": "f" * 32}, **opened)
    file = {**named, "file": 1, "cleaned": False}
    session.ask("case-file", "office", "POST", f"{path}/file", file, **opened)
    session.ask("case-log", "office", "POST", f"{path}/log", named, **opened)
    said = {**named, "text": "Tack. Vi hör av oss inom en vecka."}
    session.ask("case-answer", "office", "POST", f"{path}/answer", said, **opened)
    _work(session, case, opened)
    _keys(session, case, opened)
    session.ask("vault-lock", "office", "POST", f"{hub}/@conduct-vault/lock", {})


def _work(session: Session, case: str, opened: dict[str, str]) -> None:
    """What a handler does in a case beside reading and answering."""
    hub = session.municipality.hub.absolute_url()
    path, named = f"{hub}/@conduct-case", {"case": case}
    for step, data in {
        "nickname": {"nickname": "Busshållplatsen"},
        "met": {},
        "clocks": {"deed": "pause", "reason": "Polisen utreder."},
        "links": {},
        "record": {"deed": "enter", "text": "Skrivelse om arbetsmiljön"},
        "redacted": {},
    }.items():
        sent = {**named, **data}
        session.ask(f"case-{step}", "office", "POST", f"{path}/{step}", sent, **opened)
    begin = {**named, "deed": "begin", "who": "Firma Alm"}
    words = session.ask(
        "case-outside", "office", "POST", f"{path}/outside", begin, **opened
    )["receipt"]
    said = {"receipt": words, "text": "Vi börjar på måndag."}
    session.ask("exchange", "anonymous", "POST", f"{hub}/@conduct-exchange", said)
    away = {"first": "2030-07-01", "last": "2030-07-31"}
    path = f"{hub}/@conduct-case-people/away"
    session.ask("case-away", "office", "POST", path, away, **opened)


def _keys(session: Session, case: str, opened: dict[str, str]) -> None:
    """Who the reporter is, and who can read the case."""
    municipality, hub = session.municipality, session.municipality.hub.absolute_url()
    session.ask("key", "office", "GET", f"{hub}/@conduct-key")
    session.ask("confirm", "office", "GET", f"{hub}/@conduct-confirm")
    said = {"person": municipality.people["hrchef"], "functions": ["hr"], "words": "x"}
    path = f"{hub}/@conduct-confirm/confirm"
    session.ask("confirm-refused", "office", "POST", path, said, **opened)
    why = {"case": case, "reason": "Vi behöver ringa upp."}
    path = f"{hub}/@conduct-identity/ask"
    (number,) = session.ask(
        "identity-ask", "office", "POST", path, why, **opened
    ).values()
    with municipality.acting("approver"):
        token = my_key.open_vault(handlers.PHRASE)
    approves = {"X-Conduct-Vault": token}
    session.ask("approvals", "approver", "GET", f"{hub}/@conduct-approvals", **approves)
    path, asked = f"{hub}/@conduct-approvals/refuse", {"request": number}
    session.ask("approval-refuse", "approver", "POST", path, asked, **approves)
    session.ask("escrow", "escrow1", "GET", f"{hub}/@conduct-escrow")
    named = {"case": case, "person": municipality.people["legal"]}
    path = f"{hub}/@conduct-case-people/let-in"
    named["impartial"] = True
    session.ask("case-let-in", "office", "POST", path, named, **opened)


@pytest.fixture(autouse=True)
def rows_in_order(monkeypatch):
    """Rows of the register have numbers with gaps of random size."""
    monkeypatch.setattr(register, "GAP", 1)


@pytest.fixture
def files(client, municipality, tmp_path):
    tmp_path.chmod(0o700)
    sealing.seal()  # so that the next seal holds one answer and nothing else
    session = Session(client, municipality)
    receipt = _answers(session)
    _receipts(session, receipt)
    _records(session)
    _imports(session)
    _own(session)
    _letters(session)
    _campaign(session)
    _registers(session)
    _rosters(session)
    _turning(session)
    _terms(session)
    _asked(session)
    _reports(session)
    _desk(session)
    return session.files


def test_the_examples_are_what_the_site_answers(files):
    if os.environ.get("RECORD_REST"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (FOLDER / name).write_text(content, encoding="utf-8")
    kept = {each.name: each.read_text("utf-8") for each in FOLDER.iterdir()}
    assert sorted(kept) == sorted(files)
    different = [name for name in files if files[name] != kept[name]]
    assert different == []


def test_the_page_names_every_example():
    page = (FOLDER.parent / "rest.md").read_text("utf-8")
    for name in map(attrgetter("name"), FOLDER.iterdir()):
        assert f"(rest/{name})" in page


def test_every_endpoint_has_an_example(files):
    asked = " ".join(map(itemgetter(1), files.items()))
    for name in ENDPOINTS:
        assert f"/@conduct-{name}" in asked

"""The examples of docs/reference/rest are what the site answers.

``RECORD_REST=1 make test`` writes them anew: look at the difference before
you commit it.
"""

from base64 import b64encode
from collective.conduct.operations import sealing
from operator import attrgetter
from operator import itemgetter
from pathlib import Path
from plone import api
from tests.recording import Recorder

import os
import pytest


FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "rest"
RULES = """# Riktlinje för sociala medier

## Tonläge

1. Vi svarar vänligt, också när frågan är arg.
2. Vi skriver aldrig om enskilda personer.
"""


class Session:
    """Ask, and keep what was asked and answered under a name."""

    def __init__(self, client, built) -> None:
        self.client, self.built = client, built
        streams = [*built.people.values(), built.document.stream]
        self.recorder = Recorder(client.root, streams)
        self.files: dict[str, str] = {}

    def ask(self, name: str, role: str, method: str, path: str, data=None):
        """Ask the site as a role; return what it answered."""
        answered = self.client.rest(role, method, path, data)
        self.files[f"{name}.req"] = self.recorder.request(method, path, data)
        self.files[f"{name}.resp"] = self.recorder.response(answered)
        return answered.json


def _answers(session: Session) -> str:
    edition = session.built.edition.absolute_url()
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
    edition = session.built.edition.absolute_url()
    session.ask("edition", "member", "GET", edition)
    session.ask("coverage", "registrar", "GET", f"{edition}/@conduct-coverage")
    session.ask("ledger", "auditor", "GET", "/@conduct-ledger")
    session.ask("ledger-seals", "auditor", "GET", "/@conduct-ledger/seals")


def _imports(session: Session) -> None:
    path = f"{session.built.hub.absolute_url()}/@conduct-import"
    file = {"filename": "riktlinje.md", "data": b64encode(RULES.encode()).decode()}
    session.ask(
        "import-preview", "publisher", "POST", path, {"mode": "preview", **file}
    )
    wanted = {"mode": "create", **file, "header": {"document_type": "guideline"}}
    session.ask("import-create", "publisher", "POST", path, wanted)


def _turning(session: Session) -> None:
    built, hub = session.built, session.built.hub
    with built.acting("registrar"):
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


@pytest.fixture
def files(client, built):
    sealing.seal()  # so that the next seal holds one answer and nothing else
    session = Session(client, built)
    receipt = _answers(session)
    _receipts(session, receipt)
    _records(session)
    _imports(session)
    _turning(session)
    _terms(session)
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
    names = (
        "duties answer receipt coverage ledger import channels check enquiries terms"
    )
    for name in names.split():
        assert f"/@conduct-{name}" in asked

"""The product speaks the reader's language, on whole pages."""

from i18ndude.catalog import MessageCatalog
from pathlib import Path
from plone import api
from tests.support import sample_municipality

import collective.conduct
import pytest
import re


LOCALES = Path(collective.conduct.__file__).parent / "locales"
PAGES = {
    "official": (
        "/trygghet",
        "/trygghet/@@my-page",
        "/trygghet/@@verify",
        "/trygghet/kod",
        "/trygghet/kod/edition-1",
        "/trygghet/kod/edition-1/@@answer",
    ),
    "publisher": ("/trygghet/kod/@@relations", "/trygghet/++add++ConductCode"),
    "registrar": (
        "/trygghet",
        "/trygghet/@@import",
        "/trygghet/kod/@@draft",
        "/trygghet/kod/edition-1/@@correct",
        "/trygghet/kod/edition-1/@@coverage",
        "/trygghet/kod/edition-1/@@record-answers",
        "/trygghet/kod/edition-1/@@repeal",
        "/trygghet/kod/edition-1/@@words",
    ),
    "auditor": ("/trygghet/@@conduct-ledger",),
    "manager": ("/@@conduct-readiness",),
    "root": ("/@@conduct-settings",),
}
# page -> what it says in Swedish and in Danish: words that Plone looks up for us too.
SAID = {
    "/trygghet/@@my-page": ("<h1>Min sida</h1>", "<h1>Min side</h1>"),
    "/trygghet": ("Min sida: uppförandekod", "Min side: kodeks"),
    "/@@overview-controlpanel": ("är allt på plats?", "er alt på plads?"),
    "/trygghet/@types": ('"title": "Styrdokument"', '"title": "Styringsdokument"'),
    "/trygghet/kod/@workflow": ('"title": "Antaget"', '"title": "Vedtaget"'),
}


@pytest.fixture(params=["sv", "da"])
def abroad(request, client):
    """A site that asks the browser which language to speak; the language."""
    for name, value in {
        "plone.available_languages": ["en", "sv", "da"],
        "plone.use_request_negotiation": True,
    }.items():
        api.portal.set_registry_record(name, value)
    sample_municipality.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    return request.param


@pytest.fixture
def ask(abroad, client):
    """Fetch something as a role, in the language; return what was sent."""

    def fetch(role: str, path: str, kind: str = "text/html"):
        headers = {"Accept": kind, "Accept-Language": abroad}
        return client.send(role, "GET", path, b"", headers)

    return fetch


def _foreign(language: str) -> set[str]:
    """English texts of ours that say something else in the language."""
    folder = LOCALES / language / "LC_MESSAGES"
    entries = MessageCatalog(filename=folder / "collective.conduct.po").items()
    english = {
        (entry.getDefault() or key).replace('\\"', '"')
        for key, entry in entries
        # Plone lists the languages of the world in English.
        if not key.startswith("language_")
    }
    return english - {entry.msgstr for key, entry in entries}


def _texts(page: str) -> set[str]:
    body = re.sub(r"(?s)<(script|style|code|pre)\b.*?</\1>", " ", page)
    return {" ".join(each.split()) for each in re.findall(r">([^<>]+)<", body)}


def test_no_page_speaks_english_to_a_swede_or_a_dane(ask, abroad):
    foreign = _foreign(abroad)
    for role, paths in PAGES.items():
        for path in paths:
            answer = ask(role, path)
            assert answer.status_int == 200, path
            assert _texts(answer.text) & foreign == set(), path


def test_plone_finds_our_words_too(ask, abroad):
    place = ("sv", "da").index(abroad)
    for path, said in SAID.items():
        kind = "application/json" if "@" in path.replace("@@", "") else "text/html"
        assert said[place] in ask("root", path, kind).text, path

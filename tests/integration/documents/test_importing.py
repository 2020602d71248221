"""Importing as an operation: what a client without our pages would do."""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.operations.documents.importing import create
from collective.conduct.operations.documents.importing import ImportSource
from collective.conduct.operations.documents.importing import preview
from collective.conduct.operations.documents.importing import proposal
from collective.conduct.operations.documents.importing import text_of
from collective.conduct.operations.documents.importing import Wanted
from dataclasses import replace
from plone.locking.interfaces import ILockable
from tests.samples import docx
from tests.samples import texts
from tests.support import sample_municipality

import pytest


HTML = "<ol><li>Vi är i tid.</li></ol>"


def wanted_of(upload):
    found = preview(upload)
    removed = range(len(found.recognition.removals))
    return proposal(found.recognition, text_of(found.recognition, removed=removed))


def test_everything_that_a_file_offers_makes_a_draft(municipality):
    with municipality.acting("registrar"):
        made = create(
            municipality.hub, wanted_of(ImportSource("kod.docx", docx.council_code()))
        )
    assert made.portal_type == "ConductCode"
    assert made.title == texts.TITLE
    assert made.diary_number == "KS-2027-00114"
    assert made.language == "sv"
    assert dict(made.offered)["valid_to"] == "2030-12-31"
    assert len([each for each, _words in made.aligned]) > 17


def test_a_document_that_the_site_has_is_related_by_itself(municipality):
    known = sample_municipality.write(
        municipality, "grund", "ConductPolicy", title=texts.RELATED[0]
    )
    with municipality.acting("registrar"):
        made = create(
            municipality.hub, wanted_of(ImportSource("kod.docx", docx.council_code()))
        )
    assert {"type": "related", "uid": known.UID()} in made.relations


@pytest.mark.parametrize("role", ["official", "secretary", "auditor", "member"])
def test_only_staff_preview_and_create(municipality, role):
    with municipality.acting(role):
        with pytest.raises(Refused):
            preview(ImportSource(pasted="1. Vi är i tid."))
        with pytest.raises(Refused):
            create(municipality.hub, Wanted(HTML, "Kod"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"html": " <script>x()</script> "}, "no_text"),
        ({"title": "  "}, "title_missing"),
        ({"portal_type": "Document"}, "unknown_value"),
        ({"language": "de"}, "unknown_value"),
        ({"header": {"decider": "finns-inte"}}, "unknown_value"),
        ({"header": {"document_type": "lag"}}, "unknown_value"),
        ({"header": {"owner_function": "kung"}}, "unknown_value"),
        ({"header": {"diary_number": "nio"}}, "diary_number"),
        ({"header": {"review_due": "nästa år"}}, "date_unreadable"),
        ({"relations": ({"type": "related"},)}, "relation_target"),
        ({"relations": ({"type": "x", "title": "Lag"},)}, "relation_type"),
    ],
)
def test_what_no_form_would_accept_is_refused(municipality, change, code):
    with municipality.acting("publisher"), pytest.raises(Invalid) as refused:
        create(municipality.hub, replace(Wanted(HTML, "Kod"), **change))
    assert refused.value.code == code


def test_a_text_that_somebody_else_is_editing_is_not_replaced(municipality):
    document = sample_municipality.write(municipality, "kod")
    with municipality.acting("registrar"):
        ILockable(document).lock()
    with municipality.acting("publisher"):
        with pytest.raises(Conflict, match="locked"):
            create(document, Wanted(HTML, "Kod"))
    assert "andra tala" in document.text.raw


def test_what_is_not_ticked_leaves_the_header_of_a_document_alone(municipality):
    document = sample_municipality.write(municipality, "kod")
    number = document.diary_number
    with municipality.acting("publisher"):
        create(document, Wanted(HTML, "Ny titel"))
    assert document.title == "Ny titel"
    assert document.diary_number == number
    assert document.decider == "ks"


def test_an_article_becomes_a_source_that_asks_nobody(municipality):
    page = "<h1>Pris</h1><p>Publicerad 2018-03-02</p><p>Kommunen prisas.</p>"
    with municipality.acting("publisher"):
        wanted = wanted_of(ImportSource(pasted=page))
        wanted.header["document_type"] = "source"
        made = create(municipality.hub, wanted)
    assert made.asks_answer is False


def test_the_five_municipal_documents_become_drafts(municipality, seeds):
    for path in sorted(seeds.glob("*.txt")):
        with municipality.acting("publisher"):
            wanted = wanted_of(ImportSource(path.name, path.read_bytes()))
            made = create(
                municipality.hub, replace(wanted, title=wanted.title or path.stem)
            )
        assert made.text.raw
        assert made.language == ("da" if path.name.startswith("004") else "sv")

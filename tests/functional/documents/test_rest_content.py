"""What the ordinary REST interface shows of our content, and what it hides."""

from collective.conduct.operations.documents.drafting import move
from plone.app.textfield.value import RichTextValue
from tests.support import sample_municipality

import json
import pytest


def _get(client, role, thing, extra=""):
    return client.rest(role, "GET", f"{thing.absolute_url()}{extra}")


@pytest.fixture
def draft_words(municipality):
    """The adopted document is under revision, with words nobody may see yet."""
    with municipality.acting("publisher"):
        move(municipality.document, "revise")
        municipality.document.text = RichTextValue(
            "<p>Ännu inte beslutad mening.</p>", "text/html", "text/x-html-safe"
        )
        municipality.document.nonmaterial = {"p-abcdefgh": "Bara språket är putsat."}
    return ("Ännu inte beslutad", "putsat")


def test_an_edition_shows_its_facts_and_its_text(client, municipality):
    found = _get(client, "member", municipality.edition).json
    assert found["number"] == 1 and found["state"] == "in_force"
    assert found["manifest_hash"] == municipality.edition.manifest_hash
    assert found["whole"] is True
    assert "låter andra tala" in found["languages"]["sv"]["html"]
    assert found["parent"]["UID"] == municipality.document.UID()


def test_an_edition_names_no_person(client, municipality):
    found = _get(client, "member", municipality.edition).text
    for word in ("registrar", "Lind", "creators", "lock"):
        assert word not in found


def test_an_edition_whose_bytes_were_altered_says_so(client, municipality):
    manifest = municipality.edition.manifest
    manifest["languages"]["sv"]["html"] += "<p>Smuget in.</p>"
    vars(municipality.edition)["manifest_json"] = json.dumps(manifest)
    municipality.edition._p_changed = True
    assert _get(client, "member", municipality.edition).json["whole"] is False


@pytest.mark.parametrize(
    "role", ["member", "official", "leader", "auditor", "secretary"]
)
def test_a_reader_sees_nothing_of_a_revision(client, municipality, draft_words, role):
    for extra in ("", "?fullobjects=1", "?expand=contentinfo,types,workflow,actions"):
        found = _get(client, role, municipality.document, extra)
        assert found.status_int == 200
        for word in draft_words:
            assert word not in found.text
        assert "text" not in found.json and "nonmaterial" not in found.json


@pytest.mark.parametrize("role", ["member", "official", "auditor"])
def test_no_listing_shows_a_revision_either(client, municipality, draft_words, role):
    for path in (
        f"{municipality.hub.absolute_url()}?fullobjects=1",
        f"{client.root}/@search?SearchableText=beslutad&fullobjects=1",
        f"{client.root}/@search?portal_type=ConductCode&metadata_fields=_all&fullobjects=1",
        f"{municipality.document.absolute_url()}/@history",
    ):
        found = client.rest(role, "GET", path)
        for word in draft_words:
            assert word not in found.text


def test_staff_sees_the_revision(client, municipality, draft_words):
    found = _get(client, "publisher", municipality.document)
    assert "Ännu inte beslutad" in found.json["text"]["data"]


@pytest.mark.parametrize("role", ["anonymous", "member", "official", "auditor"])
def test_a_document_that_was_never_adopted_is_for_staff_alone(
    client, municipality, role
):
    draft = sample_municipality.write(municipality, "utkast", title="Hemligt utkast")
    assert _get(client, role, draft).status_int in (401, 403, 404)
    found = client.rest(role, "GET", "/@search?Title=utkast&portal_type=ConductCode")
    assert "Hemligt utkast" not in found.text


def test_anonymous_sees_nothing_of_the_hub(client, municipality):
    for thing in (municipality.hub, municipality.document, municipality.edition):
        assert _get(client, "anonymous", thing).status_int == 401

"""What the ordinary REST interface shows of our content, and what it hides."""

from collective.conduct.operations.documents import move
from plone.app.textfield.value import RichTextValue
from tests.support import sample_municipality as town

import json
import pytest


def _get(client, role, thing, extra=""):
    return client.rest(role, "GET", f"{thing.absolute_url()}{extra}")


@pytest.fixture
def draft_words(built):
    """The adopted document is under revision, with words nobody may see yet."""
    with built.acting("publisher"):
        move(built.document, "revise")
        built.document.text = RichTextValue(
            "<p>Ännu inte beslutad mening.</p>", "text/html", "text/x-html-safe"
        )
        built.document.nonmaterial = {"p-abcdefgh": "Bara språket är putsat."}
    return ("Ännu inte beslutad", "putsat")


def test_an_edition_shows_its_facts_and_its_text(client, built):
    found = _get(client, "member", built.edition).json
    assert found["number"] == 1 and found["state"] == "in_force"
    assert found["manifest_hash"] == built.edition.manifest_hash
    assert found["whole"] is True
    assert "låter andra tala" in found["languages"]["sv"]["html"]
    assert found["parent"]["UID"] == built.document.UID()


def test_an_edition_names_no_person(client, built):
    found = _get(client, "member", built.edition).text
    for word in ("registrar", "Lind", "creators", "lock"):
        assert word not in found


def test_an_edition_whose_bytes_were_altered_says_so(client, built):
    manifest = built.edition.manifest
    manifest["languages"]["sv"]["html"] += "<p>Smuget in.</p>"
    vars(built.edition)["manifest_json"] = json.dumps(manifest)
    built.edition._p_changed = True
    assert _get(client, "member", built.edition).json["whole"] is False


@pytest.mark.parametrize(
    "role", ["member", "official", "leader", "auditor", "secretary"]
)
def test_a_reader_sees_nothing_of_a_revision(client, built, draft_words, role):
    for extra in ("", "?fullobjects=1", "?expand=contentinfo,types,workflow,actions"):
        found = _get(client, role, built.document, extra)
        assert found.status_int == 200
        for word in draft_words:
            assert word not in found.text
        assert "text" not in found.json and "nonmaterial" not in found.json


@pytest.mark.parametrize("role", ["member", "official", "auditor"])
def test_no_listing_shows_a_revision_either(client, built, draft_words, role):
    for path in (
        f"{built.hub.absolute_url()}?fullobjects=1",
        f"{client.root}/@search?SearchableText=beslutad&fullobjects=1",
        f"{client.root}/@search?portal_type=ConductCode&metadata_fields=_all&fullobjects=1",
        f"{built.document.absolute_url()}/@history",
    ):
        found = client.rest(role, "GET", path)
        for word in draft_words:
            assert word not in found.text


def test_staff_sees_the_revision(client, built, draft_words):
    found = _get(client, "publisher", built.document)
    assert "Ännu inte beslutad" in found.json["text"]["data"]


@pytest.mark.parametrize("role", ["anonymous", "member", "official", "auditor"])
def test_a_document_that_was_never_adopted_is_for_staff_alone(client, built, role):
    draft = town.write(built, "utkast", title="Hemligt utkast")
    assert _get(client, role, draft).status_int in (401, 403, 404)
    found = client.rest(role, "GET", "/@search?Title=utkast&portal_type=ConductCode")
    assert "Hemligt utkast" not in found.text


def test_anonymous_sees_nothing_of_the_hub(client, built):
    for thing in (built.hub, built.document, built.edition):
        assert _get(client, "anonymous", thing).status_int == 401

"""``@conduct-import``: preview saves nothing, create makes a draft."""

from base64 import b64encode
from collective.conduct.operations.documents.drafts import structure_of
from plone import api
from tests.samples.docx import council_code

import pytest


FILE = {
    "filename": "kod.docx",
    "data": b64encode(council_code()).decode(),
    "language": "sv",
}


def _send(client, municipality, role="publisher", **data):
    path = f"{municipality.hub.absolute_url()}/@conduct-import"
    return client.rest(role, "POST", path, {**FILE, **data})


def test_a_preview_says_what_was_found_and_saves_nothing(client, municipality):
    before = set(municipality.hub.objectIds())
    found = _send(client, municipality, mode="preview").json
    rules = [each for each in found["provisions"] if each["kind"] == "rule"]
    assert (len(rules), found["kind"]) == (17, "document")
    assert [each["code"] for each in found["lints"]].count("placeholder") == 1
    assert {"decider", "diary_number"} <= {each["field"] for each in found["offers"]}
    assert set(municipality.hub.objectIds()) == before


def test_create_makes_the_draft(client, municipality):
    sent = {"portal_type": "ConductCode", "header": {"document_type": "code"}}
    answer = _send(client, municipality, mode="create", title="Ny kod", **sent)
    assert answer.status_int == 201
    document = municipality.hub[answer.json["@id"].rsplit("/", 1)[1]]
    assert len(structure_of(document).rules) == 17
    assert api.content.get_state(document) == "draft"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"data": "not base64!"}, "field"),
        ({"mode": "guess"}, "field"),
        ({"mode": "create", "header": {"document_type": "poem"}}, "unknown_value"),
        ({"mode": "create", "header": ["x"]}, "field"),
        ({"remove": ["x"]}, "field"),
        ({"data": b64encode(b"PK\3\4broken").decode()}, "import_broken"),
    ],
)
def test_what_cannot_be_used_is_refused_and_saves_nothing(
    client, municipality, data, code
):
    before = set(municipality.hub.objectIds())
    answer = _send(client, municipality, **data)
    assert (answer.status_int, answer.json["code"]) == (400, code)
    assert set(municipality.hub.objectIds()) == before


def test_only_staff_import(client, municipality):
    for role in ("official", "member", "auditor", "anonymous"):
        assert _send(client, municipality, role, mode="create").status_int in (401, 403)

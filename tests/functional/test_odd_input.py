"""Requests that no page of ours sends: each gets a sentence, never a fault."""

from collective.conduct.operations.documents.drafting import move
from plone import api

import pytest


HUGE = "9" * 5000


def ascii_of(value):
    """A name for a case that fits on a line."""
    return ascii(value[:4])


@pytest.mark.parametrize("number", [HUGE, "0", "-1", "1.5", "x", "²"], ids=ascii_of)
def test_an_edition_number_that_cannot_be_is_a_missing_edition(
    client, municipality, number
):
    url = f"{municipality.document.absolute_url()}/@@differences?from=1&to={number}"
    assert client.page("member", url).status_int == 404


@pytest.mark.parametrize("number", [HUGE, "0", "-1", "x"], ids=ascii_of)
def test_a_page_number_that_cannot_be_shows_a_page_that_is(
    client, municipality, number
):
    url = f"{municipality.edition.absolute_url()}/@@coverage?page={number}"
    found = client.page("registrar", url)
    assert found.status_int == 200 and "Official Lind" in found.text


def test_nobody_puts_words_into_the_mouth_of_the_refusal(client, municipality):
    url = f"{municipality.portal.absolute_url()}/@@conduct-refused?reason=Ring+0700"
    assert "Ring" not in client.page("anonymous", url).text


def test_a_value_of_a_kind_that_no_form_sends_is_passed_over(client, municipality):
    path = f"{municipality.document.absolute_url()}/@@relations"
    with municipality.acting("publisher"):
        move(municipality.document, "revise")
    page = client.page("publisher", path)
    sent = {
        "_authenticator": page.html.find("input", {"name": "_authenticator"})["value"],
        "type": "cites",
        "uid:int": "1",
        "title": "Lag",
        "url": "https://lag.example/",
    }
    assert client.form("publisher", path, **sent).status_int == 303


VERBS = ("PUT", "DELETE", "PATCH", "PROPFIND", "OPTIONS", "LOCK", "MOVE", "SEARCH")


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_no_page_knows_is_refused(client, municipality, verb, accept):
    paths = ("/trygghet/@@report", "/trygghet/@@report-form", "/trygghet/kod/@@answer")
    for path in (
        *paths,
        f"{municipality.edition.absolute_url()}/@@answer",
        "/@@sharing",
    ):
        for role in ("anonymous", "official"):
            found = client.send(role, verb, path, b"", {"Accept": accept})
            if (verb, accept) == ("OPTIONS", "application/json"):
                continue  # plone.rest answers for other sites
            assert 400 <= found.status_int < 500, (role, path, found.status)


def test_a_verb_that_no_page_knows_says_which_there_are(client, municipality):
    found = client.send("anonymous", "PUT", "/trygghet/@@report", b"", {})
    assert found.status_int == 405
    assert found.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("name", ["conduct", "nowhere"])
def test_settings_that_are_not_there_are_not_found(client, municipality, name):
    found = client.rest("manager", "PATCH", f"/@controlpanels/{name}", {})
    assert found.status_int == 404


@pytest.mark.parametrize("value", ["\ud83d", "å", 7, [], {"a": 1}])
def test_a_setting_of_another_kind_is_refused(client, municipality, value):
    sent = {"leave_address": value}
    path = "/@controlpanels/conduct-settings"
    assert client.rest("manager", "PATCH", path, sent).status_int == 400


def test_a_setting_is_changed_as_ever(client, municipality):
    sent = {"leave_address": "https://vader.example/"}
    path = "/@controlpanels/conduct-settings"
    assert client.rest("manager", "PATCH", path, sent).status_int == 204
    record = "collective.conduct.leave_address"
    assert api.portal.get_registry_record(record) == sent["leave_address"]


@pytest.mark.parametrize("role", ["publisher", "registrar", "manager"])
def test_what_cannot_be_copied_is_refused(client, municipality, role):
    sent = {"source": municipality.edition.absolute_url()}
    for place in (municipality.hub, municipality.document, municipality.portal):
        path = f"{place.absolute_url()}/@copy"
        assert client.rest(role, "POST", path, sent).status_int == 403
    assert municipality.document.objectIds() == ["edition-1"]


def test_what_can_be_copied_is_copied_as_ever(client, municipality):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(municipality.portal, "Document", "ark", title="Ark")
    sent = {"source": page.absolute_url()}
    found = client.rest("manager", "POST", "/@copy", sent)
    assert found.status_int == 200 and found.json[0]["target"].endswith("copy_of_ark")


DEEP = f'{{"a": {"[" * 100_000}{"]" * 100_000}}}'.encode()
BODIES = {
    "half a character": b'{"source": "\\ud83d", "title": "\\ud83d", "a": 1}',
    "too deep": DEEP,
    "a list": b"[1, 2]",
    "a number": b"7",
    "odd values": b'{"source": {"a": 1}, "transaction_ids": {"a": [null]}, "a": null}',
    "broken": b"{",
    "not text": b"\xff\xfe",
}
# services of Plone that take a body, as everybody who may use them
TAKING = (
    ("POST", "@copy"),
    ("POST", "@move"),
    ("POST", "@search"),
    ("POST", "@querystring-search"),
    ("POST", "@login"),
    ("POST", "@lock"),
    ("POST", "@sharing"),
    ("POST", "@users"),
    ("POST", "@groups"),
    ("POST", "@types"),
    ("POST", "@aliases"),
    ("POST", "@email-send"),
    ("PATCH", "@order"),
    ("PATCH", "@transactions"),
    ("PATCH", "@registry"),
    ("PATCH", "@controlpanels/conduct-settings"),
    ("PATCH", "@controlpanels/site"),
    ("PATCH", ""),
    ("POST", ""),
)


@pytest.mark.parametrize("kind", BODIES)
def test_no_service_fails_over_an_odd_body(client, municipality, kind, caplog):
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    places = [municipality.portal, municipality.hub, municipality.edition]
    failed = []
    for verb, name in TAKING:
        for place in places:
            path = f"{place.absolute_url()}/{name}"
            found = client.send("manager", verb, path, BODIES[kind], headers)
            if found.status_int >= 500:
                failed.append((verb, path, found.status, found.text[-200:]))
    assert failed == []


CONVERTERS = ("int", "date", "float", "records", "record", "json", "utf8:ustring:int")


@pytest.mark.parametrize("converter", CONVERTERS)
def test_a_name_that_zope_converts_is_no_fault_and_in_no_log(
    client, municipality, converter, caplog
):
    value = "kanariegul"
    for name in ("nonce", "words", "passphrase", "a.b", "form", "number"):
        for path in (
            "/trygghet",
            "/trygghet/@@report-form",
            "/trygghet/@conduct-report",
        ):
            asked = f"{path}?{name}:{converter}={value}"
            found = client.send("anonymous", "GET", asked, b"", {"Accept": "*/*"})
            assert found.status_int < 500, (asked, found.status)
            sent = {f"{name}:{converter}": value}
            found = client.form("anonymous", path, **sent)
            assert found.status_int < 500, (path, sent, found.status)
    assert value not in caplog.text

"""Half a character, whatever door it comes through, never breaks anything.

Each request that is recorded for the docs, each form of each page and the form
of a report are sent with texts that no file could hold (FINDINGS T19).
"""

from collections.abc import Iterator
from collective.conduct.content.settings import IConductSettings
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.common import throttle
from collective.conduct.operations.vault import my_key
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from lxml import html
from pathlib import Path
from plone import api
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers
from tests.support import sample_municipality
from urllib.parse import quote_from_bytes
from zope.component import getUtility
from zope.interface import Interface
from zope.interface import providedBy
from zope.schema import URI

import json
import pytest
import re
import transaction


EXAMPLES = Path(__file__).parents[3] / "docs" / "reference" / "rest"
FORM = "application/x-www-form-urlencoded"
ODD = ("a\ud83db", "\udcff", "\ud800" * 3)
HALF = re.compile("[\ud800-\udfff]")
TEXT = st.text(st.characters(exclude_categories=()), max_size=30).map(
    "a{}\udc00".format
)
FEW = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def patient_throttle(monkeypatch) -> None:
    """Let a test send what it likes."""
    for name in throttle.MOST:
        monkeypatch.setitem(throttle.MOST, name, 1_000_000)


@pytest.fixture
def root(municipality) -> str:
    """A Manager of the site."""
    sample_municipality.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    return "root"


# REST
def examples() -> Iterator[tuple[str, str, dict]]:
    """The recorded requests that send something: method, path, body."""
    for path in sorted(EXAMPLES.glob("*.req")):
        head, _empty, body = path.read_text(encoding="utf-8").partition("\n\n")
        method, address, _version = head.splitlines()[0].split()
        if body.strip():
            yield method, address, json.loads(body)


def spoiled(value, odd: str):
    """Every text of a body, and one more field, with something odd in it."""
    if isinstance(value, dict):
        return {key: spoiled(each, odd) for key, each in value.items()}
    if isinstance(value, list):
        return [spoiled(each, odd) for each in value]
    return value + odd if isinstance(value, str) else value


def is_said(answered) -> bool:
    """Whether it was answered or refused in words, never broken."""
    waits = answered.status_int == 503 and "code" in answered.json
    return answered.status_int < 500 or waits


def variants(body: dict, odd: str) -> list[dict]:
    """All texts spoiled; and each field alone, so that the others are let through."""
    alone = [{**body, name: spoiled(each, odd)} for name, each in body.items()]
    return [spoiled(body, odd), *alone, {**body, odd: odd}]


@pytest.mark.parametrize("role", ["registrar", "office", "official"])
def test_no_endpoint_breaks(client, municipality, desk_rest, role):
    case, words = handlers.send_report()
    headers = {"X-Conduct-Vault": token_of(desk_rest, "office")}
    for method, path, body in examples():
        body = json.loads(json.dumps(body).replace("0" * 31 + "9", case))
        if "receipt" in body:
            body["receipt"] = words
        for sent in variants(body, ODD[0]):
            answered = client.rest(role, method, path, sent, **headers)
            assert is_said(answered), (path, sent, answered.body[:800])


@pytest.mark.parametrize("odd", ODD)
def test_stock_endpoints_keep_whole_characters(client, municipality, odd):
    sent = {"@type": "ConductPolicy", "title": f"Policy{odd}"}
    made = client.rest("publisher", "POST", "/trygghet", sent)
    assert made.status_int == 201 and made.json["title"] == well_formed(sent["title"])
    path = made.json["@id"]
    body = {"language": "sv", "body": {"data": f"<h2>A{odd}</h2><p>B{odd}</p>"}}
    for change in ({"title": odd}, {"description": odd}, body, {odd: odd}):
        assert client.rest("publisher", "PATCH", path, change).status_int < 500
    assert client.page("publisher", path).status_int == 200


@pytest.mark.parametrize("odd", ODD)
def test_settings_keep_whole_characters(client, municipality, root, odd):
    path = "/@controlpanels/conduct-settings"
    known = client.rest(root, "GET", path).json["data"]
    # zope.schema breaks on any letter but a-z in an address
    addresses = {
        name
        for name, each in IConductSettings.namesAndDescriptions()
        if isinstance(each, URI)
    }
    for name in known.keys() - addresses:
        for value in (odd, spoiled(known[name], odd)):
            answered = client.rest(root, "PATCH", path, {name: value})
            assert answered.status_int < 500, (name, value)


@FEW
@given(TEXT)
def test_what_a_reporter_sends_over_rest_is_whole_for_those_who_read_it(
    client, municipality, desk_rest, text
):
    before = numbers()
    sent = {"form": "code", "answers": {"what": text}, "identity": {"name": text}}
    made = desk_rest("anonymous", "POST", "@conduct-report", sent)
    assert made.status_int == 201
    words = {"receipt": made.json["receipt"], "text": text}
    assert (
        desk_rest("anonymous", "POST", "@conduct-report-message", words).status_int
        == 200
    )
    token = token_of(desk_rest, "office")
    (case,) = numbers() - before
    note = {"case": case, "text": text}
    assert (
        desk_rest("office", "POST", "@conduct-case/note", note, token).status_int == 204
    )
    read = desk_rest("office", "POST", "@conduct-case", note, token)
    assert not HALF.search(json.dumps(read.json, ensure_ascii=False))
    (answer,) = read.json["answers"].values()
    assert answer == well_formed(text).strip()
    for name in ("messages", "notes"):
        assert read.json[name][-1]["text"] == well_formed(text).strip()


def numbers() -> set[str]:
    """The cases that there are."""
    transaction.commit()
    return {each.case for each in getUtility(ICases).everything()}


# pages
def urlencoded(fields: list[tuple[str, str]]) -> bytes:
    """As a broken browser sends it: half characters as the bytes that they are."""
    spelled = (
        "=".join(
            quote_from_bytes(each.encode("utf-8", "surrogatepass")) for each in field
        )
        for field in fields
    )
    return "&".join(spelled).encode()


def views(context, request) -> list[str]:
    """The names of our pages of a thing."""
    adapters = api.portal.get().getSiteManager().adapters
    asked = (providedBy(context), providedBy(request))
    ours = {
        name
        for name, made in adapters.lookupAll(asked, Interface)
        if any(
            each.__module__.startswith("collective.conduct.")
            for each in getattr(made, "__mro__", ())
        )
    }
    return sorted(ours - {"conduct-tick"})


TEXTS = ("text", "search", "hidden", "date", "email", "url", "tel", "")


def spoiled_fields(form, odd: str) -> list[tuple[str, str]]:
    """The fields of a form, each that takes a text with something odd."""
    fields = dict(form.form_values())
    for each in form.inputs:
        name = each.name
        typed = each.tag == "textarea" or each.get("type", "") in TEXTS
        if name and typed and not name.startswith("_auth"):
            fields[name] = f"{fields.get(name) or ''}{odd}"
    return list(fields.items())


def press(client, role: str, page, headers: dict, odd: str) -> int:
    """Send every form of a page, by every button of it; how many were sent."""
    sent = 0
    tree = html.fromstring(page.body, base_url=page.request.url)
    for form in tree.forms:
        form.make_links_absolute(page.request.url)
        fields = spoiled_fields(form, odd)
        buttons = form.cssselect("button[name]") or [None]
        for button in buttons[:4]:
            name = () if button is None else (button.get("name"), button.get("value"))
            body = urlencoded([*fields, name] if name else fields)
            kind = {"Content-Type": FORM, **headers}
            url = (form.action or page.request.url).partition("#")[0]
            if form.method == "GET":
                url, body, kind = f"{url}?{body.decode()}", b"", headers
            if "/trygghet" not in url and "conduct" not in url:
                continue
            answered = client.send(role, form.method, url, body, kind)
            assert answered.status_int < 500, (role, url, name, answered.body[-500:])
            sent += 1
    return sent


@pytest.mark.parametrize("role", ["registrar", "publisher", "official", "manager"])
def test_no_page_breaks(client, municipality, role):
    things = [
        api.portal.get(),
        municipality.hub,
        municipality.document,
        municipality.edition,
    ]
    sent = 0
    for thing in things:
        for name in views(thing, client.portal.REQUEST):
            page = client.page(role, f"{thing.absolute_url()}/@@{name}")
            html_ = page.content_type == "text/html" and page.body.strip()
            if page.status_int == 200 and html_:
                headers = {"Accept": "text/html"}
                sent += press(client, role, page, headers, ODD[0])
    assert sent > 5


@FEW
@given(TEXT)
def test_what_is_sent_by_a_form_is_whole_for_those_who_read_it(
    client, municipality, text
):
    path, before = "/trygghet/@@report-form", numbers()
    first = client.page("anonymous", f"{path}?form=code")
    (form,) = html.fromstring(first.body).cssselect("form.conduct-form")
    fields = {**dict(form.form_values()), "act": "write"}
    second = client.form("anonymous", path, **fields)
    (form,) = html.fromstring(second.body).cssselect("form.conduct-form")
    odd = {"q-what": text, "reporter": text, "contact": text, "identity": "named"}
    odd["act"] = "send"
    kept = [each for each in form.form_values() if each[0] not in odd]
    headers = {"Content-Type": FORM, "Accept": "text/html"}
    body = urlencoded([*kept, *odd.items()])
    answered = client.send("anonymous", "POST", path, body, headers)
    assert answered.status_int == 200
    (case,) = numbers() - before
    with municipality.acting("office"):
        vault = my_key.vault_of(my_key.open_vault(handlers.PHRASE))
        found = case_reading.read(case_access.open_case(case, vault)).content
    (answer,) = found.answers
    assert not HALF.search(repr((answer.value, found.reporter)))

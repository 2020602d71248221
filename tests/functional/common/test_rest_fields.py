"""Every endpoint refuses what it cannot use: 400, never a fault."""

from collections.abc import Iterator
from collective.conduct.operations.common import throttle
from collective.conduct.services.common.endpoint import WRITING
from collective.conduct.services.common.fields import key_of
from collective.conduct.services.endpoints import ENDPOINTS
from dataclasses import fields
from dataclasses import is_dataclass
from plone import api
from tests.support import handlers
from tests.support import sample_municipality
from urllib.parse import quote

import pytest


JSON = {"Accept": "application/json"}
ROLES = ("registrar", "publisher", "official", "office", "manager", "auditor")
OURS = [row for row in ENDPOINTS if row.name.startswith("@conduct-")]
WRITERS = [row for row in OURS if row.verb in WRITING]
WRONG = ({"x": [None]}, [[]], 1.5, 10**30)
HALF = "\ud83d"
# Fields whose text is a reporter's, or that take anything inside.
OPEN = ("nonce", "receipt", "text", "answers")
NEVER = ([[]], 1.5, 10**30)


@pytest.fixture
def stage() -> str:
    """Everybody who handles reports has a key, and all have one passphrase."""
    return "handlers with passphrases"


@pytest.fixture
def places(municipality, monkeypatch):
    """A thing of each kind, and people with keys."""
    handlers.use_cheap_passphrases(monkeypatch)
    with municipality.acting("registrar"):
        channel = api.content.create(
            municipality.hub, "ConductChannel", "vag", title="V", kind="internal"
        )
    return {
        "site": municipality.portal,
        "hub": municipality.hub,
        "body": municipality.hub["ks"],
        "document": municipality.document,
        "edition": municipality.edition,
        "campaign": sample_municipality.plan(municipality, municipality.document),
        "contact": channel,
    }


def address(places, row) -> str:
    """Where a row is, with a number for what stands in its path."""
    path = row.path.partition("{")[0] + "1" * row.takes_value
    return f"{places[row.places[0]].absolute_url()}/{path}"


def tried(row, ask) -> set[int]:
    """The answers that people get, until somebody may ask."""
    found = set()
    for role in ("anonymous", *ROLES) if "Public" in row.permission else ROLES:
        found.add(ask(role).status_int)
        if found & {200, 400}:
            break
    return found


def cases() -> Iterator[tuple]:
    """Every field of every input with values of other kinds."""
    for row in WRITERS:
        for name in map(key_of, fields(row.input) if is_dataclass(row.input) else ()):
            wrong = [each for each in WRONG if name not in OPEN or each in NEVER]
            yield from ((row, name, each) for each in wrong if name != "others")


def test_what_is_of_another_kind_is_refused_field_by_field(client, places):
    for row, name, wrong in cases():
        path, sent = address(places, row), {name: wrong}
        found = tried(
            row, lambda who, v=row.verb, p=path, s=sent: client.rest(who, v, p, s)
        )
        assert 400 in found, (row.path, name, wrong, found)
        assert max(found) < 500, (row.path, name, wrong, found)
    assert len([*cases()]) > 350


def test_half_a_character_in_any_field_is_no_fault(client, places, monkeypatch):
    """It is replaced on the way in (decision 059), then read like any other text."""
    for name in throttle.MOST:
        monkeypatch.setitem(throttle.MOST, name, 1_000_000)
    for row in WRITERS:
        for name in map(key_of, fields(row.input) if is_dataclass(row.input) else ()):
            path, sent = address(places, row), {name: HALF}
            found = tried(
                row, lambda who, v=row.verb, p=path, s=sent: client.rest(who, v, p, s)
            )
            assert max(found) < 500, (row.path, name, found)


def test_a_query_of_another_kind_is_refused(client, places):
    asked = [row for row in OURS if row.verb == "GET" and row.input]
    for row in asked:
        for name in [each.name for each in fields(row.input)]:
            for query in ("{0}=a&{0}=b", "{0}:int=1", "{0}=%ff", "{0}:int="):
                path = f"{address(places, row)}?{query.format(name)}"
                found = tried(
                    row, lambda who, p=path: client.send(who, "GET", p, b"", JSON)
                )
                assert max(found) < 500, (path, found)


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_a_batch_that_cannot_be_is_refused(client, places, verb):
    for name in ("@conduct-register", "@conduct-people"):
        url = f"{places['hub'].absolute_url()}/{name}?b_start=x&b_size={quote('²')}"
        assert client.send("registrar", verb, url, b"", JSON).status_int == 400


def test_no_form_of_another_site_does_anything(client, places):
    kind = {**JSON, "Content-Type": "application/x-www-form-urlencoded"}
    for row in WRITERS:
        path = address(places, row)
        found = tried(
            row, lambda who, v=row.verb, p=path: client.send(who, v, p, b"x=1", kind)
        )
        assert 400 in found, (row.path, found)


@pytest.mark.parametrize("step", ["note", "answer", "nickname", "outside", "record"])
def test_half_a_character_of_a_handler_is_replaced(client, municipality, places, step):
    case = handlers.send_report()[0]
    opened = client.rest(
        "office", "POST", "/trygghet/@conduct-vault", {"passphrase": handlers.PHRASE}
    )
    names = {"nickname": "nickname", "outside": "who"}
    deed = {"outside": "begin", "record": "enter"}.get(step, "")
    sent = {"case": case, names.get(step, "text"): "a\ud83db"}
    found = client.rest(
        "office",
        "POST",
        f"/trygghet/@conduct-case/{step}",
        {**sent, **({"deed": deed} if deed else {})},
        **{"X-Conduct-Vault": opened.json["token"]},
    )
    assert found.status_int in (200, 204)
    token = {"X-Conduct-Vault": opened.json["token"]}
    read = client.rest("office", "POST", "/trygghet/@conduct-case", sent, **token)
    assert read.status_int == 200
    assert HALF not in read.text + found.text and "\\ud83d" not in read.text


def test_a_step_that_is_none_is_not_found(client, places):
    for row in OURS:
        path = f"{places[row.places[0]].absolute_url()}/{row.name}/a/b"
        found = tried(row, lambda who, v=row.verb, p=path: client.rest(who, v, p))
        assert found <= {401, 403, 404}, (path, found)

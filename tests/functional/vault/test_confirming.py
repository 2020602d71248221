"""Confirmed keys on the pages and over REST, as people and an attacker meet them."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.mail_server import wait_until
from tests.support.sample_municipality import PASSWORD
from zope.component import getUtility

import re
import transaction


OTHER = "en helt annan lösenfras"
STOLEN = f"{PASSWORD}-satt-av-nagon-annan"


def public_of(municipality, name):
    transaction.begin()
    person = municipality.people[name]
    return getUtility(IKeyrings).publics([person])[person]


def wraps(case):
    transaction.begin()
    return getUtility(IVault).publics(case)


def test_an_administrator_with_her_password_reads_nothing_and_all_are_told(
    client, municipality, desk_rest, mail_server, monkeypatch
):
    """T1: over REST he sets it, replaces her key, and waits for the next report."""
    former = public_of(municipality, "hrchef")
    found = client.rest("manager", "PATCH", "/@users/hrchef", {"password": STOLEN})
    assert found.status_int == 204, found.text
    assert desk_rest("hrchef", "GET", "@conduct-key").status_int == 401
    with monkeypatch.context() as patch:
        patch.setattr("tests.support.http_client.PASSWORD", STOLEN)
        replaced = {"passphrase": OTHER, "sure": True}
        made = desk_rest("hrchef", "POST", "@conduct-key/replace", replaced)
        assert made.status_int == 204
    holders = [f"{name}@lind.example" for name in sorted(handlers.FUNCTIONS)]
    wait_until(lambda: len(mail_server.letters) >= len(holders))
    assert mail_server.readers == holders
    for letter in mail_server.letters:
        text = letter.get_body(("plain",)).get_content()
        assert "Hrchef Ek" in " ".join(text.split())
    case, _words = handlers.send_report()
    assert wraps(case)[municipality.people["hrchef"]] == former
    with monkeypatch.context() as patch:
        patch.setattr("tests.support.http_client.PASSWORD", STOLEN)
        opened = {"passphrase": OTHER}
        token = desk_rest("hrchef", "POST", "@conduct-vault", opened).json["token"]
        named = {"case": case}
        assert (
            desk_rest("hrchef", "POST", "@conduct-case", named, token).status_int == 404
        )


def test_a_colleague_is_confirmed_on_the_page(open_desk, municipality, client):
    person = municipality.people["legal"]
    legal = open_desk("legal")
    new = {"passphrase": handlers.OTHER, "again": handlers.OTHER}
    assert legal.post("@@my-key", deed="forget", sure="yes", **new).status_int == 303
    page = legal.get("@@my-key").text
    assert "Your key waits to be confirmed" in page
    (words,) = re.findall(r'class="conduct-words"[^>]*>([^<]+)<', page)
    assert len(words.split()) == 6
    office = open_desk("office")
    page = office.get("@@my-key").text
    assert "Legal Ek" in page and "Confirm a colleague" in page
    assert words not in page
    assert "Not confirmed as" in client.page("registrar", "/@@conduct-keys").text
    assert "wait to be confirmed" in client.page("manager", "/@@conduct-readiness").text
    sent = {"deed": "confirm", "person": person, "functions": "legal"}
    page = office.post("@@my-key", **sent, words="fel fel fel fel fel fel")
    assert page.status_int == 403
    assert f'id="words-{person}-wrong"' in page.text
    page = office.post("@@my-key", deed="confirm", person=person, words=words)
    assert page.status_int == 400 and "Tick at least one" in page.text
    assert office.post("@@my-key", **sent, words=words).status_int == 303
    assert "waits to be confirmed" not in legal.get("@@my-key").text
    assert "Legal Ek" not in office.get("@@my-key").text
    transaction.begin()
    kept = getUtility(IKeyDirectory).confirmed(person, "legal")
    assert kept == public_of(municipality, "legal")


def test_a_colleague_is_confirmed_by_a_program(desk_rest, municipality):
    person = municipality.people["escrow1"]
    sample_municipality.hold(Function(person, "hr", start=handlers.SINCE))
    transaction.commit()
    own, token = token_of(desk_rest, "escrow1"), token_of(desk_rest, "office")
    words = desk_rest("escrow1", "GET", "@conduct-confirm", token=own).json["words"]
    assert desk_rest("escrow1", "GET", "@conduct-confirm").json["words"] == []
    shown = desk_rest("office", "GET", "@conduct-confirm", token=token).json
    (waits,) = shown["items"]
    assert (waits["person"], waits["functions"]) == (person, ["hr"])
    assert not set(words) & set(str(waits))
    sent = {"person": person, "functions": ["hr"], "words": "a b c d e f"}
    path = "@conduct-confirm/confirm"
    found = desk_rest("office", "POST", path, sent, token)
    assert (found.status_int, found.json["code"]) == (403, "words_wrong")
    sent["words"] = " ".join(words)
    assert desk_rest("office", "POST", path, sent).json["code"] == "vault_locked"
    assert desk_rest("escrow1", "POST", path, sent, own).json["code"] == "own_key"
    assert desk_rest("office", "POST", path, sent, token).status_int == 204
    again = desk_rest("office", "POST", path, sent, token)
    assert (again.status_int, again.json["code"]) == (400, "nothing_to_confirm")
    for role in ("official", "registrar", "manager"):
        assert desk_rest(role, "POST", path, sent).status_int == 404


def test_beginning_anew_is_asked_for_and_stands_in_red(open_desk, municipality, client):
    handler = open_desk("legal")
    new = {"passphrase": handlers.OTHER, "again": handlers.OTHER}
    handler.post("@@my-key", deed="forget", sure="yes", **new)
    page = handler.post("@@my-key", deed="anew")
    assert page.status_int == 400 and 'id="anew-wrong"' in page.text
    assert handler.post("@@my-key", deed="anew", sure="yes").status_int == 303
    assert "It was asked for" in handler.get("@@my-key").text
    assert "to begin it anew" in client.page("manager", "/@@conduct-readiness").text
    open_desk("office")
    assert "to begin it anew" not in client.page("manager", "/@@conduct-readiness").text

"""The desk for programs: open the vault, list, read, answer."""

from base64 import b64decode
from collective.conduct.core.records.cases import MessageRecord
from collective.conduct.operations.reports import returning
from collective.conduct.operations.reports.receiving import Upload
from tests import desk

import pytest


@pytest.fixture
def built(built, monkeypatch, tmp_path):
    tmp_path.chmod(0o700)
    desk.cheap(monkeypatch)
    desk.man(built)
    return built


@pytest.fixture
def ask(client, built):
    """Ask an endpoint of the hub as somebody; with the token of an open vault."""
    hub = built.hub.absolute_url()

    def asked(name, method, path, data=None, token=""):
        headers = {"X-Conduct-Vault": token} if token else {}
        return client.rest(name, method, f"{hub}/{path}", data, **headers)

    return asked


def token_of(ask, name):
    found = ask(name, "POST", "@conduct-vault", {"passphrase": desk.PHRASE})
    assert found.status_int == 201
    return found.json["token"]


def test_a_program_opens_the_vault_lists_reads_and_answers(ask):
    upload = Upload("bild.jpg", "image/jpeg", b"sak", b"ren")
    case, words = desk.report(files=(upload,))
    token = token_of(ask, "office")
    (listed,) = ask("office", "GET", "@conduct-cases").json["items"]
    assert (listed["case"], listed["state"]) == (case, "received")
    found = ask("office", "POST", "@conduct-case", {"case": case}, token)
    assert found.json["answers"] == {"Vad hände?": "En kommentar om min dialekt."}
    assert found.headers["Cache-Control"] == "private, no-store"
    wanted = {"case": case, "file": 1, "cleaned": True}
    file = ask("office", "POST", "@conduct-case/file", wanted, token).json
    assert (file["filename"], b64decode(file["data"])) == ("bild.jpg", b"ren")
    said = {"case": case, "text": "Tack."}
    assert ask("office", "POST", "@conduct-case/answer", said, token).status_int == 204
    assert ask("office", "POST", "@conduct-case/note", said, token).status_int == 204
    assert returning.status(words).letters[-1].words == MessageRecord("Tack.")
    assert ask("office", "POST", "@conduct-vault/lock", {}).status_int == 204
    locked = ask("office", "POST", "@conduct-case", {"case": case}, token)
    assert (locked.status_int, locked.json["code"]) == (403, "vault_locked")


def test_a_wrong_passphrase_is_kept_as_a_try(ask):
    for _time in range(5):
        found = ask("office", "POST", "@conduct-vault", {"passphrase": "fel lösenfras"})
        assert (found.status_int, found.json["code"]) == (403, "passphrase_wrong")
    found = ask("office", "POST", "@conduct-vault", {"passphrase": desk.PHRASE})
    assert (found.status_int, found.json["code"]) == (503, "vault_waits")
    assert found.headers["Retry-After"] == "30"


def test_a_case_of_others_and_none_are_answered_alike(ask):
    case = desk.report()[0]
    token = token_of(ask, "legal")
    found = [
        ask("legal", "POST", "@conduct-case", {"case": each}, token)
        for each in (case, "f" * 32, "x")
    ]
    assert {each.status_int for each in found} == {404}
    assert len({each.text for each in found}) == 1
    assert ask("legal", "GET", "@conduct-cases").json["items"] == []


@pytest.mark.parametrize("role", ["member", "official", "registrar", "manager"])
def test_for_others_there_is_nothing(ask, role):
    desk.report()
    for method, path, data in (
        ("GET", "@conduct-cases", None),
        ("POST", "@conduct-vault", {"passphrase": desk.PHRASE}),
        ("POST", "@conduct-case", {"case": "f" * 32}),
    ):
        assert ask(role, method, path, data).status_int == 404


def test_visitors_must_log_in(ask):
    assert ask("anonymous", "GET", "@conduct-cases").status_int == 401


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("@conduct-case", {"case": 3}),
        ("@conduct-case", {}),
        ("@conduct-case/file", {"case": "f" * 32, "file": "1"}),
        ("@conduct-case/other", {}),
        ("@conduct-vault/other", {}),
    ],
)
def test_what_cannot_be_used_is_refused_and_opens_nothing(ask, path, data):
    token = token_of(ask, "office")
    assert ask("office", "POST", path, data, token).status_int in (400, 404)

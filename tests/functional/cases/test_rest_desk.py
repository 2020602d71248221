"""The desk for programs: open the vault, list, read, answer."""

from base64 import b64decode
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import Upload
from tests.support import handlers

import pytest


def token_of(desk_rest, name):
    found = desk_rest(name, "POST", "@conduct-vault", {"passphrase": handlers.PHRASE})
    assert found.status_int == 201
    return found.json["token"]


def test_a_program_opens_the_vault_lists_reads_and_answers(desk_rest):
    upload = Upload("bild.jpg", "image/jpeg", b"sak", b"ren")
    case, words = handlers.send_report(files=(upload,))
    token = token_of(desk_rest, "office")
    (listed,) = desk_rest("office", "GET", "@conduct-cases").json["items"]
    assert (listed["case"], listed["state"]) == (case, "received")
    found = desk_rest("office", "POST", "@conduct-case", {"case": case}, token)
    assert found.json["answers"] == {"Vad hände?": "En kommentar om min dialekt."}
    assert found.headers["Cache-Control"] == "private, no-store"
    wanted = {"case": case, "file": 1, "cleaned": True}
    file = desk_rest("office", "POST", "@conduct-case/file", wanted, token).json
    assert (file["filename"], b64decode(file["data"])) == ("bild.jpg", b"ren")
    said = {"case": case, "text": "Tack."}
    assert (
        desk_rest("office", "POST", "@conduct-case/answer", said, token).status_int
        == 204
    )
    assert (
        desk_rest("office", "POST", "@conduct-case/note", said, token).status_int == 204
    )
    assert reporter_followup.status(words).letters[-1].words == MessageRecord("Tack.")
    assert desk_rest("office", "POST", "@conduct-vault/lock", {}).status_int == 204
    locked = desk_rest("office", "POST", "@conduct-case", {"case": case}, token)
    assert (locked.status_int, locked.json["code"]) == (403, "vault_locked")


def test_a_wrong_passphrase_is_kept_as_a_try(desk_rest):
    for _time in range(5):
        found = desk_rest(
            "office", "POST", "@conduct-vault", {"passphrase": "fel lösenfras"}
        )
        assert (found.status_int, found.json["code"]) == (403, "passphrase_wrong")
    found = desk_rest(
        "office", "POST", "@conduct-vault", {"passphrase": handlers.PHRASE}
    )
    assert (found.status_int, found.json["code"]) == (503, "vault_waits")
    assert found.headers["Retry-After"] == "30"


def test_a_case_of_others_and_none_are_answered_alike(desk_rest):
    case = handlers.send_report()[0]
    token = token_of(desk_rest, "legal")
    found = [
        desk_rest("legal", "POST", "@conduct-case", {"case": each}, token)
        for each in (case, "f" * 32, "x")
    ]
    assert {each.status_int for each in found} == {404}
    assert len({each.text for each in found}) == 1
    assert desk_rest("legal", "GET", "@conduct-cases").json["items"] == []


@pytest.mark.parametrize("role", ["member", "official", "registrar", "manager"])
def test_for_others_there_is_nothing(desk_rest, role):
    handlers.send_report()
    for method, path, data in (
        ("GET", "@conduct-cases", None),
        ("POST", "@conduct-vault", {"passphrase": handlers.PHRASE}),
        ("POST", "@conduct-case", {"case": "f" * 32}),
    ):
        assert desk_rest(role, method, path, data).status_int == 404


def test_visitors_must_log_in(desk_rest):
    assert desk_rest("anonymous", "GET", "@conduct-cases").status_int == 401


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
def test_what_cannot_be_used_is_refused_and_opens_nothing(desk_rest, path, data):
    token = token_of(desk_rest, "office")
    assert desk_rest("office", "POST", path, data, token).status_int in (400, 404)

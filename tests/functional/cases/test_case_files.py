"""Files go both ways with messages; their names and content stand nowhere else."""

from base64 import b64decode
from base64 import b64encode
from tests.support import handlers
from tests.support.http_client import File

import pytest
import transaction


NAME, WORDS = "Dagbok kanariexvq.txt", b"kanariexvz: han ringde igen"
BACK, ANSWER = "Protokoll kanariexvp.txt", b"kanariexvy: vi traffades"


@pytest.fixture
def back(client, municipality):
    """Come back with the words, as a browser does."""
    path = f"{municipality.hub.absolute_url()}/@@report-status"
    return lambda **fields: client.form("anonymous", path, **fields)


def test_a_reporter_sends_a_file_and_gets_one(open_desk, back):
    case, words = handlers.send_report()
    sent = back(words=words, act="write", text="Se filen.", files=File(NAME, WORDS))
    assert sent.status_int == 200 and NAME in sent.text
    office = open_desk("office")
    page = office.post("@@case", case=case)
    assert NAME in page.text and "Se filen." in page.text
    taken = office.post("@@case", case=case, of="message", enclosed="file.1.0")
    assert taken.body == WORDS
    assert taken.headers["Content-Type"].startswith("application/octet-stream")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    done = office.post(
        "@@case", case=case, deed="answer", text="Tack.", files=File(BACK, ANSWER)
    )
    assert "waits for the reporter" in done.text and BACK in done.text
    shown = back(words=words)
    assert BACK in shown.text and "Files for you" in shown.text
    got = back(words=words, act="file.2.0")
    assert got.body == ANSWER
    assert got.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_not_there(open_desk, back):
    case, words = handlers.send_report()
    for act in ("file.9.0", "file.0.0", "file.x.0", "file.1", "file.", "file.0.0.0"):
        assert back(words=words, act=act).status_int in (400, 404), act
    wrong = back(words="fel " * 7, act="file.0.0")
    assert "Nothing is found" in wrong.text
    office = open_desk("office")
    for wanted in ("file.9.0", "file.1.7", "x", "cleaned.1.0", "file.x.y"):
        for of in ("message", "content", "identity", ""):
            page = office.post("@@case", case=case, of=of, enclosed=wanted)
            assert page.status_int == 404, (wanted, of)


def test_a_file_alone_is_a_message_and_nothing_is_none(open_desk, back):
    case, words = handlers.send_report()
    assert back(words=words, act="write", text=" ").status_int == 400
    back(words=words, act="write", text="", files=File(NAME, WORDS))
    assert NAME in open_desk("office").post("@@case", case=case).text
    empty = back(words=words, act="write", text="Kvar", files=File("Tom.txt", b""))
    assert (
        empty.status_int == 400 and "Kvar" in empty.text and "Tom.txt" not in empty.text
    )


def test_nothing_of_it_stands_open_in_the_database(open_desk, back, municipality):
    case, words = handlers.send_report()
    back(words=words, act="write", text="x", files=File(NAME, WORDS))
    open_desk("office").post(
        "@@case", case=case, deed="answer", text="y", files=File(BACK, ANSWER)
    )
    transaction.begin()
    storage = municipality.portal._p_jar.db().storage
    base = getattr(storage, "base", storage)
    records = b"".join(each.data or b"" for trans in base.iterator() for each in trans)
    assert records, "something must have been read"
    for canary in (b"kanariexv", NAME.encode(), BACK.encode(), ANSWER, WORDS):
        assert canary not in records


def test_programs_send_and_fetch_files_too(client, municipality):
    hub = municipality.hub.absolute_url()
    case, words = handlers.send_report()

    def ask(name, path, data, token=""):
        headers = {"X-Conduct-Vault": token} if token else {}
        return client.rest(name, "POST", f"{hub}/{path}", data, **headers)

    file = {"filename": NAME, "content-type": "text/plain"}
    file["data"] = b64encode(WORDS).decode()
    sent = {"receipt": words, "text": "Se.", "attachments": [file]}
    said = ask("anonymous", "@conduct-report-message", sent).json
    assert said["letters"][-1]["files"] == [NAME]
    assert "key" not in str(said["letters"])
    token = ask("office", "@conduct-vault", {"passphrase": handlers.PHRASE}).json[
        "token"
    ]
    read = ask("office", "@conduct-case", {"case": case}, token).json
    (message,) = read["messages"]
    assert message["files"][0]["filename"] == NAME
    wanted = {"case": case, "of": "message", "number": message["number"], "file": 0}
    got = ask("office", "@conduct-case/file", wanted, token).json
    assert b64decode(got["data"]) == WORDS
    answer = {"case": case, "text": "Här.", "attachments": [file]}
    assert ask("office", "@conduct-case/answer", answer, token).status_int == 204
    wanted = {"receipt": words, "letter": 2, "file": 0}
    back = ask("anonymous", "@conduct-report-status", wanted)
    assert b64decode(back.json["data"]) == WORDS
    wrong = ask("anonymous", "@conduct-report-status", {**wanted, "receipt": "a b"})
    assert (wrong.status_int, wrong.json["code"]) == (404, "receipt_unknown")
    for odd in ({"letter": 9}, {"file": "x"}, {"letter": None}):
        found = ask("anonymous", "@conduct-report-status", {**wanted, **odd})
        assert found.status_int in (400, 404), odd

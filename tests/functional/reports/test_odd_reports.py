"""What is odd or too much at the doors of a report: said clearly, nothing lost."""

from io import BytesIO
from lxml import html
from tests.support import handlers
from tests.support.canaries import CANARIES
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import json
import pytest
import transaction


PATH = "/trygghet/@@report-form"
REST = "/trygghet/@conduct-report"
WORD = CANARIES["what"]
MB = 1024 * 1024


@pytest.fixture
def page(client, open_intake):
    """The second step of the form, as a browser without an account has it."""
    return Page(client)


class Page:
    """Fields of the form, and how they are sent with files."""

    def __init__(self, client) -> None:
        self.client = client
        first = client.page("anonymous", f"{PATH}?form=harassment")
        second = client.form(
            "anonymous", PATH, **{**self._fields(first), "act": "write"}
        )
        self.fields = {**self._fields(second), "act": ["send"], "q-what": [WORD]}

    def _fields(self, answered) -> dict:
        (form,) = html.fromstring(answered.body).cssselect("form.conduct-form")
        found: dict = {}
        for name, value in form.form_values():
            found.setdefault(name, []).append(value)
        return found

    def send(self, *files: tuple[str, bytes], change=lambda body: body, **values: str):
        """Send it; ``change`` spoils the body."""
        fields = {**self.fields, **{name: [each] for name, each in values.items()}}
        parts = [(name, each) for name, them in fields.items() for each in them]
        more = [("files", *each) for each in files]
        kind, body = self.client._app.encode_multipart(parts, more)
        headers = {"Content-Type": kind}
        return self.client.send("anonymous", "POST", PATH, change(body), headers)


def words_on(answered) -> str:
    tree = html.fromstring(answered.body)
    return " ".join(tree.cssselect("main")[0].text_content().split())


def kept(answered) -> str:
    """What the form has in its first question."""
    return html.fromstring(answered.body).cssselect("#q-what")[0].text_content()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.txt", b"")], "File number 1 has nothing in it"),
        ([("a.txt", b"a"), ("b.bin", bytes(20 * MB + 1))], "File number 2 is larger"),
        ([(f"{n}.txt", b"a") for n in range(11)], "No more than 10 files"),
        ([(f"{n}.bin", bytes(16 * MB)) for n in range(4)], "larger than 60 MB"),
    ],
)
def test_too_much_is_said_and_what_was_written_is_still_there(page, files, said):
    answered = page.send(*files)
    assert answered.status_int == 400 and said in words_on(answered)
    assert kept(answered) == WORD and handlers.all_cases() == []
    again = page.send()
    assert again.status_int == 200 and len(handlers.all_cases()) == 1


def test_sixty_megabytes_go_through_the_page(page, open_intake):
    answered = page.send(*[(f"{n}.bin", bytes([n]) * 20 * MB) for n in range(3)])
    assert answered.status_int == 200
    transaction.begin()
    (facts,) = handlers.all_cases()
    key = handlers.opened_case(open_intake, "office", facts.case)
    _head, pieces = key.get_file("attachment", 3)
    assert b"".join(pieces) == bytes([2]) * 20 * MB


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(200 * MB))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("bomb.docx", bomb(), "bomb.docx"),
        ("foto\u202egpj.exe", b"MZ" + bytes(99), "fotogpj.exe"),
        ("../../etc/passwd", b"a", "passwd"),
        ("sida.html", b"<html><script>alert(1)</script>", "sida.html"),
    ],
)
def test_an_odd_file_is_taken_in_under_a_plain_name(
    page, open_intake, name, content, shown
):
    assert page.send((name, content)).status_int == 200
    transaction.begin()
    (facts,) = handlers.all_cases()
    key = handlers.opened_case(open_intake, "office", facts.case)
    head, pieces = key.get_file("attachment", 1)
    assert json.loads(head)["name"] == shown and b"".join(pieces) == content
    assert json.loads(head)["type"] not in ("text/html", "application/x-msdownload")
    assert key.numbers("cleaned") == ()


def test_marks_and_breaks_come_back_as_they_were_written(page, open_intake):
    odd = f"{WORD} \u202eb\u2066c 👩‍👧 å\nrad"
    assert page.send(**{"q-what": odd}).status_int == 200
    transaction.begin()
    (facts,) = handlers.all_cases()
    said = handlers.case_content(open_intake, "office", facts.case)["answers"]
    assert list(said.values()) == [odd]


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[: len(body) // 2],
        lambda body: body.replace(b"\r\n\r\n", b"\r\n", 1),
        lambda body: b"",
        lambda body: b"\0" * 100,
    ],
)
def test_a_broken_body_is_refused_and_told_to_nobody(page, change):
    answered = page.send(("a.txt", b"a"), change=change)
    assert answered.status_int < 500
    transaction.begin()
    assert handlers.all_cases() == []


@pytest.mark.parametrize(
    ("text", "status"), [("å" * 400_000, (200, 400)), ("a" * 1_500_000, (400, 413))]
)
def test_a_very_long_text_is_taken_or_refused_in_words(page, text, status):
    answered = page.send(**{"q-what": text})
    assert answered.status_int in status
    transaction.begin()
    assert len(handlers.all_cases()) == (answered.status_int == 200)


def test_half_a_character_over_rest_becomes_a_mark(client, open_intake):
    sent = {"form": "harassment", "nonce": "n" * 32, "answers": {"what": "a\ud83db"}}
    answered = client.rest("anonymous", "POST", REST, sent)
    assert answered.status_int == 201
    words = {"receipt": answered.json["receipt"], "text": "\udc00"}
    path = f"{REST}-message"
    assert client.rest("anonymous", "POST", path, words).status_int == 200
    lost = {"receipt": "\ud83d"}
    path = f"{REST}-status"
    assert client.rest("anonymous", "POST", path, lost).status_int == 404

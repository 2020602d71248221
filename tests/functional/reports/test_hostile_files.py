"""Wrong words cost nobody a picture: files are opened for right words alone (T6)."""

from base64 import b64encode
from collective.conduct.operations.common import uploads
from io import BytesIO
from PIL import Image
from PIL import ImageFile
from tests.support import handlers
from webtest import Upload

import json
import pytest


WRONG = "ett två tre fyra fem sex sju"


@pytest.fixture(scope="module")
def hostile() -> bytes:
    """A small file of sixty-four million pixels."""
    out = BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def opened(monkeypatch) -> list:
    """Whatever is opened, recognised, cleaned or decoded."""
    seen: list = []

    def noting(call):
        def noted(*given, **named):
            seen.append(call.__name__)
            return call(*given, **named)

        return noted

    for owner, name in (
        (Image, "open"),
        (ImageFile.ImageFile, "load"),
        (uploads, "kind_of"),
        (uploads, "cleaned"),
    ):
        monkeypatch.setattr(owner, name, noting(getattr(owner, name)))
    return seen


def by_page(client, words, content, view="report-status"):
    fields = {"words": words, "act": "write", "text": "Hej"}
    files = {"files": Upload("a.png", content, "image/png")}
    return client.form("anonymous", f"/trygghet/@@{view}", **fields, **files)


def by_exchange(client, words, content):
    return by_page(client, words, content, "exchange")


def by_rest(client, words, content, name="report-message"):
    data = b64encode(content).decode()
    sent = {"receipt": words, "text": "Hej", "attachments": [{"data": data}]}
    return client.rest("anonymous", "POST", f"/trygghet/@conduct-{name}", sent)


def by_rest_exchange(client, words, content):
    return by_rest(client, words, content, "exchange")


def by_parts(client, words, content):
    fields = {
        "report": json.dumps({"receipt": words, "text": "Hej"}),
        "attachment": Upload("a.png", content, "image/png"),
    }
    path = "/trygghet/@conduct-report-message"
    accept = {"Accept": "application/json"}
    return client.request("anonymous", "POST", path, fields, accept)


DOORS = [by_page, by_exchange, by_rest, by_rest_exchange, by_parts]


@pytest.mark.parametrize("door", DOORS)
def test_with_wrong_words_no_file_is_opened(client, open_intake, opened, hostile, door):
    found = door(client, WRONG, hostile)
    assert found.status_int in (200, 404) and opened == []


@pytest.mark.parametrize("door", [by_page, by_rest, by_parts])
def test_with_right_words_it_is_taken_and_not_decoded(
    client, open_intake, opened, hostile, door
):
    _case, words = handlers.send_report()
    assert door(client, words, hostile).status_int == 200
    assert "cleaned" in opened and "load" not in opened


@pytest.mark.parametrize("door", [by_page, by_rest])
def test_whoever_comes_while_files_of_others_are_cleaned_is_told_so(
    client, open_intake, hostile, monkeypatch, door
):
    _case, words = handlers.send_report()
    monkeypatch.setattr(uploads, "WAIT", 0)
    with uploads._running:
        found = door(client, words, hostile)
    assert found.status_int == 503
    assert "Choose the files again" in found.text.replace("\\n", " ")

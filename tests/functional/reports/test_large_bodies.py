"""More than can be sent is refused before anything of it is read (T18)."""

from collective.conduct.operations.common.uploads import BODY
from collective.conduct.operations.common.uploads import JSON_BODY
from ZPublisher.HTTPRequest import HTTPRequest

import pytest


PAGES = ("@@report-form", "report-form", "@@report-status", "@@exchange", "@@report")
SERVICES = ("@conduct-report", "@conduct-report-message", "@conduct-exchange")
FORM = {"Content-Type": "multipart/form-data; boundary=x", "Accept": "text/html"}
JSON = {"Content-Type": "application/json", "Accept": "application/json"}


@pytest.fixture
def read(monkeypatch) -> list:
    """What was read of a request."""
    seen, plain = [], HTTPRequest.processInputs

    def noted(self, *given, **named):
        seen.append(self.method)
        return plain(self, *given, **named)

    monkeypatch.setattr(HTTPRequest, "processInputs", noted)
    return seen


def send(client, path, size, headers):
    """Send a body that is declared larger than it is, as a proxy would see it."""
    url = f"{client.root}/trygghet/{path}"
    return client._app.post(
        url, b"--x--", {**headers, "Content-Length": str(size)}, expect_errors=True
    )


@pytest.mark.parametrize("language", ["sv", "da", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_reporters_reads_no_more_than_it_says(
    client, open_intake, read, page, language
):
    said = {"sv": "större", "da": "større", "en": "larger"}[language]
    found = send(client, page, BODY + 1, {**FORM, "Accept-Language": language})
    assert found.status_int == 413 and read == []
    assert "70" in found.text and said in found.text


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_for_reporters_too(client, open_intake, read, service):
    for size, headers in ((BODY + 1, {**JSON, **FORM}), (JSON_BODY + 1, JSON)):
        found = send(client, service, size, headers)
        assert found.status_int == 413 and read == []
    assert found.json["code"] == "body_too_large"


def test_pages_of_others_take_what_they_take(client, open_intake, read):
    send(client, "@@search", BODY + 1, FORM)
    assert read[0] == "POST"

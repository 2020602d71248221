"""Requests that no page of ours sends: each gets a sentence, never a fault."""

from collective.conduct.operations.documents import move

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

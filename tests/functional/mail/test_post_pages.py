"""The pages of letters: what did not leave, and the words that are sent."""

from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import NOWHERE
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.mail.templates import PARTS
from collective.conduct.notifications.mail import texts
from plone.protect.authenticator import createToken
from zope.component import getUtility

import pytest
import transaction


SEERS = sorted(ACTIONS["see_post"][NOWHERE])
OTHERS = sorted(set(ROLES) - set(SEERS))
WORDS = {"subject": "Svara nu: ${title}", "body": "Bråttom! Se ${link}"}


@pytest.fixture
def dead(municipality):
    """One letter that was refused for good; its number."""
    outbox, now = getUtility(IOutbox), int(municipality.clock.now().timestamp())
    outbox.put(Notice("key", municipality.people["official"], "own_data", now))
    number = outbox.take(now).number
    outbox.failed(number, "mail_refused", now, final=True)
    return number


def _send(client, municipality, path, role="registrar", **fields):
    with municipality.acting(role):
        token = createToken()
    return client.form(role, path, _authenticator=token, **fields)


def test_the_page_says_what_did_not_leave_and_why(client, municipality, dead):
    page = client.page("registrar", "/@@conduct-post")
    assert "Official Lind" in page.text
    assert "The mail server refused the letter." in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_empty_page_says_what_will_be_here(client, municipality):
    page = client.page("registrar", "/@@conduct-post")
    assert "There are none. A letter that the mail server refuses" in page.text


@pytest.mark.parametrize("deed", ["retry", "discard"])
def test_a_dead_letter_is_tried_again_or_taken_out(client, municipality, dead, deed):
    answered = _send(client, municipality, "/@@conduct-post", **{deed: str(dead)})
    assert answered.status_int == 303
    counts = getUtility(IOutbox).counts()
    assert counts["dead"] == 0
    assert counts["waiting"] == (1 if deed == "retry" else 0)
    again = _send(client, municipality, "/@@conduct-post", **{deed: str(dead)})
    assert again.status_int == 404 and "no longer in the list" in again.text


def test_all_dead_letters_are_tried_again_at_once(client, municipality, dead):
    outbox, now = getUtility(IOutbox), int(municipality.clock.now().timestamp())
    outbox.put(Notice("other", municipality.people["leader"], "own_data", now))
    outbox.failed(outbox.take(now).number, "no_address", now, final=True)
    assert "Try all of them again" in client.page("registrar", "/@@conduct-post").text
    _send(client, municipality, "/@@conduct-post", retry_all="1")
    transaction.begin()
    assert getUtility(IOutbox).counts()["waiting"] == 2


def test_a_test_letter_is_put_for_whoever_asks(client, municipality):
    assert _send(client, municipality, "/@@conduct-post", test="1").status_int == 303
    counts = getUtility(IOutbox).counts()
    assert counts["waiting"] + counts["claimed"] + counts["dead"] == 1


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("path", ["/@@conduct-post", "/@@conduct-letters"])
def test_nobody_else_sees_letters_or_their_words(
    client, municipality, dead, role, path
):
    page = client.page(role, path)
    assert page.status_int in (302, 401, 403)
    assert "Official Lind" not in page.text
    rest = client.rest(role, "GET", path.replace("@@", "@"))
    assert rest.status_int in (401, 403)


def test_without_the_token_of_the_form_nothing_happens(client, municipality, dead):
    answered = client.form("registrar", "/@@conduct-post", discard=str(dead))
    assert answered.status_int == 403
    assert getUtility(IOutbox).counts()["dead"] == 1


def test_rest_lists_and_retries(client, municipality, dead):
    found = client.rest("registrar", "GET", "/@conduct-post").json
    assert [each["code"] for each in found["dead_letters"]] == ["mail_refused"]
    sent = {"do": "retry", "letter": found["dead_letters"][0]["letter"]}
    assert client.rest("registrar", "POST", "/@conduct-post", sent).status_int == 200
    again = client.rest("registrar", "POST", "/@conduct-post", sent)
    assert (again.status_int, again.json["code"]) == (404, "no_parcel")
    odd = client.rest("registrar", "POST", "/@conduct-post", {"do": "burn"})
    assert (odd.status_int, odd.json["code"]) == (400, "field")


def test_the_words_are_changed_seen_and_put_back(client, municipality):
    chosen = {"letter": "duty_new", "language": "sv"}
    seen = _send(
        client, municipality, "/@@conduct-letter", **chosen, **WORDS, preview="1"
    )
    assert "Svara nu: Uppförandekod" in seen.text and "Kim Lindberg" in seen.text
    transaction.begin()
    assert not texts.changed()
    assert (
        _send(client, municipality, "/@@conduct-letter", **chosen, **WORDS).status_int
        == 303
    )
    transaction.begin()
    assert texts.words("sv", "duty_new") == WORDS
    assert texts.changed() == {("sv", "duty_new")}
    assert "own words" in client.page("registrar", "/@@conduct-letters").text
    _send(client, municipality, "/@@conduct-letter", **chosen, **WORDS, reset="1")
    transaction.begin()
    assert not texts.changed()


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("subject", "Till ${personnummer}", "not one of those listed"),
        ("subject", "  ", "Write something here"),
        ("subject", "x" * 151, "too long"),
        ("subject", "två\nrader", "on one line"),
        ("body", "Utan adress", "address of the page is missing"),
    ],
)
def test_what_cannot_be_sent_is_refused_at_its_field(
    client, municipality, field, words, said
):
    typed = {"letter": "duty_new", "language": "sv", **WORDS, field: words}
    page = _send(client, municipality, "/@@conduct-letter", **typed)
    assert page.status_int == 400
    wrong = page.text.split(f'id="{field}-wrong"')[1].split("</p>")[0]
    assert said in wrong
    assert "Bråttom" in page.text or field == "body"


@pytest.mark.parametrize(
    "query", ["", "?letter=x&language=sv", "?letter=test&language=xx"]
)
def test_an_unknown_letter_is_not_there(client, municipality, query):
    page = client.page("registrar", f"/@@conduct-letter{query}")
    assert page.status_int == 404 and "no such letter" in page.text


@pytest.mark.parametrize("letter", PARTS)
def test_every_letter_has_its_page_and_its_preview(client, municipality, letter):
    page = client.page("registrar", f"/@@conduct-letter?letter={letter}&language=en")
    assert page.status_int == 200
    words = texts.words("en", letter)
    chosen = {"letter": letter, "language": "en", "preview": "1"}
    seen = _send(client, municipality, "/@@conduct-letter", **chosen, **words)
    assert seen.status_int == 200 and "${" not in seen.text.split("<form")[-2]


def test_rest_changes_words_and_puts_them_back(client, municipality):
    chosen = {"letter": "duty_new", "language": "sv"}
    sent = {**chosen, "words": WORDS}
    assert (
        client.rest("registrar", "PATCH", "/@conduct-letters", sent).status_int == 200
    )
    found = client.rest("registrar", "GET", "/@conduct-letters").json["letters"]
    (own,) = [each for each in found if each["own"]]
    assert own["words"] == WORDS and own["names"]["subject"] == [
        *("due", "name", "site", "title"),
    ]
    wrong = {**chosen, "words": {**WORDS, "body": "${hemligt} ${link}"}}
    refused = client.rest("registrar", "PATCH", "/@conduct-letters", wrong)
    assert (refused.status_int, refused.json["code"]) == (400, "text_hole")
    assert "hemligt" not in refused.text
    reset = {**chosen, "words": None}
    client.rest("registrar", "PATCH", "/@conduct-letters", reset)
    transaction.begin()
    assert not texts.changed()

"""What was typed travels in cookies while somebody logs in again."""

from collective.conduct.browser.answers import answer_draft
from collective.conduct.browser.answers.readers import ROLE_WORDS
from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import NOWHERE
from collective.conduct.operations.answers.edition_queries import readers
from plone.keyring.interfaces import IKeyManager
from random import Random
from zope.component import getUtility

import pytest


class Edition:
    """As much of an edition as a cookie is bound to."""

    def __init__(self, uid="a" * 32, url="https://ort.example/kod/edition-1"):
        self.uid, self.url = uid, url

    def UID(self):
        return self.uid

    def absolute_url(self):
        return self.url


@pytest.fixture
def request_(integration):
    return integration["request"].clone()


def sent(request, words, userid="anna", edition=None):
    """Keep words, and let the browser come back with the cookies."""
    edition = edition or Edition()
    typed = {
        "kind": "objected",
        "words": words,
        "language": "sv",
        "mark": answer_draft.draft_token(userid, edition.UID()),
    }
    assert answer_draft.keep(request, edition, typed)
    for name, cookie in request.response.cookies.items():
        if int(cookie["Max-Age"]):
            request.cookies[name] = cookie["value"]
    return request.response.cookies


def test_the_words_come_back_to_the_person_and_the_edition_alone(request_):
    sent(request_, "Orden")
    assert answer_draft.take(request_, Edition(), "anna")["words"] == "Orden"
    assert answer_draft.take(request_, Edition(), "bo") is None
    assert answer_draft.take(request_, Edition(uid="b" * 32), "anna") is None


def test_a_cookie_is_small_unreadable_and_only_for_the_server(request_):
    words = "Ett ganska vanligt ord. " * 160
    cookies = sent(request_, words)
    assert len(words) < 4000
    for cookie in cookies.values():
        assert len(cookie["value"]) <= answer_draft.PIECE
        assert cookie["Path"] == "/kod/edition-1"
        assert cookie["SameSite"] == "Lax"
        assert cookie["HttpOnly"] and cookie["Secure"]
        assert "vanligt" not in cookie["value"]


def test_four_thousand_letters_in_any_order_fit_whole(request_):
    letters = "abcdefghijklmnopqrstuvwxyzåäö ,.\n"
    words = "".join(Random(7).choices(letters, k=4000))
    sent(request_, words)
    assert answer_draft.take(request_, Edition(), "anna")["words"] == words


def test_of_what_does_not_fit_the_beginning_is_kept_and_said_to_be_cut(request_):
    words = "".join(chr(Random(i).randrange(0x4E00, 0x9FFF)) for i in range(9000))
    cookies = sent(request_, words)
    found = answer_draft.take(request_, Edition(), "anna")
    assert len(cookies) == answer_draft.PIECES
    assert words.startswith(found["words"]) and found["words"]
    assert found["cut"]


@pytest.mark.parametrize("name", ["kind", "language"])
def test_a_choice_as_long_as_a_book_is_cut_and_keeps_nobody_waiting(request_, name):
    letters = "".join(Random(3).choices("abcdefghijklmnopqrstuvwxyz", k=50_000))
    typed = {
        "words": "Orden",
        "mark": answer_draft.draft_token("anna", "a" * 32),
        name: letters,
    }
    assert answer_draft.keep(request_, Edition(), typed)
    assert (
        len(request_.response.cookies[f"{answer_draft.NAME}0"]["value"])
        < answer_draft.PIECE
    )


def test_a_shorter_text_leaves_no_piece_of_a_longer_one(request_):
    sent(request_, "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=9000)))
    cookies = sent(request_, "Kort")
    last = cookies[f"{answer_draft.NAME}{answer_draft.PIECES - 1}"]
    assert last["value"] == "none"


@pytest.mark.parametrize("value", ["", "x", "none", "ö", "gAAAA" * 20])
def test_a_cookie_that_is_not_ours_is_ignored(request_, value):
    request_.cookies[f"{answer_draft.NAME}0"] = value
    assert answer_draft.take(request_, Edition(), "anna") is None


def test_a_mark_is_no_kept_text(request_):
    request_.cookies[f"{answer_draft.NAME}0"] = answer_draft.draft_token(
        "anna", "a" * 32
    )
    assert answer_draft.take(request_, Edition(), "anna") is None


@pytest.mark.parametrize("mark", ["", "x", "gAAAA"])
def test_without_a_mark_of_ours_nothing_is_kept(request_, mark):
    typed = {"words": "Orden", "mark": mark}
    assert not answer_draft.keep(request_, Edition(), typed)
    assert not request_.response.cookies


def test_a_mark_of_another_edition_keeps_nothing(request_):
    typed = {"words": "Orden", "mark": answer_draft.draft_token("anna", "b" * 32)}
    assert not answer_draft.keep(request_, Edition(), typed)


def test_a_key_that_was_changed_still_opens_what_it_closed(request_):
    sent(request_, "Orden")
    getUtility(IKeyManager).rotate()
    assert answer_draft.take(request_, Edition(), "anna")["words"] == "Orden"


def test_an_hour_later_the_words_are_gone(request_, monkeypatch):
    sent(request_, "Orden")
    monkeypatch.setattr(answer_draft, "LIFETIME", -1)
    assert answer_draft.take(request_, Edition(), "anna") is None


def test_everybody_who_may_see_an_answer_is_named_before_it_is_given():
    found = readers()
    assert set(found.answers) == ACTIONS["see_coverage"][NOWHERE]
    assert set(found.words) == ACTIONS["read_words"][NOWHERE]
    assert set(ROLE_WORDS) >= set(found.answers) | set(found.words)

"""What somebody wrote is out of the request, wherever Zope keeps it."""

from collective.conduct.operations.common import request_privacy
from types import SimpleNamespace

import pytest


CANARY = "kanariefagelzx"


class Request(SimpleNamespace):
    def get(self, name, otherwise=None):
        return self.other.get(name, self.form.get(name, otherwise))


@pytest.fixture
def request_():
    return Request(
        form={"words": CANARY, "_authenticator": "t", "PARENTS": CANARY},
        other={"words": CANARY, "PARENTS": ["site"], "BODY": CANARY, "BODYFILE": 1},
        cookies={"__token": CANARY, "kept": "k"},
        environ={
            "HTTP_COOKIE": f"__token={CANARY}; kept=k",
            "HTTP_X_CONDUCT_VAULT": CANARY,
            "QUERY_STRING": CANARY,
            "REQUEST_URI": f"/?a={CANARY}",
        },
    )


def test_named_fields_are_taken(request_):
    taken = request_privacy.take_fields(request_, ["words", "missing"])
    assert taken == {"words": CANARY}
    assert "words" not in request_.form and "words" not in request_.other


def test_a_whole_form_is_taken_but_what_zope_itself_keeps(request_):
    taken = request_privacy.take_form(request_, but="_authenticator")
    assert taken == {"words": CANARY, "PARENTS": CANARY}
    assert request_.form == {"_authenticator": "t"}
    assert request_.other == {"PARENTS": ["site"]}


def test_a_body_is_taken(request_):
    assert request_privacy.take_body(request_) == CANARY
    assert CANARY not in str({**request_.other, "words": ""})
    assert request_privacy.take_body(request_) == b""


def test_a_cookie_is_taken_and_the_others_stay(request_):
    assert request_privacy.take_cookie(request_, "__token") == CANARY
    assert request_privacy.take_cookie(request_, "__token") == ""
    assert request_.cookies == {"kept": "k"}
    assert request_.environ["HTTP_COOKIE"].strip() == "kept=k"


def test_a_header_is_taken(request_):
    assert request_privacy.take_header(request_, "X-Conduct-Vault") == CANARY
    assert request_privacy.take_header(request_, "X-Conduct-Vault") == ""


def test_everything_is_forgotten(request_):
    request_.environ.pop("HTTP_X_CONDUCT_VAULT")
    request_.environ.pop("HTTP_COOKIE")
    request_.other.pop("words")
    request_privacy.forget_all(request_)
    assert CANARY not in repr(vars(request_))


def test_a_confidential_answer_is_kept_and_found_nowhere():
    told: dict[str, str] = {}
    request_privacy.keep_confidential(SimpleNamespace(setHeader=told.__setitem__))
    assert told == request_privacy.CONFIDENTIAL
    assert "no-store" in told["Cache-Control"]

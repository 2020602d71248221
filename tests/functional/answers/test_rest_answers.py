"""``@conduct-duties`` and ``@conduct-answer``: what is asked, and answering it."""

from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.ledger.proof import digest
from tests.support import sample_municipality
from zope.component import getUtility

import json
import pytest


def _sent(municipality, kind="committed", **changed):
    text = municipality.edition.manifest["languages"]["sv"]
    return {
        "kind": kind,
        "language": "sv",
        "words": "",
        "manifest_hash": municipality.edition.manifest_hash,
        "statement_hash": digest(text["statement"]),
        **changed,
    }


def _answer(client, municipality, role="official", **sent):
    path = f"{municipality.edition.absolute_url()}/@conduct-answer"
    return client.rest(role, "POST", path, _sent(municipality, **sent))


def _entries(municipality, role="official"):
    return list(getUtility(ILedger).entries(municipality.people[role]))


def test_duties_say_what_to_cite_in_an_answer(client, municipality):
    found = client.rest("official", "GET", "/@conduct-duties").json
    (duty,) = found["duties"]
    assert duty["edition"]["@id"] == municipality.edition.absolute_url()
    assert duty["edition"]["manifest_hash"] == municipality.edition.manifest_hash
    assert duty["state"] == "awaiting" and duty["last_answer"] is None
    swedish = duty["languages"]["sv"]
    sent = _sent(municipality)
    assert swedish["statement_hash"] == sent["statement_hash"]
    assert set(swedish["statement"]) == {
        "acknowledged",
        "committed",
        "objected",
        "declined",
    }
    assert found["answers"] == []


def test_duties_can_be_asked_for_at_the_hub_too(client, municipality):
    path = f"{municipality.hub.absolute_url()}/@conduct-duties"
    assert len(client.rest("leader", "GET", path).json["duties"]) == 1


def test_who_holds_no_mandate_has_no_duties(client, municipality):
    found = client.rest("publisher", "GET", "/@conduct-duties").json
    assert found["duties"] == [] and found["answers"] == []


def test_an_answer_gives_a_receipt(client, municipality):
    answered = _answer(
        client, municipality, kind="objected", words="Punkt 2 går för långt."
    )
    assert answered.status_int == 201
    receipt = answered.json["receipt"]
    assert receipt["format"] == "conduct-receipt/1"
    assert receipt["entry"]["kind"] == "objected"
    assert receipt["details"] == {"words": "Punkt 2 går för långt."}
    assert answered.headers["Location"] == answered.json["@id"]
    fetched = client.rest("official", "GET", answered.json["@id"])
    assert fetched.json == receipt


def test_the_same_answer_twice_gives_one_entry(client, municipality):
    first, second = _answer(client, municipality), _answer(client, municipality)
    assert (first.status_int, second.status_int) == (201, 200)
    assert first.json == second.json
    assert len(_entries(municipality)) == 1


def test_another_answer_is_added_and_the_first_one_stays(client, municipality):
    _answer(client, municipality, kind="declined")
    assert _answer(client, municipality, kind="committed").status_int == 201
    assert [each.kind for each in _entries(municipality)] == ["declined", "committed"]


def test_duties_then_show_the_answer(client, municipality):
    _answer(client, municipality)
    found = client.rest("official", "GET", "/@conduct-duties").json
    assert found["duties"][0]["state"] == "answered"
    assert found["duties"][0]["last_answer"] == found["answers"][0]
    assert found["answers"][0]["kind"] == "committed"


@pytest.mark.parametrize("name", ["manifest_hash", "statement_hash"])
def test_an_answer_to_something_else_than_was_shown_is_a_conflict(
    client, municipality, name
):
    answered = _answer(client, municipality, **{name: "0" * 64})
    assert answered.status_int == 409
    assert answered.json["code"].startswith("other_")
    assert _entries(municipality) == []


def test_an_answer_to_a_superseded_edition_is_a_conflict(client, municipality):
    with municipality.acting("publisher"):
        sample_municipality.move(municipality.document, "revise")
    sample_municipality.propose(municipality, municipality.document)
    municipality.clock.pass_days(1)
    sample_municipality.decide(
        municipality, municipality.document, valid_from=municipality.clock.today()
    )
    answered = _answer(client, municipality)
    assert answered.status_int == 409
    assert answered.json["code"] == "edition_not_in_force"
    assert _entries(municipality) == []


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"kind": "waived"}, "answer_kind"),
        ({"kind": "objected"}, "answer_needs_words"),
        ({"kind": "objected", "words": "x" * 4001}, "answer_too_long"),
        ({"words": "Punkt 2 är oklar."}, "words_without_objection"),
        ({"words": ["En lista"]}, "field"),
        ({"manifest_hash": None}, "field"),
    ],
)
def test_what_cannot_be_used_is_refused_by_a_code(client, municipality, sent, code):
    answered = _answer(client, municipality, **sent)
    assert (answered.status_int, answered.json["code"]) == (400, code)
    assert set(answered.json) == {"code", "message"}
    assert _entries(municipality) == []


def test_a_refusal_never_repeats_what_somebody_wrote(client, municipality):
    secret = "Ordföranden hotade mig i korridoren"
    for sent in ({"kind": secret}, {"kind": "objected", "words": secret * 200}):
        answered = _answer(client, municipality, **sent)
        assert answered.status_int == 400
        assert secret not in answered.text


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b"1", b'"x"'])
def test_a_body_that_is_no_object_is_refused(client, municipality, body):
    path = f"{municipality.edition.absolute_url()}/@conduct-answer"
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    answered = client.send("official", "POST", path, body, headers)
    assert answered.status_int == 400
    assert set(answered.json) == {"code", "message"}


def test_a_form_of_another_site_cannot_answer(client, municipality):
    """A browser sends it with the log-in cookie, but never as JSON unasked."""
    path = f"{municipality.edition.absolute_url()}/@conduct-answer"
    body = json.dumps(_sent(municipality)).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {"Accept": "application/json", "Content-Type": kind}
        answered = client.send("official", "POST", path, body, headers)
        assert (answered.status_int, answered.json["code"]) == (400, "not_json")
    assert _entries(municipality) == []


@pytest.mark.parametrize(
    "role",
    [
        "anonymous",
        "member",
        "secretary",
        "auditor",
        "publisher",
        "registrar",
        "manager",
    ],
)
def test_only_officials_answer(client, municipality, role):
    answered = _answer(client, municipality, role=role)
    assert answered.status_int in (401, 403)
    assert list(getUtility(ILedger).streams()) == [municipality.document.stream]


def test_who_sits_in_no_body_that_is_bound_is_not_asked(client, municipality):
    document = sample_municipality.write(municipality, "annan", applies_to=["bun"])
    sample_municipality.propose(municipality, document)
    municipality.edition = sample_municipality.decide(municipality, document)
    answered = _answer(client, municipality)
    assert (answered.status_int, answered.json["code"]) == (403, "not_asked")


def test_answers_are_kept_by_no_cache(client, municipality):
    for answered in (
        client.rest("official", "GET", "/@conduct-duties"),
        _answer(client, municipality),
    ):
        assert "no-store" in answered.headers["Cache-Control"]


def test_an_answer_that_was_not_seen_is_not_overwritten(client, municipality):
    first = _answer(client, municipality, kind="objected", words="Nej.", seen="")
    assert first.status_int == 201
    late = _answer(client, municipality, seen="")
    assert (late.status_int, late.json["code"]) == (409, "other_answer_stands")
    assert len(_entries(municipality)) == 1
    assert _answer(client, municipality, seen=first.json["id"]).status_int == 201

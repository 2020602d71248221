"""What was recorded, over REST: receipts, the record itself, coverage."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.ledger import proof
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.ledger import sealing

import json
import pytest


WORDS = "Jag vill att punkt 2 stryks"


@pytest.fixture
def answered(municipality):
    """The official objected in words; the leader has not answered."""
    shown = show(municipality.edition, "sv")
    hashes = (municipality.edition.manifest_hash, shown.statement_hash)
    with municipality.acting("official"):
        entry = answer(municipality.edition, Answer("objected", "sv", *hashes, WORDS))
    municipality.entry = entry
    return f"/@conduct-receipt/{entry.stream:08x}-{entry.seq}"


def _receipt(client, answered):
    return client.rest("official", "GET", answered).json


def _check(client, receipt, role="official"):
    return client.rest(role, "POST", "/@conduct-receipt", receipt)


def test_a_receipt_is_sound_by_itself(client, answered):
    assert proof.verify_receipt(_receipt(client, answered)) == []


def test_a_receipt_carries_the_seal_once_there_is_one(client, answered):
    assert _receipt(client, answered)["seal"] is None
    assert sealing.seal() is not None
    receipt = _receipt(client, answered)
    assert receipt["seal"]["number"] == 1
    assert proof.verify_receipt(receipt) == []


@pytest.mark.parametrize(
    "role", ["member", "leader", "publisher", "manager", "auditor"]
)
def test_nobody_fetches_the_receipt_of_another(client, answered, role):
    found = client.rest(role, "GET", answered)
    assert (found.status_int, found.json["code"]) == (404, "no_entry")


def test_the_registrar_fetches_any_receipt(client, answered):
    assert client.rest("registrar", "GET", answered).status_int == 200


@pytest.mark.parametrize("name", ["1-1", "zz-1", "-", "1-99", "ffffffffff-1", ""])
def test_a_receipt_that_is_none_is_not_found(client, answered, name):
    found = client.rest("official", "GET", f"/@conduct-receipt/{name}")
    assert (found.status_int, found.json["code"]) == (404, "no_entry")


def test_anonymous_learns_nothing_of_receipts(client, answered):
    assert client.rest("anonymous", "GET", answered).status_int == 401
    assert _check(client, {}, "anonymous").status_int == 401


def test_anybody_who_is_logged_in_can_check_a_receipt(client, answered):
    receipt = _receipt(client, answered)
    assert _check(client, receipt, "member").json == {"sound": True, "faults": []}


def _changed(receipt, path, value):
    made = json.loads(json.dumps(receipt))
    *way, last = path
    at = made
    for step in way:
        at = at[step]
    at[last] = value
    return made


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("entry", "kind"), "committed", "chain"),
        (("entry", "when"), 1, "chain"),
        (("details", "words"), "Jag håller med", "details"),
        (("edition", "manifest_hash"), "0" * 64, "edition"),
        (("chain",), "0" * 64, "not_here"),
        (("ledger",), "0" * 32, "not_here"),
    ],
)
def test_a_receipt_that_was_changed_is_not_sound(client, answered, path, value, code):
    found = _check(client, _changed(_receipt(client, answered), path, value)).json
    assert found["sound"] is False
    assert code in [each["code"] for each in found["faults"]]


def test_a_receipt_that_agrees_with_itself_but_not_with_the_record_is_not_sound(
    client, answered
):
    """Forged from scratch: no seal yet, so only the record can tell."""
    forged = _receipt(client, answered)
    forged["entry"]["kind"] = "committed"
    forged["chain"] = proof.chain(forged["previous"], forged["entry"])
    assert proof.verify_receipt(forged) == []
    found = _check(client, forged).json
    assert [each["code"] for each in found["faults"]] == ["not_here"]


def test_a_seal_that_was_never_kept_is_not_sound(client, answered, tmp_path):
    sealing.seal()
    receipt = _receipt(client, answered)
    (tmp_path / "seals.jsonl").write_text("")
    found = _check(client, receipt).json
    assert [each["code"] for each in found["faults"]] == ["seal_unknown"]


def test_a_damaged_line_of_the_seals_is_named_and_blames_no_receipt(
    client, municipality, answered, tmp_path
):
    sealing.seal()
    receipt = _receipt(client, answered)
    kept = tmp_path / "seals.jsonl"
    line = json.loads(kept.read_text())
    del line["digest"]
    kept.write_text(json.dumps(line) + "\n")
    assert _check(client, receipt).status_int == 200
    hub = municipality.hub.absolute_url()
    assert client.page("auditor", f"{hub}/@@conduct-ledger").status_int == 200
    found = client.page("auditor", f"{hub}/@@conduct-seals.jsonl")
    assert found.status_int == 503
    assert "Line 1 of the file of seals is damaged." in found.text


def test_what_is_no_receipt_is_refused_without_repeating_it(client, answered):
    found = _check(client, {"format": "conduct-receipt/1", "person": WORDS})
    assert (found.status_int, found.json["code"]) == (400, "not_a_receipt")
    assert WORDS not in found.text


def test_the_auditor_takes_the_record_without_words_and_names(
    client, municipality, answered
):
    sealing.seal()
    found = client.rest("auditor", "GET", "/@conduct-ledger")
    assert proof.verify_ledger(found.json) == []
    assert found.json["streams"][str(municipality.people["official"])]
    for private in (WORDS, "Lind", "official"):
        assert private not in found.text
    every = [each for entries in found.json["streams"].values() for each in entries]
    assert {each["salt"] for each in every} == {""}


def test_the_record_agrees_with_the_kept_seals(client, municipality, answered):
    sealing.seal()
    record = client.rest("auditor", "GET", "/@conduct-ledger").json
    kept = client.rest("auditor", "GET", "/@conduct-ledger/seals").json
    assert len(kept) == 1
    assert proof.verify_ledger(record, kept) == []
    assert proof.unsealed(record) == 0


def test_the_record_has_no_other_part(client, answered):
    found = client.rest("auditor", "GET", "/@conduct-ledger/words")
    assert (found.status_int, found.json["code"]) == (404, "no_page")


@pytest.mark.parametrize("path", ["/@conduct-ledger", "/@conduct-ledger/seals"])
@pytest.mark.parametrize(
    "role",
    ["anonymous", "member", "official", "leader", "publisher", "registrar", "manager"],
)
def test_only_the_auditor_takes_the_record(client, answered, role, path):
    assert client.rest(role, "GET", path).status_int in (401, 403)


def test_without_a_home_the_kept_seals_are_unavailable(client, answered, monkeypatch):
    monkeypatch.delenv("CONDUCT_HOME")
    found = client.rest("auditor", "GET", "/@conduct-ledger/seals")
    assert (found.status_int, found.json["code"]) == (503, "no_home")


def _coverage(client, municipality, role):
    return client.rest(
        role, "GET", f"{municipality.edition.absolute_url()}/@conduct-coverage"
    )


def test_coverage_names_who_has_not_answered(client, municipality, answered):
    found = _coverage(client, municipality, "registrar").json
    assert found["figures"] == {
        "asked": 2,
        "answered": 1,
        "by_outcome": {"objected": 1, "none": 1},
    }
    assert [(each["name"], each["outcome"]) for each in found["lines"]] == [
        ("Leader Lind", "none"),
        ("Official Lind", "objected"),
    ]
    assert found["bodies"] == {"ks": found["figures"]}
    assert found["parties"] == {"S": found["figures"]}


def test_coverage_tells_nothing_of_what_was_written(client, municipality, answered):
    for role in ("registrar", "secretary", "leader", "auditor"):
        found = _coverage(client, municipality, role)
        assert found.status_int == 200
        assert WORDS not in found.text


@pytest.mark.parametrize("role", ["anonymous", "member", "official", "manager"])
def test_coverage_is_for_those_entitled(client, municipality, answered, role):
    assert _coverage(client, municipality, role).status_int in (401, 403)

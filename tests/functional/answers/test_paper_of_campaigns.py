"""Answers on paper of all whom a campaign asks, with an account or without (A3)."""

from collective.conduct.core.common.errors import Refused
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.ledger.proof import verify_receipt
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.coverage import coverage
from collective.conduct.operations.answers.papers import signers
from collective.conduct.operations.answers.receipts import entry_of
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.obligations import one_duty
from datetime import timedelta
from hashlib import sha256
from tests.support import running_campaign
from tests.support import sample_municipality
from tests.support.reader_browser import answered
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest
import transaction


DAY = timedelta(days=1)
SINCE = TODAY - 30 * DAY
EVERYBODY = ("conduct:officials", "conduct:candidates", "conduct:employed")
SCAN = sha256(b"%PDF-1.7 namnlista").hexdigest()
PAPER = Paper(SCAN, "Pärm 3", "2027-03-10")
UNDERTAKING = (("sv", "Jag lovar att följa koden om jag blir vald."),)


@pytest.fixture
def campaign(municipality):
    """A campaign that asks everybody for a commitment."""
    municipality.facts = running_campaign.put_facts(
        municipality, kind="commit", plus=EVERYBODY, undertaking=UNDERTAKING
    )
    return municipality.facts


@pytest.fixture
def candidate(municipality):
    """A candidate for the board, who has no account."""
    return _without_account("Kim Kandidat", "ks", "candidate")


def _without_account(name, body, office="ordinary"):
    person = getUtility(IRegister).enrol(name=name)
    sample_municipality.hold(Mandate(person, body, office, "S", SINCE))
    return person


def _record(municipality, people, kind="committed", role="registrar", paper=PAPER):
    with municipality.acting(role):
        return record_on_behalf(municipality.edition, people, kind, paper)


def _names(municipality, role):
    with municipality.acting(role):
        return {each.name for each in signers(municipality.edition)}


def test_one_scan_registers_23_answers(app, client, municipality, campaign):
    people = [_without_account(f"Ledamot {n:02}", "bun") for n in range(23)]
    page = Reader(app, "registrar").open(
        municipality.edition, "@@record-answers?all_of=bun&waiting=1"
    )
    boxes = page.browser.getControl(name="people")
    assert {int(each) for each in boxes.value} == set(people)
    page.browser.getControl(name="kind").value = ["committed"]
    page.browser.getControl(name="signed_on").value = "2027-03-10"
    scan = page.browser.getControl(name="scan")
    scan.add_file(b"%PDF-1.7 namnlista", "application/pdf", "lista.pdf")
    page.browser.getControl("Record the answers").click()
    transaction.begin()
    ledger = getUtility(ILedger)
    entries = [
        ledger.last_answer(each, municipality.edition.manifest_hash) for each in people
    ]
    assert {each.details["paper"] for each in entries} == {SCAN}
    assert {(each.kind, each.campaign) for each in entries} == {
        ("committed", campaign.uid)
    }


def test_candidates_and_employees_stand_on_the_list_of_a_campaign(
    app, municipality, candidate
):
    assert "Kim Kandidat" not in _names(municipality, "registrar")
    running_campaign.put_facts(municipality, plus=EVERYBODY)
    page = Reader(app, "registrar").open(municipality.edition, "@@record-answers")
    assert "Kim Kandidat" in page.words and "(S, Candidate)" in page.words
    assert "Participant Lind" in page.words and "In no body" in page.words


def test_whom_nobody_asks_cannot_be_recorded(municipality, candidate):
    with pytest.raises(Refused) as refused:
        _record(municipality, [candidate])
    assert refused.value.code == "not_asked"


def test_a_secretary_sees_and_records_members_and_candidates_of_her_body(
    municipality, campaign, candidate
):
    other = _without_account("Kim Annan", "bun", "candidate")
    assert _names(municipality, "secretary") == {
        "Kim Kandidat",
        "Official Lind",
        "Leader Lind",
    }
    assert len(_record(municipality, [candidate], role="secretary")) == 1
    for person in (other, municipality.people["participant"]):
        with pytest.raises(Refused) as refused:
            _record(municipality, [person], role="secretary")
        assert refused.value.code == "other_body"


def test_a_promise_of_a_candidate_follows_into_the_mandate(
    municipality, campaign, candidate
):
    """A3: what was signed before the election holds when the seat is taken."""
    (entry,) = _record(municipality, [candidate])
    assert entry.campaign == campaign.uid
    municipality.clock.pass_days(30)
    sample_municipality.hold(
        Mandate(candidate, "ks", "ordinary", "S", municipality.clock.today())
    )
    rows = getUtility(IEditionIndex).of(municipality.document.UID())
    owed = one_duty(candidate, rows)
    assert (owed.state, owed.outcome) == ("answered", "committed")
    with municipality.acting("registrar"):
        lines = {each.name: each.outcome for each in coverage(municipality.edition)}
    assert lines["Kim Kandidat"] == "committed"


def test_the_receipt_of_a_paper_holds_what_the_campaign_asked(
    municipality, campaign, candidate
):
    (entry,) = _record(municipality, [candidate])
    with municipality.acting("registrar"):
        made = receipt(entry_of(receipt_id(entry)))
    assert made["statement"]["undertaking"] == UNDERTAKING[0][1]
    assert verify_receipt(made) == []


def test_a_paper_takes_the_place_of_no_words_unless_more_is_asked(municipality):
    answered(municipality, "official")
    assert _record(municipality, [municipality.people["official"]]) == []
    running_campaign.put_facts(municipality, kind="commit")
    (entry,) = _record(municipality, [municipality.people["official"]])
    assert entry.kind == "committed"
    assert _record(municipality, [municipality.people["official"]]) == []


def test_the_list_says_who_is_asked_again_and_lets_nobody_else_through(
    app, municipality
):
    answered(municipality, "official")
    answered(municipality, "leader", "committed")
    running_campaign.put_facts(municipality, kind="commit")
    page = Reader(app, "registrar").open(
        municipality.edition, "@@record-answers?waiting=1"
    )
    assert "Has read it, is asked again" in page.words
    assert "Leader Lind" not in page.words


def test_a_member_who_holds_a_function_stands_in_the_body_alone(municipality, campaign):
    sample_municipality.hold(
        Function(municipality.people["official"], "employee", start=SINCE)
    )
    with municipality.acting("registrar"):
        found = [
            each for each in signers(municipality.edition) if "Official" in each.name
        ]
    assert [each.body for each in found] == ["ks"]


def test_papers_are_recorded_over_rest(client, municipality, campaign, candidate):
    url = f"{municipality.edition.absolute_url()}/@conduct-papers"
    people = client.rest("secretary", "GET", url).json["people"]
    assert "Kim Kandidat" in {each["name"] for each in people}
    sent = {
        "people": [candidate],
        "kind": "committed",
        "scan": SCAN,
        "reference": "Pärm 3",
        "signed_on": "2027-03-10",
    }
    made = client.rest("secretary", "POST", url, sent)
    assert made.status_int == 201
    assert [each["person"] for each in made.json["recorded"]] == [candidate]
    again = client.rest("secretary", "POST", url, sent)
    assert (again.status_int, again.json) == (200, {"recorded": []})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"people": ["1"]}, "field"),
        ({"people": "alla"}, "field"),
        ({"people": [True]}, "field"),
        ({"scan": "lista.pdf"}, "field"),
        ({"people": []}, "nobody_chosen"),
    ],
)
def test_odd_papers_are_refused_and_nothing_is_written(
    client, municipality, campaign, candidate, wrong, code
):
    url = f"{municipality.edition.absolute_url()}/@conduct-papers"
    sent = {"people": [candidate], "kind": "committed", "scan": SCAN} | wrong
    found = client.rest("registrar", "POST", url, sent)
    assert (found.status_int, found.json["code"]) == (400, code)
    assert list(getUtility(ILedger).entries(candidate)) == []


@pytest.mark.parametrize("role", ["member", "official", "leader", "publisher"])
def test_papers_are_closed_to_others(client, municipality, campaign, role):
    url = f"{municipality.edition.absolute_url()}/@conduct-papers"
    assert client.rest(role, "GET", url).status_int == 401
    assert client.rest(role, "POST", url, {}).status_int == 401

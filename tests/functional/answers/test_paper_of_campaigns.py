"""Answers on paper of all whom a campaign asks, with an account or without (A3)."""

from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IShelf
from collective.conduct.core.mandates import Function
from collective.conduct.core.mandates import Mandate
from collective.conduct.core.proof import verify_receipt
from collective.conduct.operations.answers import Paper
from collective.conduct.operations.answers import record_on_behalf
from collective.conduct.operations.coverage import coverage
from collective.conduct.operations.obligations import one_duty
from collective.conduct.operations.papers import signers
from collective.conduct.operations.receipts import entry_of
from collective.conduct.operations.receipts import receipt
from collective.conduct.operations.receipts import receipt_id
from datetime import timedelta
from hashlib import sha256
from tests.support import campaign_facts as campaigning
from tests.support import sample_municipality as town
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
def campaign(built):
    """A campaign that asks everybody for a commitment."""
    built.facts = campaigning.launched(
        built, kind="commit", plus=EVERYBODY, undertaking=UNDERTAKING
    )
    return built.facts


@pytest.fixture
def candidate(built):
    """A candidate for the board, who has no account."""
    return _without_account("Kim Kandidat", "ks", "candidate")


def _without_account(name, body, office="ordinary"):
    person = getUtility(IRegister).enrol(name=name)
    town.hold(Mandate(person, body, office, "S", SINCE))
    return person


def _record(built, people, kind="committed", role="registrar", paper=PAPER):
    with built.acting(role):
        return record_on_behalf(built.edition, people, kind, paper)


def _names(built, role):
    with built.acting(role):
        return {each.name for each in signers(built.edition)}


def test_one_scan_registers_23_answers(app, client, built, campaign):
    people = [_without_account(f"Ledamot {n:02}", "bun") for n in range(23)]
    page = Reader(app, "registrar").open(
        built.edition, "@@record-answers?all_of=bun&waiting=1"
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
    entries = [ledger.last_answer(each, built.edition.manifest_hash) for each in people]
    assert {each.details["paper"] for each in entries} == {SCAN}
    assert {(each.kind, each.campaign) for each in entries} == {
        ("committed", campaign.uid)
    }


def test_candidates_and_employees_stand_on_the_list_of_a_campaign(
    app, built, candidate
):
    assert "Kim Kandidat" not in _names(built, "registrar")
    campaigning.launched(built, plus=EVERYBODY)
    page = Reader(app, "registrar").open(built.edition, "@@record-answers")
    assert "Kim Kandidat" in page.words and "(S, Candidate)" in page.words
    assert "Participant Lind" in page.words and "In no body" in page.words


def test_whom_nobody_asks_cannot_be_recorded(built, candidate):
    with pytest.raises(Refused) as refused:
        _record(built, [candidate])
    assert refused.value.code == "not_asked"


def test_a_secretary_sees_and_records_members_and_candidates_of_her_body(
    built, campaign, candidate
):
    other = _without_account("Kim Annan", "bun", "candidate")
    assert _names(built, "secretary") == {
        "Kim Kandidat",
        "Official Lind",
        "Leader Lind",
    }
    assert len(_record(built, [candidate], role="secretary")) == 1
    for person in (other, built.people["participant"]):
        with pytest.raises(Refused) as refused:
            _record(built, [person], role="secretary")
        assert refused.value.code == "other_body"


def test_a_promise_of_a_candidate_follows_into_the_mandate(built, campaign, candidate):
    """A3: what was signed before the election holds when the seat is taken."""
    (entry,) = _record(built, [candidate])
    assert entry.campaign == campaign.uid
    built.clock.pass_days(30)
    town.hold(Mandate(candidate, "ks", "ordinary", "S", built.clock.today()))
    rows = getUtility(IShelf).of(built.document.UID())
    owed = one_duty(candidate, rows)
    assert (owed.state, owed.outcome) == ("answered", "committed")
    with built.acting("registrar"):
        lines = {each.name: each.outcome for each in coverage(built.edition)}
    assert lines["Kim Kandidat"] == "committed"


def test_the_receipt_of_a_paper_holds_what_the_campaign_asked(
    built, campaign, candidate
):
    (entry,) = _record(built, [candidate])
    with built.acting("registrar"):
        made = receipt(entry_of(receipt_id(entry)))
    assert made["statement"]["undertaking"] == UNDERTAKING[0][1]
    assert verify_receipt(made) == []


def test_a_paper_takes_the_place_of_no_words_unless_more_is_asked(built):
    answered(built, "official")
    assert _record(built, [built.people["official"]]) == []
    campaigning.launched(built, kind="commit")
    (entry,) = _record(built, [built.people["official"]])
    assert entry.kind == "committed"
    assert _record(built, [built.people["official"]]) == []


def test_the_list_says_who_is_asked_again_and_lets_nobody_else_through(app, built):
    answered(built, "official")
    answered(built, "leader", "committed")
    campaigning.launched(built, kind="commit")
    page = Reader(app, "registrar").open(built.edition, "@@record-answers?waiting=1")
    assert "Has read it, is asked again" in page.words
    assert "Leader Lind" not in page.words


def test_a_member_who_holds_a_function_stands_in_the_body_alone(built, campaign):
    town.hold(Function(built.people["official"], "employee", start=SINCE))
    with built.acting("registrar"):
        found = [each for each in signers(built.edition) if "Official" in each.name]
    assert [each.body for each in found] == ["ks"]


def test_papers_are_recorded_over_rest(client, built, campaign, candidate):
    url = f"{built.edition.absolute_url()}/@conduct-papers"
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
    client, built, campaign, candidate, wrong, code
):
    url = f"{built.edition.absolute_url()}/@conduct-papers"
    sent = {"people": [candidate], "kind": "committed", "scan": SCAN} | wrong
    found = client.rest("registrar", "POST", url, sent)
    assert (found.status_int, found.json["code"]) == (400, code)
    assert list(getUtility(ILedger).entries(candidate)) == []


@pytest.mark.parametrize("role", ["member", "official", "leader", "publisher"])
def test_papers_are_closed_to_others(client, built, campaign, role):
    url = f"{built.edition.absolute_url()}/@conduct-papers"
    assert client.rest(role, "GET", url).status_int == 401
    assert client.rest(role, "POST", url, {}).status_int == 401


@pytest.fixture
def app(functional):
    return functional["app"]

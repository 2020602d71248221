"""Nobody is left to read it: pages without JavaScript, and REST (TRUST 5, 9)."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.summary import facts_of
from plone import api
from tests.functional.reports.test_reports import Reporter
from tests.support import handlers
from tests.support import sample_municipality
from tests.support import site_crawl
from zope.component import getUtility

import pytest
import transaction


READERS = ("hrchef", "hrsub", "office", "head", "legal")
NUMBER = "0123-45 67"


@pytest.fixture
def page(app):
    return Reporter(app)


@pytest.fixture
def no_reader(open_intake):
    """All who handled reports have left; there is a number to call."""
    sample_municipality.leave(*(open_intake.people[each] for each in READERS))
    with open_intake.acting("registrar"):
        api.content.create(
            open_intake.hub, "ConductChannel", title="Jouren", phone=NUMBER
        )
    transaction.commit()
    return open_intake


def the_case():
    transaction.begin()
    (facts,) = getUtility(ICases).everything()
    return facts.case


def come_back(page, municipality, words):
    page.open(municipality.hub, "@@report-status").write("words", words)
    return page.press("Show my report")


def test_the_form_says_beforehand_that_nobody_reads_and_whom_to_call(no_reader, page):
    page.open(no_reader.hub, "@@report")
    assert "Reports cannot be received here" not in page.words
    page.begin(no_reader)
    assert not page.names
    assert "Nobody who handles reports can read it just now." in page.words
    assert NUMBER in page.words and "two together choose somebody" in page.words
    page.press("Go on")
    assert "sealed for the holders of escrow keys" in page.words
    page.write("q-what", "Han skriker åt mig.")
    page.press("Send it, sealed for the holders of escrow keys")
    words = " ".join(page.seven)
    assert len(page.seven) == 7 and "Nobody can read it yet." in page.words
    page.press("I have written them down")
    assert "Nobody can read it yet." in page.words
    assert "Those who can read it are told by mail" not in page.words
    case = the_case()
    assert not getUtility(IVault).readers(case) and getUtility(IVault).escrow(case)
    come_back(page, no_reader, words)
    assert "Nobody yet." in page.words
    assert "Escrow1 Ek, Escrow2 Ek, Escrow3 Ek" in page.words
    assert "Han skriker åt mig." in page.words


def test_without_a_pair_it_can_only_be_kept_and_that_is_named(no_reader, page):
    page.begin(no_reader).press("Go on")
    about = [no_reader.people[each] for each in ("escrow1", "escrow2")]
    page = _posted(page, no_reader, about)
    assert "It cannot be sent now." in page.words and NUMBER in page.words
    assert not page.find("button[value=send]")
    assert "Keep it: it is not sent by that" in page.words
    page.write("q-what", "Kvar.").press("Only keep it for now")
    assert "It is kept, not sent." in page.words and len(page.seven) == 7
    assert not list(getUtility(ICases).everything())


def _posted(page, municipality, about):
    """Name people whom the form finds by a search, and go on to the second step."""
    page.begin(municipality)
    for person in about:
        name = {n: p for p, n in municipality.people.items()}[person]
        page.write("search", name).press("Find")
        page.tick("about", person)
    return page.press("Go on")


def test_readers_without_a_pair_are_told_before_sending_and_after(open_intake, page):
    about = [open_intake.people[each] for each in ("escrow1", "escrow2")]
    page = _posted(page, open_intake, about)
    assert "that cannot be mended" in page.words
    page.write("q-what", "Ord.").press("Send it to those who are ticked")
    words = " ".join(page.seven)
    assert "that cannot be mended" in page.words
    come_back(page, open_intake, words)
    assert "that cannot be mended" in page.words
    assert not getUtility(IVault).escrow(the_case())


@pytest.fixture
def short_staff(open_intake):
    """Two readers hold the only other escrow keys."""
    for name in ("escrow1", "escrow2"):
        sample_municipality.leave(open_intake.people[name])
    for name in ("head", "office"):
        row = Function(open_intake.people[name], "escrow_holder", start=handlers.SINCE)
        sample_municipality.hold(row)
    handlers.confirm_everybody(open_intake.vaults)
    transaction.commit()
    return open_intake


def test_a_tick_that_takes_the_last_pair_is_asked_about_first(short_staff, page):
    page.begin(short_staff).press("Go on").write("q-what", "Ord.")
    assert "cannot be mended" not in page.words
    page.browser.getControl(name="recipient").value = [
        str(short_staff.people["hrchef"])
    ]
    page.press("Send it to those who are ticked")
    assert "Nothing was sent yet." in page.words
    assert "cannot be mended" in page.words and not page.seven
    assert not list(getUtility(ICases).everything())
    page.press("Send it to those who are ticked")
    assert len(page.seven) == 7 and not getUtility(IVault).escrow(the_case())


def test_the_reporter_lets_somebody_read_it_after_all(open_intake, page):
    office = open_intake.people["office"]
    page.begin(open_intake).press("Go on").write("q-what", "Ord.")
    page.browser.getControl(name="recipient").value = [str(open_intake.people["head"])]
    page.press("Send it to those who are ticked")
    words = " ".join(page.seven)
    come_back(page, open_intake, words)
    page.press("You did not choose Office Ek. Let them read it after all?")
    assert office in facts_of(the_case()).excluded  # it only asks
    page.press("Yes, let them read it after all")
    assert "Those who read your report can now let them in." in page.words
    assert "You said that Office Ek, whom you had not chosen, may read it" in page.words
    assert not [e for e in page.find("button") if "You did not choose Office" in e]
    assert office not in facts_of(the_case()).excluded


def test_whom_it_concerns_notices_nothing_of_a_report_without_a_reader(
    no_reader, client, ask
):
    """A holder of an escrow key whom it concerns sees the same, before and after."""
    hub = no_reader.hub.absolute_url()
    views = ("@@report", "@@report-form?form=harassment", "@@escrow", "@@desk")

    def seen():
        found = [client.page("escrow1", f"{hub}/{view}") for view in views]
        shown = [site_crawl.comparable_response(each) for each in found]
        return shown, ask("report", report(preview=True))

    seen()  # what is made on first use is made
    before, about = seen(), [no_reader.people["escrow1"]]
    assert ask("report", report(about=about))[0] == 201
    assert seen() == before


# over REST


@pytest.fixture
def ask(client, municipality):
    def ask(name, data):
        path = f"{municipality.hub.absolute_url()}/@conduct-{name}"
        answered = client.rest("anonymous", "POST", path, data)
        return answered.status_int, answered.json

    return ask


def report(**values) -> dict:
    given = {"form": "harassment", "nonce": "n" * 32, "answers": {"what": "Ord"}}
    return {**given, **values}


def test_a_program_is_told_beforehand_and_afterwards(no_reader, ask):
    status, found = ask("report", report(preview=True))
    assert (status, found["recipients"], found["sealed_for"]) == (200, [], "escrow")
    assert found["message"].startswith("Nobody who handles reports can read it")
    assert NUMBER in {each["phone"] for each in found["contacts"]}
    status, found = ask("report", report())
    assert (status, found["sealed_for"]) == (201, "escrow")
    assert found["message"].startswith("Nobody can read it yet.")
    status, shown = ask("report-status", {"receipt": found["receipt"]})
    assert (shown["readers"], shown["sealed_for"]) == ([], "escrow")
    assert shown["holders"] == ["Escrow1 Ek", "Escrow2 Ek", "Escrow3 Ek"]
    about = [no_reader.people[each] for each in ("escrow1", "escrow2")]
    found = ask("report", report(preview=True, about=about))[1]
    assert found["sealed_for"] == "nobody" and found["contacts"]
    status, found = ask("report", report(about=about, nonce="m" * 32))
    assert (status, found["code"]) == (503, "nobody_left") and found["contacts"]


def test_a_program_chooses_somebody_after_all(open_intake, ask):
    people = open_intake.people
    sent = ask("report", report(recipients=[people["hrchef"]]))[1]
    named = {"receipt": sent["receipt"], "person": people["office"]}
    for wrong in ({**named, "receipt": "a b c d e f g"}, {"person": people["office"]}):
        assert ask("report-choose", wrong)[0] == 404
    assert ask("report-choose", {**named, "person": people["legal"]})[0] == 400
    status, found = ask("report-choose", named)
    assert status == 200
    assert found["unticked"] == [{"person": people["head"], "name": "Head Ek"}]
    assert [each["event"] for each in found["facts"]] == ["chosen_after_all"]
    assert people["office"] not in facts_of(the_case()).excluded

"""The pages of campaigns: plan, launch, follow, remind, let off, close."""

from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.campaigns import launch
from datetime import timedelta
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from tests.functional.answers.test_staff_coverage import csv_rows
from tests.functional.answers.test_staff_coverage import give
from tests.support import sample_municipality
from tests.support.sample_municipality import TODAY
from tests.support.staff_browser import words
from zope.component import getUtility

import pytest
import transaction


@pytest.fixture
def edition(staff):
    return staff.adopt()


@pytest.fixture
def plan(staff, edition):
    made = sample_municipality.plan(
        staff.municipality, staff.code, title="Alla läser koden"
    )
    transaction.commit()
    return made


@pytest.fixture
def running(staff, edition, plan):
    """A campaign that the leader has answered; two others have not."""
    with staff.acting("registrar"):
        launch.launch(plan)
    give(staff, edition, "leader", "committed")
    return plan


def people(browser) -> str:
    return browser.contents.split('id="people"')[1]


# planning


def filled(staff, **values):
    browser = staff.open("publisher", staff.hub, "++add++ConductCampaign")
    typed = {
        "form.widgets.IBasic.title": "Alla läser koden",
        "form.widgets.document:list": [staff.code.UID()],
        "form.widgets.plus:list": ["conduct:officials"],
        "form.widgets.start": TODAY.isoformat(),
        "form.widgets.due": (TODAY + timedelta(days=30)).isoformat(),
    }
    for name, value in (typed | values).items():
        control = browser.getControl(name=name)
        control.value = value
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    return browser


def test_a_campaign_is_planned_in_one_form(staff, edition):
    browser = filled(
        staff,
        **{
            "form.widgets.kind": ["commit"],
            "form.widgets.minus:list": ["conduct:body:bun"],
            "form.widgets.ladder:list": ["-14", "0"],
            "form.widgets.undertaking_sv": "Jag lovar att lyssna.",
        },
    )
    assert "Planned" in words(browser)
    (made,) = [
        each
        for each in staff.hub.objectValues()
        if each.portal_type == "ConductCampaign"
    ]
    facts = launch.facts_of(made)
    assert (facts.kind, facts.ladder) == ("commit", (-14, 0))
    assert (facts.plus, facts.minus) == (("conduct:officials",), ("conduct:body:bun",))
    assert facts.undertaking == (("sv", "Jag lovar att lyssna."),)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("form.widgets.due", "2027-03-01", "The last day to answer lies before"),
        ("form.widgets.plus:list", [], "Required input is missing"),
        ("form.widgets.joiner_days", "-3", "too small"),
        ("form.widgets.embargo_days", "många", "valid integer"),
    ],
)
def test_what_cannot_be_is_said_in_the_form_and_nothing_is_lost(
    staff, edition, name, value, sentence
):
    browser = filled(staff, **{name: value})
    assert sentence in words(browser)
    title = browser.getControl(name="form.widgets.IBasic.title").value
    assert title == "Alla läser koden"


def test_a_plan_is_seen_by_its_authors_alone(staff, plan):
    assert "Planned" in words(staff.open("registrar", plan))
    for role in ("secretary", "auditor", "leader", "official", "manager"):
        assert "Alla läser koden" not in staff.open(role, plan).contents
        listed = staff.open(role, staff.hub, "@@campaigns").contents
        assert "Alla läser koden" not in listed


# launching


def test_the_launch_says_first_who_how_many_and_what_they_get(staff, plan):
    browser = staff.open("registrar", plan, "@@launch")
    found = words(browser)
    assert "<dt>People who are asked</dt> <dd>3</dd>" in found
    assert "9 April 2027" in found
    assert "7 days before the last day" in found
    browser.getControl(name="sure").value = True
    browser.getControl("Launch it").click()
    assert "The campaign runs." in browser.contents
    transaction.begin()
    assert getUtility(ICampaigns).get(plan.UID()).state == "running"


def test_a_launch_without_the_tick_does_nothing(staff, plan):
    browser = staff.open("registrar", plan, "@@launch")
    browser.getControl("Launch it").click()
    assert "Tick that you have read" in words(browser)
    transaction.begin()
    assert api.content.get_state(plan) == "planned"


def test_what_stands_in_the_way_of_a_launch_is_said(staff, edition):
    plan = sample_municipality.plan(
        staff.municipality, staff.code, plus=["conduct:candidates"]
    )
    transaction.commit()
    browser = staff.open("registrar", plan, "@@launch")
    assert "Nobody is in these groups" in words(browser)
    browser.getControl(name="sure").value = True
    browser.getControl("Launch it").click()
    assert "Nobody is in these groups" in words(browser)
    assert browser.headers["status"].startswith("400")


@pytest.mark.parametrize("role", ["secretary", "auditor", "leader", "manager"])
@pytest.mark.parametrize("view", ["launch", "wind-down", "close"])
def test_nobody_else_takes_the_steps(staff, running, role, view):
    browser = staff.open(role, running, f"@@{view}")
    assert 'name="sure"' not in browser.contents


# following


def test_the_list_says_how_each_campaign_goes(staff, running):
    sample_municipality.plan(staff.municipality, staff.code, "nasta", title="Nästa")
    transaction.commit()
    browser = staff.open("registrar", staff.hub, "@@campaigns")
    found = words(browser)
    assert found.index("Alla läser koden") < found.index("Nästa")
    assert "1 of 3" in found and "Who has not answered (2)" in found
    browser.getLink("Who has not answered").click()
    assert "Olle Ek" in people(browser) and ">Leader Lind<" not in people(browser)


def test_the_list_is_empty_until_somebody_plans(staff):
    browser = staff.open("registrar", staff.hub, "@@campaigns")
    assert "There is no campaign yet" in browser.contents
    assert browser.getLink("Plan a campaign").url.endswith("++add++ConductCampaign")
    for role in ("official", "member"):
        refused = staff.open(role, staff.hub, "@@campaigns")
        assert "There is no campaign yet" not in refused.contents


def test_the_page_says_what_is_asked_and_how_it_stands(staff, running):
    found = words(staff.open("registrar", running))
    assert "It asks those below to read «Uppförandekod»" in found
    assert "<strong>1</strong> of <strong>3</strong> have answered" in found
    assert "All elected officials" in found
    assert 'class="conduct-bar-answered"' in found


def test_who_has_not_is_one_click_away(staff, running):
    browser = staff.open("registrar", running)
    browser.getLink("Who has not answered (2)").click()
    assert "Olle Ek" in people(browser) and ">Leader Lind<" not in people(browser)
    assert browser.headers["Cache-Control"] == "private, no-store"


def test_a_secretary_and_a_leader_see_their_own_people_and_figures(staff, running):
    for role in ("secretary", "leader"):
        browser = staff.open(role, running)
        assert "Olle Ek" not in browser.contents
        assert "<strong>1</strong> of <strong>2</strong>" in words(browser)
        assert "Barnnämnden" not in browser.contents
        listed = words(staff.open(role, staff.hub, "@@campaigns"))
        assert "1 of 2" in listed and "1 of 3" not in listed


@pytest.mark.parametrize("role", ["official", "member", "manager", None])
def test_the_names_are_not_for_others(staff, running, role):
    for view in ("", "@@people.csv", "@@waive", "@@remind"):
        assert "Olle Ek" not in str(staff.open(role, running, view).contents)


def test_the_list_leaves_as_csv_and_for_excel(staff, running):
    browser = staff.open("registrar", running, "@@people.csv", outcome="waiting")
    assert csv_rows(browser) == [
        ["Name", "Body", "Party", "How it stands", "Last day to answer"],
        ["Official Lind", "Kommunstyrelsen", "S"]
        + ["Has not answered yet", "9 April 2027"],
        ["Olle Ek", "Barnnämnden", "Ängen", "Has not answered yet", "9 April 2027"],
    ]
    browser = staff.open("secretary", running, "@@people.xlsx")
    sheet = load_workbook(BytesIO(browser._response.body)).active
    assert [cell.value for cell in sheet["A"]] == [
        "Name",
        "Leader Lind",
        "Official Lind",
    ]


def test_the_list_sorts_by_every_column(staff, running):
    for column in ("name", "body", "party", "outcome", "due"):
        browser = staff.open("registrar", running, sort=column)
        assert 'aria-sort="ascending"' in people(browser)


# those who have not answered


def number(login) -> str:
    return str(getUtility(IRegister).person_of(login))


def test_somebody_is_let_off_with_a_reason(staff, running):
    browser = staff.open("secretary", running, "@@waive")
    assert "Olle Ek" not in browser.contents and "Leader Lind" not in browser.contents
    browser.getControl(name="people").value = [number("official")]
    browser.getControl(name="reason").value = "Tjänstledig till valet."
    browser.getControl("Let them off").click()
    assert "1 people need not answer." in browser.contents
    transaction.begin()
    person = getUtility(IRegister).person_of("official")
    entry = list(getUtility(ILedger).entries(person))[-1]
    assert (entry.kind, entry.details) == (
        "waived",
        {"reason": "Tjänstledig till valet."},
    )
    assert "Need not answer" in people(staff.open("registrar", running))


def test_a_waiver_without_a_reason_keeps_the_ticks(staff, running):
    browser = staff.open("registrar", running, "@@waive")
    browser.getControl(name="people").value = [number("official2")]
    browser.getControl("Let them off").click()
    assert 'id="reason-wrong"' in browser.contents
    assert browser.getControl(name="people").value == [number("official2")]


def test_the_people_to_let_off_are_narrowed_to_a_body(staff, running):
    browser = staff.open("registrar", running, "@@waive", body="bun")
    assert "Olle Ek" in browser.contents and "Official Lind" not in browser.contents


def test_those_who_have_not_answered_are_reminded(staff, running):
    browser = staff.open("registrar", running, "@@remind")
    assert len(browser.getControl(name="people").value) == 2
    browser.getControl("Send the reminders").click()
    assert "2 reminders are on their way" in words(browser)
    browser = staff.open("registrar", running, "@@remind")
    browser.getControl("Send the reminders").click()
    assert "0 reminders are on their way. Reminded earlier today: 2" in words(browser)


@pytest.mark.parametrize("role", ["auditor", "leader"])
def test_who_only_follows_neither_reminds_nor_lets_off(staff, running, role):
    browser = staff.open(role, running)
    assert "@@waive" not in browser.contents and "/remind" not in browser.contents
    for view in ("@@waive", "@@remind"):
        assert 'name="people"' not in staff.open(role, running, view).contents


# the end


def test_a_campaign_is_wound_down_and_closed(staff, running):
    for view, button, state in (
        ("@@wind-down", "Wind it down", "closing"),
        ("@@close", "Close it", "closed"),
    ):
        browser = staff.open("publisher", running, view)
        browser.getControl(name="sure").value = True
        browser.getControl(button).click()
        transaction.begin()
        assert api.content.get_state(running) == state
    found = words(browser)
    assert "Nobody is asked any more" in found
    assert "@@waive" not in found and "/remind" not in found
    assert "1 of 3" in words(staff.open("registrar", staff.hub, "@@campaigns"))


def test_the_home_of_the_registrar_shows_what_runs(staff, running):
    browser = staff.open("registrar", staff.hub)
    assert "Alla läser koden" in browser.contents
    assert "1 of 3" in words(browser)
    assert "Who has not answered (2)" in words(browser)
    assert "Alla läser koden" not in staff.open("official", staff.hub).contents

"""The people of the registers: find one, and all that the registers say."""

from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.registers.rows import end_row
from datetime import date
from datetime import timedelta
from plone import api
from tests.support.reader_browser import answered
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import enrol
from tests.support.sample_municipality import hold
from tests.support.sample_municipality import PASSWORD
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest
import transaction


SINCE = date(2026, 1, 1)


def press(page, name):
    page.browser.getControl(name).click()
    transaction.begin()
    return page


def person(municipality, app, role, by="registrar"):
    return Reader(app, by).open(
        municipality.hub, f"@@person?id={municipality.people[role]}"
    )


def test_people_are_found_by_a_part_of_their_name_that_no_address_holds(
    municipality, app
):
    page = Reader(app, "registrar").open(municipality.hub, "@@people")
    assert len(page.find("tbody th")) == len(municipality.people)
    page.browser.getControl("Part of a name").value = "lind OFFI"
    press(page, "Find")
    assert page.find("tbody th") == ["Official Lind"]
    assert "lind" not in page.url.casefold()
    page.browser.getLink("Official Lind").click()
    assert page.find("h1") == ["Official Lind"]
    assert "lind" not in page.url.casefold()


def test_people_without_an_account_are_listed_by_themselves(municipality, app):
    getUtility(IRegister).enrol(name="Åsa Berg")
    page = Reader(app, "manager").open(municipality.hub, "@@people?account=without")
    assert page.find("tbody th") == ["Åsa Berg"]
    page.open(municipality.hub, "@@people?account=with")
    assert "Åsa Berg" not in page.find("tbody th")


def test_a_long_list_has_pages_also_when_it_was_searched(municipality, app):
    for number in range(60):
        getUtility(IRegister).enrol(name=f"Ny {number:02}")
    page = Reader(app, "registrar").open(municipality.hub, "@@people")
    page.browser.getControl("Part of a name").value = "ny"
    press(page, "Find")
    assert "60 people" in page.words and "Page 1 of 2" in page.words
    press(page, "Next page")
    assert page.find("tbody th")[0] == "Ny 50"
    press(page, "Name")
    assert page.find("tbody th")[0] == "Ny 59"
    assert "ny" not in page.url.rpartition("/")[2].casefold()


def test_a_search_that_finds_nobody_says_what_to_do(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub, "@@people")
    page.browser.getControl("Part of a name").value = "Xerxes"
    press(page, "Find")
    assert "Try a shorter part of the name." in page.words


def test_a_person_has_now_coming_earlier_and_what_was_corrected(municipality, app):
    number, later = municipality.people["official"], TODAY + timedelta(days=30)
    hold(
        Mandate(number, "bun", "chair", "S", SINCE, date(2026, 6, 1)),
        Mandate(number, "bun", "vice_chair", "S", later),
    )
    with municipality.acting("registrar"):
        end_row(
            next(r.row for r in _rows(number) if r.office == "vice_chair"),
            later + timedelta(days=9),
        )
    page = person(municipality, app, "official")
    assert page.find("caption")[:3] == ["Now", "Coming", "Earlier"]
    assert page.find("details caption")[0].startswith("What the register said before")
    assert "Official Lind" in page.words


def _rows(number):
    return getUtility(IRegister).roster().rows_of(number)


def test_a_person_in_two_assemblies_has_two_leaders_and_none_without_a_party(
    municipality, app
):
    number = municipality.people["official"]
    other = enrol("leader2", "Lena Ek")
    hold(
        Mandate(number, "bun", "ordinary", "S", SINCE),
        Mandate(other, "bun", "group_leader", "S", SINCE),
        Mandate(number, "ks", "presidium", "", SINCE),
    )
    page = person(municipality, app, "official")
    assert "Group leader (Barnnämnden) Lena Ek (S)" in page.words
    assert "Group leader (Kommunstyrelsen) Leader Lind (S)" in page.words
    assert "a member without a party has no group leader" in page.words
    assert "Leads the group of S" in person(municipality, app, "leader").words


def test_a_group_without_a_leader_is_said(municipality, app):
    hold(Mandate(municipality.people["member"], "bun", "ordinary", "V", SINCE))
    assert "Nobody is recorded for V" in person(municipality, app, "member").words


def test_staff_see_what_a_person_is_asked_and_administrators_do_not(municipality, app):
    assert (
        "Uppförandekod Has not answered" in person(municipality, app, "official").words
    )
    answered(municipality, "official", "declined")
    assert (
        "Uppförandekod Does not answer" in person(municipality, app, "official").words
    )
    seen = person(municipality, app, "official", by="manager").words
    assert "answer" not in seen.replace("Answers are recorded", "")


def test_a_person_gets_another_name_and_keeps_everything(municipality, app):
    page = person(municipality, app, "official")
    page.browser.getControl(name="name").value = "  Ofelia   Lind "
    press(page, "Change the name")
    assert page.find("h1") == ["Ofelia Lind"]
    assert _rows(municipality.people["official"])


@pytest.mark.parametrize("typed", ["", "   ", "x" * 201])
def test_a_name_that_is_none_is_refused_at_its_field(municipality, app, typed):
    page = person(municipality, app, "official")
    page.browser.getControl(name="name").value = typed
    press(page, "Change the name")
    assert page.find("#name-wrong")
    assert page.find("h1") == ["Official Lind"]


def test_an_account_is_given_once_and_never_anothers(municipality, app):
    municipality.people["berg"] = getUtility(IRegister).enrol(name="Åsa Berg")
    page = person(municipality, app, "berg")
    for login, wrong in (
        ("nobody-here", "There is no account with this log-in name."),
        ("official", "Somebody else has this account."),
    ):
        page.browser.getControl(name="account").value = login
        press(page, "Give this account")
        assert page.find("#account-wrong") == [wrong]
    api.user.create(email="asa@lind.example", username="asa", password=PASSWORD)
    transaction.commit()
    page.browser.getControl(name="account").value = "asa"
    press(page, "Give this account")
    assert getUtility(IRegister).person_of("asa") == municipality.people["berg"]
    assert not page.tree.cssselect('button[value="attach"]')


def test_a_mandate_is_recorded_on_the_page_of_the_person(municipality, app):
    page = person(municipality, app, "member")
    assert "Holds nothing." in page.words
    page.browser.getControl(name="body").value = ["bun"]
    page.browser.getControl(name="office").value = ["chair"]
    press(page, "Record it")
    (row,) = _rows(municipality.people["member"])
    assert (row.body, row.office) == ("bun", "chair")


def test_a_function_is_recorded_on_the_page_of_the_person(municipality, app):
    page = person(municipality, app, "member")
    page.browser.getControl(name="body").value = [""]
    page.browser.getControl(name="office").value = ["chair"]
    press(page, "Record it")
    assert page.find("#body-wrong") == ["There is no such body."]
    page.browser.getControl(name="office").value = ["hr"]
    press(page, "Record it")
    (row,) = _rows(municipality.people["member"])
    assert (row.function, row.body) == ("hr", "")


@pytest.mark.parametrize("number", ["", "0", "999999999", "x", "-1"])
def test_a_person_who_is_not_there_has_no_page(municipality, app, number):
    page = Reader(app, "registrar").open(municipality.hub, f"@@person?id={number}")
    assert page.status.startswith("404")
    assert "There is no such person." in page.words

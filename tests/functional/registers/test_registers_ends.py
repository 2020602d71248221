"""Correct and end rows, and the term of a body: first what will happen."""

from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import CANDIDATES
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.registers.rows import correct
from collective.conduct.operations.registers.rows import end_row
from dataclasses import replace
from datetime import date
from datetime import timedelta
from tests.support.reader_browser import answered
from tests.support.reader_browser import entries
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import enrol
from tests.support.sample_municipality import hold
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest
import transaction


YESTERDAY = TODAY - timedelta(days=1)


def rows_of(municipality, role):
    return getUtility(IRegister).roster().rows_of(municipality.people[role])


def row_of(municipality, role):
    return rows_of(municipality, role)[0]


def roles(municipality, role):
    with municipality.acting(role):
        return actor().roles


def press(page, name):
    page.browser.getControl(name).click()
    transaction.begin()
    return page


def ending(municipality, app, role, last=TODAY, by="registrar"):
    """Open the page that ends the row of somebody, with a day chosen."""
    path = f"@@end-row?row={row_of(municipality, role).row}&last={last}"
    return Reader(app, by).open(municipality.hub, path)


# one row


def test_ending_a_row_says_first_what_will_happen_and_writes_nothing(municipality, app):
    page = ending(municipality, app, "leader")
    assert "Leader Lind, Group leader, Kommunstyrelsen" in page.words
    assert "Mandates and functions that end: 1. Last day: 10 March 2027" in page.words
    assert "S (Kommunstyrelsen) has no group leader any longer" in page.words
    assert "1 have not answered Uppförandekod" in page.words
    assert page.find("td[data-label='No longer']") == ["group leader, elected official"]
    assert row_of(municipality, "leader").end is None


def test_a_row_ends_after_its_last_day_and_stays_in_the_history(municipality, app):
    row = row_of(municipality, "official")
    page = press(ending(municipality, app, "official", YESTERDAY), "End it on")
    assert page.url == municipality.hub["ks"].absolute_url()
    assert "official" not in roles(municipality, "official")
    assert row_of(municipality, "official").end == YESTERDAY
    assert getUtility(IRegister).row(row.row).end is None


def test_an_answer_outlives_the_mandate(municipality, app):
    answered(municipality, "official")
    page = ending(municipality, app, "official", YESTERDAY)
    assert "have not answered" not in page.words
    press(page, "End it on")
    assert [each.kind for each in entries(municipality, "official")] == ["acknowledged"]


def test_who_keeps_another_seat_is_asked_on(municipality, app):
    hold(
        Mandate(
            municipality.people["official"], "bun", "ordinary", "S", date(2026, 1, 1)
        )
    )
    page = ending(municipality, app, "official")
    assert "have not answered" not in page.words


def test_an_administrator_ends_rows_but_sees_nobodys_answer(municipality, app):
    page = ending(municipality, app, "official", by="manager")
    assert "1 have not answered" not in page.words
    assert "Whoever has not answered by then" in page.words


@pytest.mark.parametrize("last", [date(2020, 1, 1), ""])
def test_a_day_that_cannot_be_the_last_is_refused_at_its_field(municipality, app, last):
    page = ending(municipality, app, "official", last or "some-day")
    assert page.find("#last-wrong")
    assert "What happens" not in page.words


@pytest.mark.parametrize("view", ["@@end-row", "@@correct-row"])
def test_a_row_that_was_closed_or_never_was_has_no_page(municipality, app, view):
    row = row_of(municipality, "official").row
    with municipality.acting("registrar"):
        end_row(row, YESTERDAY)
    page = Reader(app, "registrar").open(municipality.hub, f"{view}?row={row}")
    assert page.status.startswith("409")
    for number in ("999", "", "x", "-1"):
        page.open(municipality.hub, f"{view}?row={number}")
        assert page.status.startswith("404")


@pytest.mark.parametrize("role", ["official", "secretary", "publisher", "auditor"])
@pytest.mark.parametrize("view", ["@@end-row", "@@correct-row", "@@people", "@@person"])
def test_only_those_who_keep_the_registers_come_in(municipality, client, role, view):
    row, person = row_of(municipality, "official").row, municipality.people["official"]
    url = f"{municipality.hub.absolute_url()}/{view}?row={row}&id={person}"
    page = client.page(role, url)
    assert page.status_int in (302, 401, 403)
    assert "Official Lind" not in page.text


# corrections


def test_a_correction_says_what_should_have_been_recorded(municipality, app):
    row = row_of(municipality, "official")
    page = Reader(app, "registrar").open(
        municipality.hub, f"@@correct-row?row={row.row}"
    )
    assert page.browser.getControl(name="party").value == "S"
    page.browser.getControl(name="party").value = "Ängen"
    page.browser.getControl(name="start").value = "2026-02-01"
    press(page, "Correct it")
    found = row_of(municipality, "official")
    assert (found.party, found.start) == ("Ängen", date(2026, 2, 1))
    assert getUtility(IRegister).row(row.row).party == "S"


def test_a_correction_that_says_the_same_writes_nothing(municipality, app):
    row = row_of(municipality, "official")
    page = Reader(app, "registrar").open(
        municipality.hub, f"@@correct-row?row={row.row}"
    )
    press(page, "Correct it")
    assert row_of(municipality, "official") == row


def test_a_correction_that_is_refused_changes_nothing_and_keeps_what_was_typed(
    municipality, app
):
    row = row_of(municipality, "official")
    hold(replace(row, row=0, office="chair"))
    page = Reader(app, "registrar").open(
        municipality.hub, f"@@correct-row?row={row.row}"
    )
    page.browser.getControl(name="office").value = ["chair"]
    page.browser.getControl(name="source").value = "KS § 9"
    press(page, "Correct it")
    assert "holds this already" in page.words
    assert page.browser.getControl(name="source").value == "KS § 9"
    assert row in rows_of(municipality, "official")


def test_a_row_goes_to_the_namesake_it_was_meant_for(municipality, app):
    other = enrol("official3", "Official Lind")
    row = row_of(municipality, "official")
    page = Reader(app, "registrar").open(
        municipality.hub, f"@@correct-row?row={row.row}"
    )
    page.browser.getControl(name="known").value = [str(other)]
    press(page, "Correct it")
    assert rows_of(municipality, "official") == ()
    assert getUtility(IRegister).roster().rows_of(other)


def test_what_was_never_so_is_taken_out_and_stays_in_the_history(municipality, app):
    row = row_of(municipality, "official")
    page = Reader(app, "registrar").open(
        municipality.hub, f"@@correct-row?row={row.row}"
    )
    press(page, "Take it out")
    assert rows_of(municipality, "official") == ()
    assert getUtility(IRegister).row(row.row).known_to
    assert "official" not in roles(municipality, "official")


# the term of a body


def term(municipality, app, last=TODAY, by="registrar"):
    return Reader(app, by).open(municipality.hub["ks"], f"@@end-term?last={last}")


def test_the_end_of_a_term_is_shown_before_anything_is_written(municipality, app):
    later = TODAY + timedelta(days=1)
    hold(Mandate(municipality.people["member"], "ks", "ordinary", "S", later))
    page = term(municipality, app)
    assert "Mandates and functions that end: 2" in page.words
    assert "People who have no seat left in the body: 2" in page.words
    assert "2 have not answered Uppförandekod" in page.words
    assert page.find("button.btn-primary") == ["End 2 mandates on 10 March 2027"]
    assert row_of(municipality, "official").end is None


def test_a_term_begins_with_the_day_that_the_settings_say(municipality, app):
    page = Reader(app, "manager").open(municipality.hub["ks"], "@@end-term")
    assert page.browser.getControl(name="last", index=0).value == "2030-10-14"


def test_the_end_of_a_term_ends_all_seats_of_the_body_and_nothing_else(
    municipality, app
):
    hold(
        Mandate(municipality.people["member"], "ks", "candidate", "S", TODAY),
        Mandate(municipality.people["official"], "bun", "ordinary", "S", TODAY),
    )
    press(term(municipality, app, YESTERDAY), "End 2 mandates")
    assert {
        row.body for row in rows_of(municipality, "official") if row.end is None
    } == {"bun"}
    assert row_of(municipality, "leader").end == YESTERDAY
    assert row_of(municipality, "secretary").end is None
    assert row_of(municipality, "member").end is None
    assert "leader" not in roles(municipality, "leader")


def test_a_register_that_changed_since_the_preview_ends_nothing(municipality, app):
    page = term(municipality, app)
    hold(Mandate(municipality.people["member"], "ks", "ordinary", "V", YESTERDAY))
    transaction.commit()
    press(page, "End 2 mandates")
    assert page.status.startswith("409")
    assert "nothing was ended" in page.words
    assert page.find("button.btn-primary") == ["End 3 mandates on 10 March 2027"]
    assert row_of(municipality, "official").end is None


def test_a_term_that_ends_nobody_says_so(municipality, app):
    page = term(municipality, app, date(2020, 1, 1))
    assert "No mandate of this body ends on that day" in page.words
    assert not page.find("button.btn-primary")


def test_nobody_else_ends_a_term(municipality, client):
    for role in ("member", "official", "secretary", "publisher", "auditor"):
        url = f"{municipality.hub['ks'].absolute_url()}/@@end-term"
        assert client.page(role, url).status_int in (302, 401, 403)
        client.form(role, url, last=str(TODAY), seen="1 2")
    assert row_of(municipality, "official").end is None


def test_a_candidates_commitment_follows_into_the_mandate(municipality):
    """Answers belong to the person, whatever they hold (REQUIREMENTS A3)."""
    candidate = Mandate(municipality.people["member"], "ks", "candidate", "V", TODAY)
    hold(candidate)
    getUtility(ICampaigns).put(
        CampaignFacts(
            uid="c" * 32,
            subject=EditionSubject(municipality.document.UID()),
            title="Kandidatförsäkran",
            path="trygghet/kandidater",
            state="running",
            kind="commit",
            plus=(CANDIDATES,),
            minus=(),
            start=TODAY,
            due=TODAY + timedelta(days=20),
        )
    )
    assert "official" not in roles(municipality, "member")
    answered(municipality, "member", "committed")
    transaction.commit()
    row = row_of(municipality, "member")
    with municipality.acting("registrar"):
        correct(row.row, replace(row, office="ordinary"))
    transaction.commit()
    assert "official" in roles(municipality, "member")
    assert [each.kind for each in entries(municipality, "member")] == ["committed"]
    (duty,) = duties_of(municipality.people["member"])
    assert (duty.state, duty.outcome) == ("answered", "committed")

"""Record mandates and functions on pages, and see a body on any day."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.registers.rows import correct
from collective.conduct.operations.registers.rows import end_row
from dataclasses import replace
from datetime import date
from datetime import timedelta
from io import BytesIO
from openpyxl import load_workbook
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import hold
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest
import transaction


CHOICES = ("known", "office", "function", "as_employee", "new_party", "substitute")


def record(page, **values):
    for name, value in values.items():
        control = page.browser.getControl(name=name)
        control.value = [value] if name in CHOICES else value
    page.browser.getControl("Record it").click()
    transaction.begin()
    return page


def roles(municipality, role):
    with municipality.acting(role):
        return actor().roles


def rows_of(municipality, role):
    return getUtility(IRegister).roster().rows_of(municipality.people[role])


def test_a_mandate_makes_an_official_from_its_first_day(municipality, app):
    assert "official" not in roles(municipality, "member")
    page = Reader(app, "registrar").open(municipality.hub["bun"])
    record(page, account="member", office="ordinary", party="V")
    assert "official" in roles(municipality, "member")
    assert "Member Lind" in page.find("tbody th")


def test_a_person_without_an_account_is_recorded_by_name(municipality, app):
    page = Reader(app, "manager").open(municipality.hub["bun"])
    record(page, name="Åsa Berg", office="chair")
    record(page, name="Åsa Berg", office="ordinary")
    names = [each.name for each in getUtility(IRegister).people()]
    assert names.count("Åsa Berg") == 2  # never merged by guess


def test_extent_flags_and_source_are_kept_with_the_mandate(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub["bun"])
    record(
        page,
        account="member",
        office="commissioner",
        party="S",
        extent="100 %",
        as_employee="1",
        source="KF 2026 § 8",
    )
    (row,) = rows_of(municipality, "member")
    assert (row.extent, row.as_employee, row.employer_role) == (100, True, False)
    assert "100 % · as an employee" in page.words
    page.browser.getLink("Member Lind").click()
    assert "100 % · as an employee · KF 2026 § 8" in page.words


def test_a_function_carries_its_role_and_may_be_a_substitute(municipality, app):
    page = Reader(app, "manager").open(municipality.hub, "@@functions")
    record(page, account="member", function="auditor", substitute="1")
    assert "auditor" in roles(municipality, "member")
    assert "Auditor (substitute)" in page.find("td")


def test_a_body_has_functions_of_its_own(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub["bun"])
    record(page, account="member", office="secretary")
    (row,) = rows_of(municipality, "member")
    assert (row.function, row.body) == ("secretary", "bun")
    assert "Secretary of a body" in page.find("td")


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub["bun"])
    record(page, account="nobody-here", office="ordinary", party="Lyktan")
    assert page.find("#account-wrong") == ["There is no account with this log-in name."]
    assert page.browser.getControl(name="party").value == "Lyktan"


def test_a_spelling_near_a_known_party_is_asked_about(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub["bun"])
    record(page, account="member", office="ordinary", party="s")
    assert "nearly this spelling" in page.find("#party-wrong")[0]
    assert not rows_of(municipality, "member")
    record(page, new_party="1")
    assert rows_of(municipality, "member")[0].party == "s"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"office": "group_leader"}, "party"),
        ({"office": "ordinary", "extent": "half"}, "extent"),
        ({"office": "ordinary", "extent": "101"}, "extent"),
        ({"office": "ordinary", "end": "2020-01-01"}, "end"),
        ({"office": "ordinary", "start": ""}, "start"),
        ({"office": "ordinary", "start": "in March"}, "start"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_field(municipality, app, values, field):
    page = Reader(app, "registrar").open(municipality.hub["bun"])
    record(page, account="member", **values)
    assert page.find(f"#{field}-wrong")
    assert not rows_of(municipality, "member")


def test_the_same_office_on_the_same_day_is_refused(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub["ks"])
    record(page, account="official", office="ordinary", party="S")
    assert "holds this already" in page.find("#start-wrong")[0]
    record(page, office="chair")
    assert len(rows_of(municipality, "official")) == 2


def test_others_read_who_sits_in_a_body_and_record_nothing(municipality, app):
    hold(Mandate(municipality.people["member"], "ks", "candidate", "V", TODAY))
    hold(Function(municipality.people["auditor"], "hr", "ks", start=TODAY))
    row = rows_of(municipality, "leader")[0]
    getUtility(IRegister).close(row.row, 0)
    hold(replace(row, row=0, extent=40, employer_role=True, source="Hemlig notis"))
    page = Reader(app, "member").open(municipality.hub["ks"])
    assert "Official Lind" in page.find("tbody th")
    assert "Secretary Lind" in page.find("tbody th")
    for hidden in ("40 %", "Hemlig notis", "employer", "Member Lind", "Auditor Lind"):
        assert hidden not in page.words
    assert not page.tree.cssselect('.conduct form[method="post"]')
    assert not page.tree.cssselect('.conduct a[href*="person"], a[href*="-row"]')
    assert page.browser.headers["Cache-Control"] == "private, no-store"
    page.open(municipality.hub, "@@functions")
    assert not page.tree.cssselect("tbody")


@pytest.mark.parametrize("path", ["", "@@term", "@@members.csv", "@@members.xlsx"])
def test_nobody_reads_a_body_without_logging_in(municipality, app, path):
    page = Reader(app).open(municipality.hub["ks"], path)
    assert b"Official Lind" not in page.body
    assert b"__ac_name" in page.body


def test_a_body_is_shown_on_a_day_as_it_was_known_on_a_day(municipality, app):
    """Who held office on 1 March, as we knew it on 3 and on 12 March?"""
    row = rows_of(municipality, "official")[0]
    municipality.clock.pass_days(1)  # 11 March: a resignation of January is told
    with municipality.acting("registrar"):
        end_row(row.row, date(2027, 1, 31))
    municipality.clock.pass_days(1)
    page = Reader(app, "member").open(municipality.hub["ks"], "?on=2027-03-01")
    assert "Official Lind" not in page.find("tbody th")
    assert "On 1 March 2027." in page.words
    page.open(municipality.hub["ks"], "?on=2027-03-01&known=2027-03-10")
    assert "Official Lind" in page.find("tbody th")
    assert "As the register knew it on 10 March 2027." in page.words
    page.open(municipality.hub["ks"], "?on=2027-01-31")
    assert "Official Lind" in page.find("tbody th")


def test_a_correction_never_rewrites_what_was_known(municipality, app):
    row = rows_of(municipality, "official")[0]
    municipality.clock.pass_days(1)
    with municipality.acting("registrar"):
        correct(row.row, replace(row, party="Ängen"))
    assert rows_of(municipality, "official")[0].party == "Ängen"
    page = Reader(app, "registrar").open(municipality.hub["ks"], "?known=2027-03-10")
    assert "Ängen" not in page.words
    assert not page.tree.cssselect('a[href*="-row"]')
    page.browser.getLink("Back to today").click()
    assert "Ängen" in page.words


def test_the_members_are_counted_by_party_and_sorted(municipality, app):
    hold(Mandate(municipality.people["member"], "ks", "chair", "", date(2026, 1, 1)))
    hold(
        Mandate(
            municipality.people["official"], "ks", "presidium", "S", date(2026, 1, 1)
        )
    )
    other = getUtility(IRegister).enrol(name="Åsa Berg")
    hold(Mandate(other, "ks", "substitute", "V", date(2026, 1, 1)))
    page = Reader(app, "member").open(municipality.hub["ks"])
    assert "Members: 3 · S 2 · No party 1 · Substitutes: 1" in page.words
    assert page.find("tbody th")[-2:] == ["Member Lind", "Secretary Lind"]
    page.browser.getLink("Name").click()
    assert page.find("tbody th")[:2] == ["Leader Lind", "Member Lind"]
    page.browser.getLink("Name").click()
    assert page.find("tbody th")[0] == "Åsa Berg"


def test_what_begins_later_stands_apart(municipality, app):
    later = TODAY + timedelta(days=30)
    hold(Mandate(municipality.people["member"], "ks", "chair", "V", later))
    page = Reader(app, "member").open(municipality.hub["ks"])
    assert "Coming" in page.find("caption")
    assert "Members: 2" in page.words


def test_an_empty_body_says_who_fills_it(municipality, app):
    page = Reader(app, "member").open(municipality.hub["bun"])
    assert "Those who keep the registers record the members" in page.words


def test_a_long_register_offers_the_people_of_the_page(municipality, app, monkeypatch):
    monkeypatch.setattr("collective.conduct.browser.registers.registers.LONG", 3)
    page = Reader(app, "registrar").open(municipality.hub["ks"])
    offered = page.find('select[name="known"] option')
    assert sorted(offered[1:]) == ["Leader Lind", "Official Lind", "Secretary Lind"]
    page.browser.getLink("Find others first").click()
    assert page.find("h1") == ["People in the registers"]


def test_the_members_are_exported_without_what_others_may_not_see(municipality, client):
    row = rows_of(municipality, "leader")[0]
    getUtility(IRegister).close(row.row, 0)
    hold(replace(row, row=0, extent=40, source="=1+1"))
    url = municipality.hub["ks"].absolute_url()
    seen = client.page("member", f"{url}/@@members.csv")
    assert "Leader Lind,Group leader,S,2026-01-01,\r\n" in seen.body.decode("utf-8-sig")
    assert "1+1" not in seen.body.decode("utf-8-sig")
    kept = client.page("registrar", f"{url}/@@members.csv?on=2027-01-01")
    assert "40,,,'=1+1" in kept.body.decode("utf-8-sig")
    assert 'filename="ks-2027-01-01.csv"' in kept.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(client.page("member", f"{url}/@@members.xlsx").body))
    assert sheet.active.cell(2, 1).value == "Leader Lind"


def test_the_term_is_drawn_with_its_words_beside(municipality, app):
    hold(
        Mandate(
            municipality.people["member"], "ks", "chair", "V", date(2020, 1, 1), TODAY
        )
    )
    page = Reader(app, "member").open(municipality.hub["ks"], "@@term")
    assert page.find("tbody th") == ["Leader Lind", "Member Lind", "Official Lind"]
    assert "Chair, V: 1 January 2020 – 10 March 2027" in page.words
    assert len(page.tree.cssselect("svg.conduct-term rect")) == 3
    page.browser.getLink("The term before").click()
    assert "Member Lind" in page.find("tbody th")
    page.open(municipality.hub["ks"], "@@term?day=2010-01-01")
    assert "Nobody held a mandate here in this term" in page.words

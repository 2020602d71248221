"""Record and end mandates and functions on pages."""

from collective.conduct.core.interfaces import IRegister
from collective.conduct.operations.authority import actor
from datetime import timedelta
from tests.functional.reading import Reader
from tests.town import TODAY
from zope.component import getUtility

import pytest
import transaction


@pytest.fixture
def app(functional):
    return functional["app"]


def record(page, **values):
    for name, value in values.items():
        control = page.browser.getControl(name=name)
        control.value = [value] if name in ("known", "office", "function") else value
    page.browser.getControl("Record it").click()
    transaction.begin()
    return page


def roles(town, role):
    with town.acting(role):
        return actor().roles


def test_a_mandate_makes_an_official_from_its_first_day(built, app):
    assert "official" not in roles(built, "member")
    page = Reader(app, "registrar").open(built.hub["bun"])
    record(page, account="member", office="ordinary", party="V")
    assert "official" in roles(built, "member")
    assert "Member Lind" in page.find("tbody th")


def test_a_person_without_an_account_is_recorded_by_name(built, app):
    page = Reader(app, "manager").open(built.hub["bun"])
    record(page, name="Åsa Berg", office="chair")
    record(page, name="Åsa Berg", office="ordinary")
    names = [each.name for each in getUtility(IRegister).people()]
    assert names.count("Åsa Berg") == 2  # never merged by guess


def test_a_mandate_that_ends_leaves_its_row_in_the_history(built, app):
    page = Reader(app, "registrar").open(built.hub["ks"])
    row = getUtility(IRegister).roster().rows_of(built.people["official"])[0]
    page.browser.getControl(name="last").value = (TODAY - timedelta(1)).isoformat()
    page.browser.getControl(name="end_row", index=_place(page, row.row)).click()
    transaction.begin()
    assert "official" not in roles(built, "official")
    assert getUtility(IRegister).roster().rows_of(built.people["official"])[0].end


def _place(page, row):
    buttons = page.tree.cssselect('button[name="end_row"]')
    return [each.get("value") for each in buttons].index(str(row))


def test_a_function_carries_its_role(built, app):
    page = Reader(app, "manager").open(built.hub, "@@functions")
    record(page, account="member", function="auditor")
    assert "auditor" in roles(built, "member")


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(built, app):
    page = Reader(app, "registrar").open(built.hub["bun"])
    record(page, account="nobody-here", office="ordinary", party="Lyktan")
    assert page.find("#account-wrong") == ["There is no account with this log-in name."]
    assert page.browser.getControl(name="party").value == "Lyktan"


def test_others_read_who_sits_in_a_body_and_record_nothing(built, app):
    page = Reader(app, "member").open(built.hub["ks"])
    assert "Official Lind" in page.find("tbody th")
    assert not page.tree.cssselect(".conduct form")
    page.open(built.hub, "@@functions")
    assert not page.tree.cssselect("tbody")

"""Whoever gets the log-in name of another is a new person, until confirmed (N3)."""

from collective.conduct.core.common.ports import IPersonLookup
from collective.conduct.core.registers.accounts import PATIENCE
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.registers.account_watch import watch
from collective.conduct.operations.vault import my_key
from datetime import timedelta
from plone import api
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.reader_browser import Reader
from zope.component import getUtility

import pytest
import transaction


NAME = "office"
HUB = "/trygghet"


@pytest.fixture
def stage() -> str:
    return "handlers with passphrases"


@pytest.fixture
def watched(municipality, monkeypatch):
    """Everybody has been seen once."""
    handlers.use_cheap_passphrases(monkeypatch)
    watch()
    transaction.commit()
    return municipality


def person_of(userid: str) -> int | None:
    transaction.begin()
    return getUtility(IPersonLookup).person_of(userid)


def delete_in_directory(municipality, userid: str = NAME) -> None:
    """A directory deletes an account: no event reaches Plone."""
    municipality.portal.acl_users.source_users.removeUser(userid)


def give_to(municipality, fullname: str, email: str, userid: str = NAME) -> None:
    """The directory gives the log-in name to somebody."""
    users = municipality.portal.acl_users.source_users
    if userid not in users._user_passwords:
        users.addUser(userid, userid, sample_municipality.PASSWORD)
    with api.env.adopt_roles(["Manager"]):
        values = {"fullname": fullname, "email": email}
        api.user.get(userid).setMemberProperties(values)
    watch()
    transaction.commit()


def test_whoever_gets_the_name_of_another_is_a_new_person(watched, client):
    former = watched.people[NAME]
    delete_in_directory(watched)
    give_to(watched, "Nina Ny", "nina@lind.example")
    assert person_of(NAME) is None
    with watched.acting(NAME):
        assert my_key.functions() == ()
    assert client.rest(NAME, "GET", f"{HUB}/@conduct-key").status_int == 404
    assert client.rest(NAME, "GET", f"{HUB}/@conduct-cases").status_int == 404
    with watched.acting("manager"):
        (found,) = [each for each in checks() if each.key == "accounts_parted"]
    assert (found.state, found.values["count"]) == ("look", 1)
    listed = client.rest("registrar", "GET", f"{HUB}/@conduct-people/parted").json
    assert [(each["person"], each["reason"]) for each in listed["items"]] == [
        (former, "other")
    ]


def test_an_account_that_no_source_knows_for_a_day_is_parted(watched):
    former = watched.people[NAME]
    delete_in_directory(watched)
    watch()
    transaction.commit()
    assert person_of(NAME) == former
    watched.clock.moment += timedelta(seconds=PATIENCE)
    watch()
    transaction.commit()
    assert person_of(NAME) is None


def test_a_directory_that_is_away_parts_nobody(watched):
    before = dict(watched.people)
    for userid in list(watched.portal.acl_users.source_users.getUserIds()):
        delete_in_directory(watched, userid)
    watch()
    transaction.commit()
    watched.clock.moment += timedelta(days=30)
    watch()
    transaction.commit()
    assert person_of(NAME) == before[NAME]


def test_a_new_name_or_a_new_address_is_the_same_person(watched):
    former = watched.people[NAME]
    user = api.user.get(NAME)
    fullname, email = user.getProperty("fullname"), user.getProperty("email")
    give_to(watched, fullname, "annan@lind.example")
    assert person_of(NAME) == former
    give_to(watched, "Office Ek-Berg", "annan@lind.example")
    assert person_of(NAME) == former
    give_to(watched, fullname, email or "tredje@lind.example")
    assert person_of(NAME) is None


def test_a_registrar_confirms_that_it_is_the_same_person(watched, functional, client):
    former = watched.people[NAME]
    give_to(watched, "Nina Ny", "nina@lind.example")
    page = Reader(functional["app"], "registrar").open(watched.hub, "@@people")
    page.browser.getControl(name="confirm").click()
    assert person_of(NAME) == former
    give_to(watched, "Nina Ny", "nina@lind.example")  # seen anew from now on
    assert person_of(NAME) == former
    listed = client.rest("registrar", "GET", f"{HUB}/@conduct-people/parted").json
    assert listed["items"] == []


def test_a_program_confirms_it_with_the_account_once_more(watched, client):
    former = watched.people[NAME]
    give_to(watched, "Nina Ny", "nina@lind.example")
    path = f"{HUB}/@conduct-person/{former}"
    found = client.rest("registrar", "PATCH", path, {"account": NAME})
    assert found.status_int == 200 and person_of(NAME) == former


def test_nobody_else_sees_or_confirms(watched, client):
    give_to(watched, "Nina Ny", "nina@lind.example")
    for who in ("anonymous", "member", "official", NAME, "auditor"):
        found = client.rest(who, "GET", f"{HUB}/@conduct-people/parted")
        assert found.status_int in (401, 403), who

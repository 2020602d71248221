"""One's own due days behind a secret address that can be taken back."""

from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.operations.answers import calendar
from datetime import date
from icalendar import Calendar
from plone import api
from plone.protect.authenticator import createToken
from tests.support.reader_browser import answered
from zope.component import getUtility

import pytest
import re


DUE = date(2027, 3, 24)


@pytest.fixture
def municipality(municipality):
    """A campaign asks all officials for an answer by a day."""
    facts = CampaignFacts(
        "c" * 32,
        EditionSubject(municipality.document.UID()),
        "Våren",
        "/plone/trygghet/varen",
        "running",
        "read",
        ("conduct:officials",),
        (),
        date(2027, 3, 1),
        DUE,
    )
    getUtility(ICampaigns).put(facts)
    return municipality


def opened(municipality, role="official"):
    with municipality.acting(role):
        return calendar.open_calendar()


def fetch(client, url, method="GET"):
    return client.send("anonymous", method, url, b"", {})


def events(response):
    return Calendar.from_ical(response.body).walk("VEVENT")


def test_the_address_works_without_a_log_in_and_holds_the_due_days(
    client, municipality
):
    response = fetch(client, opened(municipality))
    assert response.headers["Content-Type"].startswith("text/calendar")
    (event,) = events(response)
    assert event["SUMMARY"] == "Uppförandekod"
    assert event["DTSTART"].dt == DUE
    assert event["URL"].startswith(municipality.portal.absolute_url())


def test_no_name_and_no_answer_is_in_it(client, municipality):
    url = opened(municipality)
    text = fetch(client, url).text
    for word in ("Official", "Lind", "official", str(municipality.people["official"])):
        assert word not in text and word not in url


def test_what_is_answered_leaves_the_calendar(client, municipality):
    url = opened(municipality)
    answered(municipality, "official")
    assert events(fetch(client, url)) == []


def test_it_is_kept_by_no_cache_and_found_by_no_search_engine(client, municipality):
    for url in (
        opened(municipality),
        f"{municipality.portal.absolute_url()}/@@conduct-calendar/x",
    ):
        headers = fetch(client, url).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"].startswith("noindex")
        assert headers["Referrer-Policy"] == "no-referrer"


def test_wrong_revoked_and_unknown_addresses_are_answered_alike(client, municipality):
    root = municipality.portal.absolute_url()
    old = opened(municipality)
    new = opened(municipality)
    with municipality.acting("official"):
        calendar.close_calendar()
    wrong = [
        old,
        new,
        f"{root}/@@conduct-calendar",
        f"{root}/@@conduct-calendar/{'A' * 43}.ics",
        f"{root}/@@conduct-calendar/a/b",
        f"{root}/@@conduct-calendar/%C3%A5.ics",
    ]
    found = [fetch(client, url) for url in wrong]
    assert {(each.status_int, each.body) for each in found} == {(404, b"Not found")}
    assert len({each.headers["Content-Type"] for each in found}) == 1


def test_each_sees_the_own_days_only(client, municipality):
    answered(municipality, "leader")
    assert events(fetch(client, opened(municipality, "leader"))) == []
    assert len(events(fetch(client, opened(municipality, "official")))) == 1


def test_the_address_goes_with_the_account(client, municipality):
    url = opened(municipality)
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="official")
    assert fetch(client, url).status_int == 404


def press(client, municipality, role, **fields):
    with municipality.acting(role):
        token = createToken()
    url = f"{municipality.hub.absolute_url()}/@@my-calendar"
    return client.form(role, url, _authenticator=token, **fields)


def test_the_page_makes_renews_and_takes_back_the_address(client, municipality):
    url = f"{municipality.hub.absolute_url()}/@@my-calendar"
    assert "You have no address yet" in client.page("official", url).text
    made = press(client, municipality, "official").text
    address = re.search(r"<code>(http.*conduct-calendar/.*)</code>", made)[1]
    assert fetch(client, address).status_int == 200
    page = client.page("official", url).text
    assert "You have had an address since" in " ".join(page.split())
    assert address not in page
    press(client, municipality, "official")
    assert fetch(client, address).status_int == 404
    press(client, municipality, "official", revoke="1")
    assert "You have no address yet" in client.page("official", url).text


def test_rest_makes_and_takes_back_the_address(client, municipality):
    path = "/@conduct-calendar"
    assert client.rest("official", "GET", path).json["since"] is None
    made = client.rest("official", "POST", path, {})
    assert made.status_int == 201
    assert len(events(fetch(client, made.json["address"]))) == 1
    assert client.rest("official", "GET", path).json["since"]
    assert client.rest("official", "DELETE", path).status_int == 204
    assert fetch(client, made.json["address"]).status_int == 404


def test_nobody_makes_an_address_without_a_log_in(client, municipality):
    assert client.rest("anonymous", "POST", "/@conduct-calendar", {}).status_int == 401
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = client.rest("official", "POST", "/@conduct-calendar", {}, **kind)
    assert sent.status_int == 400

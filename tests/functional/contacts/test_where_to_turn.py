"""Where do I turn: one click away, for whom, on which days, checked by whom."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.contacts import channels
from datetime import timedelta
from plone import api
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import enrol
from tests.support.sample_municipality import hold
from tests.support.sample_municipality import TODAY

import pytest
import transaction


DAY = timedelta(days=1)


def contact(municipality, title, role="registrar", **values):
    with municipality.acting(role):
        return api.content.create(
            municipality.hub,
            "ConductChannel",
            title=title,
            **{"phone": "0123-45", **values},
        )


def shown(municipality, role):
    with municipality.acting(role):
        found = channels.where_to_turn(actor().roles)
    return [each.channel.title for each in found]


# one click away


@pytest.mark.parametrize("role", ["official", "member", "registrar", "manager"])
def test_it_is_one_click_away_on_every_page_of_the_site(municipality, app, role):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(
            municipality.portal, "Document", "matsedel", title="Mat"
        )
        api.content.transition(page, "publish")
    reader = Reader(app, role).open(municipality.hub)
    for place in (municipality.portal, page, municipality.hub, municipality.document):
        reader.open(place)
        links = reader.tree.cssselect(".conduct-always a")
        assert links[-1].get("href").endswith("/@@where-do-i-turn")
    assert len(links) == (3 if role == "official" else 1)


def test_anonymous_visitors_and_sites_without_a_hub_see_nothing_of_it(
    municipality, app
):
    assert not Reader(app).open(municipality.portal).tree.cssselect(".conduct-always")
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("collective.conduct.allow_removal", True)
        api.content.delete(municipality.hub, check_linkintegrity=False)
    reader = Reader(app, "official").open(municipality.portal, "@@personal-information")
    reader.open(municipality.portal)
    assert b"Official Lind" in reader.body
    assert not reader.tree.cssselect(".conduct-always")


def test_the_page_begins_with_112_and_needs_no_script(municipality, app):
    contact(municipality, "Jourtelefon", kind="hotline", phone="+46 123 45 67")
    page = Reader(app, "member").open(municipality.hub, "@@where-do-i-turn")
    numbers = [
        each.get("href") for each in page.tree.cssselect('.conduct a[href^="tel:"]')
    ]
    assert numbers == ["tel:112", "tel:+461234567"]
    assert not page.tree.cssselect(".conduct script")
    assert page.browser.headers["Cache-Control"] == "private, no-store"


def test_an_empty_page_says_who_makes_contacts_appear(municipality, app):
    page = Reader(app, "member").open(municipality.hub, "@@where-do-i-turn")
    assert "No contact is shown yet. Those who look after" in page.words


# for whom and when


def test_officials_and_employees_have_the_same_catalogue(municipality):
    contact(municipality, "Krisstöd", audience="both", place=1)
    contact(municipality, "Företagshälsovård", kind="hotline", place=2)
    assert shown(municipality, "official") == shown(municipality, "member")
    assert shown(municipality, "member") == ["Krisstöd", "Företagshälsovård"]


def test_a_contact_for_one_group_is_not_shown_to_the_other(municipality):
    contact(municipality, "Gruppledarna", audience="officials")
    contact(municipality, "Facket", audience="employees")
    assert shown(municipality, "official") == ["Gruppledarna"]
    assert shown(municipality, "participant") == ["Facket"]


def test_a_contact_appears_on_its_start_date_and_is_gone_after_its_end(municipality):
    contact(municipality, "Ny", valid_from=TODAY + DAY, valid_to=TODAY + 2 * DAY)
    seen = []
    for _each in range(4):
        seen.append(shown(municipality, "member"))
        municipality.clock.pass_days(1)
    assert seen == [[], ["Ny"], ["Ny"], []]


def test_before_its_first_day_a_contact_is_open_to_its_keepers_alone(municipality, app):
    coming = contact(municipality, "Visselblåsning", valid_from=TODAY + DAY)
    page = Reader(app, "member").open(coming)
    assert page.status.startswith("404")
    assert "There is no such contact now." in page.words
    assert "Coming" in Reader(app, "publisher").open(coming).words
    with municipality.acting("member"):
        found = api.portal.get_tool("portal_catalog")(portal_type="ConductChannel")
    # Plone hides it by the wall clock; the day of the test lies after today.
    assert [each.getId for each in found] == []


def test_outside_its_days_no_door_tells_how_to_reach_a_contact(municipality, client):
    past = contact(municipality, "Jour", phone="070-123 45", valid_to=TODAY - DAY)
    for path in (past.absolute_url(), f"{past.absolute_url()}?version=current"):
        found = client.rest("member", "GET", path)
        assert found.status_int == 404
        assert "070-123 45" not in found.text
        assert client.rest("publisher", "GET", path).json["phone"] == "070-123 45"
    for door in ("@@content-core", "@@full_view_item", "manage_DAVget"):
        found = client.page("member", f"{past.absolute_url()}/{door}")
        assert "070-123 45" not in found.text, door


def test_a_function_names_its_holder_and_the_substitute(municipality, app):
    holder, other = enrol("stina", "Stina Ek"), enrol("ulf", "Ulf Lönn")
    since = TODAY - DAY
    hold(
        Function(holder, "security_coordinator", start=since),
        Function(other, "security_coordinator", substitute=True, start=since),
    )
    made = contact(
        municipality,
        "Säkerhetssamordnare",
        kind="function",
        held_by="security_coordinator",
    )
    for page in (
        Reader(app, "official").open(municipality.hub, "@@where-do-i-turn"),
        Reader(app, "official").open(made),
    ):
        assert "Security coordinator Today Stina Ek Stands in Ulf Lönn" in page.words


def test_a_link_that_leaves_says_so_and_tells_the_other_side_nothing(municipality, app):
    contact(municipality, "Ombudsman", kind="scheme", web="https://ombud.example/anmal")
    page = Reader(app, "member").open(municipality.hub, "@@where-do-i-turn")
    (link,) = page.tree.cssselect('.conduct a[href^="https:"]')
    assert link.get("rel") == "noopener noreferrer"
    assert link.get("referrerpolicy") == "no-referrer"
    assert link.get("target") is None
    assert "You leave this site" in page.words


def test_a_hotline_answers_questions_on_its_page(municipality, app):
    made = contact(
        municipality,
        "Jour",
        kind="hotline",
        operator="Trygga AB",
        questions="Vem svarar?\nEn socionom.",
    )
    page = Reader(app, "member").open(made)
    assert "Who answers Trygga AB" in page.words
    assert "Vem svarar? En socionom." in page.words


# looked after


def test_whoever_adds_a_contact_has_checked_it_that_day(municipality):
    made = contact(municipality, "Jour", role="publisher")
    assert made.checked_on == TODAY
    assert made.checked_by == municipality.people["publisher"]


def test_a_contact_that_nobody_checked_for_a_year_is_a_task_of_staff(municipality, app):
    made = contact(municipality, "Jour")
    municipality.clock.pass_days(366)  # 2028 is a leap year
    assert channels.stale_channels() == [made]
    page = Reader(app, "registrar").open(municipality.hub)
    assert "Contacts to check: nobody has for a year Jour" in page.words
    assert (
        "Contacts to check" not in Reader(app, "official").open(municipality.hub).words
    )
    page.open(made).browser.getControl("I have checked it today").click()
    transaction.begin()
    assert channels.stale_channels() == []
    assert made.checked_on == municipality.clock.today()
    assert "It is noted that you checked it today." in page.find(".portalMessage")[0]
    assert "Registrar Lind" in page.words


def test_the_timed_job_tells_the_keepers_once_for_each_missed_check(municipality):
    made = contact(municipality, "Jour")
    assert list(channels.overdue(0)) == []
    municipality.clock.pass_days(366)
    found = list(channels.overdue(7))
    keepers = {municipality.people["registrar"], municipality.people["publisher"]}
    assert {each.person for each in found} == keepers
    assert {(each.kind, each.about["uid"]) for each in found} == {
        ("task_channel", made.UID())
    }
    assert [each.key for each in channels.overdue(9)] == [each.key for each in found]
    with municipality.acting("publisher"):
        channels.check_today(made)
    municipality.clock.pass_days(366)
    again = {each.key for each in channels.overdue(9)}
    assert len(again) == 2 and again.isdisjoint(each.key for each in found)


def test_a_past_contact_is_no_task(municipality):
    contact(municipality, "Jour", valid_to=TODAY + DAY)
    municipality.clock.pass_days(500)
    assert channels.stale_channels() == []


def test_the_publisher_who_made_a_mistake_mends_it(municipality, client):
    made = contact(municipality, "Jour", role="publisher")
    path = made.absolute_url()
    for role, status in (("official", 401), ("member", 401), ("publisher", 204)):
        answered = client.rest(role, "PATCH", path, {"hours": "Dygnet runt"})
        assert answered.status_int == status
    assert client.rest("publisher", "DELETE", path).status_int == 204


def test_others_say_nothing_about_a_contact(municipality, app, client):
    made = contact(municipality, "Jour")
    page = Reader(app, "official").open(made)
    assert not page.tree.cssselect(".conduct form")
    for role, status in (("member", 401), ("official", 401), ("anonymous", 401)):
        path = f"{made.absolute_url()}/@conduct-check"
        assert client.rest(role, "POST", path, {}).status_int == status
    assert client.rest("publisher", "POST", path, {}).json["checked_on"]


# forms and REST


def test_a_contact_is_added_with_the_form_of_plone(municipality, app):
    page = Reader(app, "registrar").open(municipality.hub, "++add++ConductChannel")
    page.browser.getControl(name="form.widgets.IBasic.title").value = "Jour"
    page.browser.getControl(name="form.widgets.phone").value = "ring mig"
    page.browser.getControl("Save").click()
    assert "Write the number with digits" in page.browser.contents
    page.browser.getControl(name="form.widgets.phone").value = "0123-45 67"
    page.browser.getControl("Save").click()
    transaction.begin()
    assert shown(municipality, "member") == ["Jour"]


@pytest.mark.parametrize(
    "values, words",
    [
        ({"web": "javascript:alert(1)"}, "beginning with https"),
        ({"email": "stod"}, "Write one address"),
        ({"phone": "ring"}, "with digits"),
        ({"phone": None}, "Give a telephone number"),
        ({"kind": "function"}, "Choose the function or office"),
        ({"kind": "stranger"}, "Constraint not satisfied"),
        (
            {"valid_from": "2027-03-02", "valid_to": "2027-03-01"},
            "before the first one",
        ),
    ],
)
def test_what_is_wrong_is_said_over_rest_too(municipality, client, values, words):
    path = municipality.hub.absolute_url()
    sent = {"@type": "ConductChannel", "title": "Jour", "phone": "0123-45", **values}
    sent = {name: value for name, value in sent.items() if value is not None}
    refused = client.rest("registrar", "POST", path, sent)
    assert refused.status_int == 400
    assert words in refused.json["message"]


def test_the_contacts_are_read_over_rest_and_the_check_is_not_written_by_it(
    municipality, client
):
    path = municipality.hub.absolute_url()
    sent = {
        "@type": "ConductChannel",
        "title": "HR",
        "kind": "function",
        "held_by": "auditor",
        "checked_on": "2030-01-01",
    }
    made = client.rest("registrar", "POST", path, sent)
    assert made.status_int == 201
    (found,) = client.rest("member", "GET", f"{path}/@conduct-channels").json[
        "channels"
    ]
    assert (found["function"], found["holders"]) == ("Auditor", ["Auditor Lind"])
    assert client.rest("member", "POST", path, sent).status_int == 401
    refused = client.rest("anonymous", "GET", f"{path}/@conduct-channels")
    assert refused.status_int == 401
    with api.env.adopt_roles(["Manager"]):
        assert channels._all()[0].checked_on == TODAY

"""An edition that is to come: staff, then the audience, then everybody (E4)."""

from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.operations.campaigns.embargo import bring_to_light
from collective.conduct.operations.jobs.running import run_slice
from dataclasses import replace
from plone import api
from tests.support import running_campaign
from tests.support.reader_browser import CHANGED
from tests.support.reader_browser import next_edition
from tests.support.reader_browser import Reader
from urllib.parse import quote
from zope.component import getUtility

import pytest
import re
import transaction


OUTSIDE = ("member", "auditor", "participant")
AUDIENCE = ("official", "leader")
STAFF = ("publisher", "registrar", "manager")
NEW = "färdigt"  # a word that only the edition to come has
IN_FORCE_IN = 10  # days
EMBARGO = 5  # days


@pytest.fixture
def coming(municipality):
    """A campaign with an embargo, and the edition that it keeps."""
    municipality.facts = running_campaign.put_facts(municipality, embargo_days=EMBARGO)
    return next_edition(municipality, CHANGED, IN_FORCE_IN)


DOORS = (
    "",
    "/view",
    "/@@answer",
    "/@@coverage",
    "/@@provisions",
    "/@@edition.json",
    "/@@edition.pdf",
    "/Title",
    "/manifest_json",
    "/@@images",
    "/@@sharing",
)


def _page(client, role, edition, path=""):
    """Status, target and body of a page, without the number and the token."""
    found = client.page(role, f"{edition}{path}")
    text = re.sub('data-token="[0-9a-f]+"', "", found.text)
    text = text.replace(edition.rsplit("/", 1)[1], "").replace(path, "")
    return found.status_int, found.headers.get("Location"), text


def _rest(client, role, method, edition, path="", data=None):
    found = client.rest(role, method, f"{edition}{path}", data)
    return found.status_int, found.text.replace(edition.rsplit("/", 1)[1], "")


def _made_up(coming):
    return f"{coming.aq_parent.absolute_url()}/edition-9"


@pytest.mark.parametrize("role", OUTSIDE)
def test_outside_the_audience_it_is_like_a_made_up_one(client, coming, role):
    real, made_up = coming.absolute_url(), _made_up(coming)
    for path in DOORS:
        found = _page(client, role, real, path)
        assert found[0] == 404, path
        assert found == _page(client, role, made_up, path), path


@pytest.mark.parametrize("role", OUTSIDE)
def test_over_rest_it_is_like_a_made_up_one(client, coming, role):
    real, made_up = coming.absolute_url(), _made_up(coming)
    for method, path in (
        ("GET", ""),
        ("GET", "/@conduct-coverage"),
        ("GET", "/@breadcrumbs"),
        ("GET", "/@workflow"),
        ("GET", "/@history"),
        ("POST", "/@conduct-answer"),
        ("PATCH", ""),
        ("DELETE", ""),
    ):
        found = _rest(client, role, method, real, path, {})
        assert found[0] == 404, (method, path)
        assert found == _rest(client, role, method, made_up, path, {}), (method, path)


@pytest.mark.parametrize("role", (*OUTSIDE, *AUDIENCE))
def test_no_list_and_no_search_tells_of_it(app, client, municipality, coming, role):
    document, hub = (
        municipality.document.absolute_url(),
        municipality.hub.absolute_url(),
    )
    for url in (
        document,
        hub,
        f"{document}/@@differences",
        f"{document}/@@my-page",
        f"{municipality.portal.absolute_url()}/@@search?SearchableText={quote(NEW)}",
        f"{municipality.portal.absolute_url()}/sitemap",
    ):
        found = client.page(role, url)
        assert "edition-2" not in found.text, url
        assert f"{NEW}." not in found.text, url
    for path in (
        f"/@search?SearchableText={quote(NEW)}",
        "/@search?portal_type=ConductEdition",
        "/@search?UID=" + coming.UID(),
        "/@search?path.query=/plone/trygghet/kod",
        "/@navigation?expand.navigation.depth=9",
        "/trygghet/kod",
        "/trygghet/kod?fullobjects=1",
        "/trygghet",
        "/@conduct-duties",
    ):
        found = client.rest(role, "GET", path)
        assert found.status_int == 200, path
        assert "edition-2" not in found.text.replace(path, ""), path
        assert f"{NEW}." not in found.text, path


@pytest.mark.parametrize("role", OUTSIDE)
def test_it_is_compared_with_nothing(client, coming, role):
    url = coming.aq_parent.absolute_url()
    found = _page(client, role, url, "/@@differences?from=1&to=2")
    assert found[0] == 404
    assert found == _page(client, role, url, "/@@differences?from=1&to=9")


def test_webdav_lists_it_to_nobody_outside(client, coming):
    url = coming.aq_parent.absolute_url()
    found = client.send("member", "PROPFIND", url, b"", {"Depth": "1"})
    assert b"edition-2" not in found.body


@pytest.mark.parametrize("role", STAFF)
def test_staff_see_it_always(client, municipality, coming, role):
    assert client.page(role, coming.absolute_url()).status_int == 200
    assert client.rest(role, "GET", coming.absolute_url()).status_int == 200
    assert "edition-2" in client.page(role, municipality.hub.absolute_url()).text
    found = client.rest(role, "GET", "/@search?portal_type=ConductEdition").json
    assert found["items_total"] == 2


@pytest.mark.parametrize("role", AUDIENCE)
def test_the_audience_sees_it_from_its_day(client, municipality, coming, role):
    url, hub = coming.absolute_url(), municipality.hub.absolute_url()
    municipality.clock.pass_days(IN_FORCE_IN - EMBARGO - 1)
    assert client.page(role, url).status_int == 404
    municipality.clock.pass_days(1)
    assert NEW in client.page(role, url).text
    assert client.rest(role, "GET", url).json["state"] == "upcoming"
    assert "edition-2" in client.page(role, hub).text
    assert "edition-2" in client.page(role, municipality.document.absolute_url()).text
    compared = f"{municipality.document.absolute_url()}/@@differences?from=1&to=2"
    assert client.page(role, compared).status_int == 200
    for other in OUTSIDE:
        assert client.page(other, url).status_int == 404
        assert "edition-2" not in client.page(other, hub).text


def test_a_link_in_a_mail_leads_the_audience_through_the_login(
    app, municipality, coming
):
    municipality.clock.pass_days(IN_FORCE_IN - EMBARGO)
    page = Reader(app, "official").open(coming, "@@answer")
    assert page.url == f"{coming.absolute_url()}/@@answer"
    assert "It can be answered from the day it comes into force." in page.words


def test_who_is_taken_out_of_the_audience_is_outside(client, municipality, coming):
    minus = ("conduct:party:ks:S",)
    getUtility(ICampaigns).put(replace(municipality.facts, minus=minus))
    municipality.clock.pass_days(IN_FORCE_IN - 1)
    assert client.page("official", coming.absolute_url()).status_int == 404


def test_from_its_first_day_everybody_sees_it_though_no_job_ran(
    client, municipality, coming
):
    municipality.clock.pass_days(IN_FORCE_IN)
    for role in (*OUTSIDE, *AUDIENCE, *STAFF):
        assert NEW in client.page(role, coming.absolute_url()).text
        assert client.rest(role, "GET", coming.absolute_url()).status_int == 200
        assert (
            "edition-2" in client.page(role, municipality.document.absolute_url()).text
        )


def test_search_finds_it_when_the_job_has_run_and_not_before(
    client, municipality, coming
):
    def found(query):
        return client.rest("member", "GET", f"/@search?{query}").json["items_total"]

    municipality.clock.pass_days(IN_FORCE_IN - 1)
    assert bring_to_light() == 0
    municipality.clock.pass_days(1)
    queries = (f"SearchableText={quote(NEW)}", f"UID={coming.UID()}")
    assert [found(query) for query in queries] == [0, 0]
    assert (bring_to_light(), bring_to_light()) == (1, 0)
    assert [found(query) for query in queries] == [1, 1]


def test_the_timed_job_lets_search_find_it(municipality, coming):
    municipality.clock.pass_days(IN_FORCE_IN)
    found = [run_slice("x", lambda: None)["surfaced"] for _each in range(2)]
    assert found == [1, 0]


def test_a_whole_reindexing_tells_nothing_early(client, municipality, coming):
    with api.env.adopt_roles(["Manager"]):
        api.portal.get_tool("portal_catalog").clearFindAndRebuild()
    transaction.commit()
    found = client.rest("member", "GET", f"/@search?SearchableText={quote(NEW)}")
    assert found.json["items_total"] == 0


@pytest.mark.parametrize("change", [{"state": "planned"}, {"embargo_days": 0}])
def test_without_a_running_embargo_what_is_to_come_is_no_secret(
    client, municipality, coming, change
):
    getUtility(ICampaigns).put(replace(municipality.facts, **change))
    assert client.page("member", coming.absolute_url()).status_int == 200
    assert "edition-2" in client.page("member", municipality.hub.absolute_url()).text


def test_a_campaign_about_another_document_hides_nothing(client, municipality, coming):
    getUtility(ICampaigns).put(
        replace(municipality.facts, subject=EditionSubject("e" * 32))
    )
    assert client.page("member", coming.absolute_url()).status_int == 200


def test_an_edition_that_is_not_on_the_shelf_is_read_by_staff_alone(
    client, municipality, coming
):
    getUtility(IEditionIndex).drop(municipality.document.UID())
    transaction.commit()
    assert client.page("member", coming.absolute_url()).status_int == 404


def test_visitors_are_sent_to_the_login_as_everywhere(client, coming):
    found = client.page("anonymous", coming.absolute_url())
    assert found.status_int == 302 and "login" in found.headers["Location"]


def test_the_role_of_a_reader_is_held_by_nobody_on_the_site(municipality, coming):
    for role in (*OUTSIDE, *AUDIENCE):
        user = api.user.get(role)
        assert "Conduct Reader" not in user.getRoles()
        assert "Conduct Reader" not in user.getRolesInContext(municipality.document)

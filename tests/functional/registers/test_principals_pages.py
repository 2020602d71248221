"""Computed groups on Plone's own pages and in its REST interface."""

from collective.conduct.core.registers.ports import IRegister
from collective.conduct.storage.registers.register import Register
from plone import api
from plone.protect.authenticator import createToken
from tests.support import sample_municipality
from zope.component import getUtility

import pytest
import transaction


GROUP = "conduct:body:ks"
PARTY = "conduct:party:ks:S"


@pytest.fixture
def root(municipality):
    """A Manager: the pages of users and groups are for them."""
    sample_municipality.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    municipality.hub.manage_setLocalRoles(GROUP, ["Reader"])
    return "root"


PAGES = (
    f"/@@usergroup-groupmembership?groupname={GROUP}",
    f"/@@usergroup-groupdetails?groupname={GROUP}",
    "/@@usergroup-usermembership?userid=official",
    "/trygghet/@@sharing",
    "/trygghet/@@sharing?search_term=kommun&form.button.Search=1",
    "/trygghet/kod/@@sharing",
)


SEARCHES = (
    ("/@@usergroup-groupprefs", {"form.button.FindAll": "1"}),
    ("/@@usergroup-groupprefs", {"searchstring": "styr", "form.button.Search": "1"}),
    ("/@@usergroup-userprefs", {"form.button.FindAll": "1"}),
)


def _search(client, municipality, root, path, form):
    with municipality.acting(root):
        token = createToken()
    return client.form(root, path, _authenticator=token, **form)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_plone_opens_with_computed_groups(client, root, path):
    assert client.page(root, path).status_int == 200


@pytest.mark.parametrize(("path", "form"), SEARCHES[:2])
def test_the_search_for_groups_finds_computed_ones(
    client, municipality, root, path, form
):
    page = _search(client, municipality, root, path, form)
    assert page.status_int == 200 and "Kommunstyrelsen" in page.text


@pytest.mark.parametrize(
    "path",
    ["/trygghet/@@sharing", f"/@@usergroup-groupdetails?groupname={GROUP}"],
)
def test_a_page_calls_the_group_by_its_title(client, root, path):
    assert "Kommunstyrelsen" in client.page(root, path).text


def test_the_page_of_a_group_lists_its_members(client, root):
    page = client.page(root, f"/@@usergroup-groupmembership?groupname={GROUP}")
    assert "Official Lind" in page.text and "Leader Lind" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_plone_bears_a_group_that_vanished(client, municipality, root, path):
    register = getUtility(IRegister)
    for row in register.roster().rows:
        register.close(row.row, 0)
    assert client.page(root, path).status_int == 200


@pytest.mark.parametrize(("path", "form"), SEARCHES)
def test_a_search_bears_that_all_groups_vanished(
    client, municipality, root, path, form
):
    register = getUtility(IRegister)
    for row in register.roster().rows:
        register.close(row.row, 0)
    assert _search(client, municipality, root, path, form).status_int == 200


def test_groups_are_listed_and_shown(client, root):
    ids = {each["id"] for each in client.rest(root, "GET", "/@groups").json}
    assert {GROUP, PARTY, "conduct:officials"} <= ids
    found = client.rest(root, "GET", f"/@groups/{GROUP}").json
    assert found["title"] == "Kommunstyrelsen"
    assert sorted(found["members"]["items"]) == ["leader", "official"]
    assert client.rest(root, "GET", f"/@groups/{PARTY}").json["id"] == PARTY
    assert client.rest(root, "GET", "/@groups?query=kommun").status_int == 200
    assert client.rest(root, "GET", "/@users/official").status_int == 200
    found = client.rest(root, "GET", "/trygghet/@sharing?search=kommun")
    assert GROUP in [each["id"] for each in found.json["entries"]]


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("PATCH", f"/@groups/{GROUP}", {"users": {"member": True}}),
        ("PATCH", f"/@groups/{GROUP}", {"users": {"leader": False}}),
        ("PATCH", f"/@groups/{GROUP}", {"roles": ["Manager"]}),
        ("PATCH", f"/@groups/{GROUP}", {"title": "Ett annat namn"}),
        ("PATCH", f"/@groups/{GROUP}", {"groups": ["Administrators"]}),
        ("DELETE", f"/@groups/{GROUP}", None),
        ("POST", "/@groups", {"groupname": GROUP}),
        ("POST", "/@groups", {"groupname": "conduct:body:ny"}),
        ("POST", "/@groups", {"groupname": "conduct:function:registrar"}),
    ],
)
def test_changing_a_computed_group_is_refused_with_400(
    client, root, method, path, data
):
    refused = client.rest(root, method, path, data)
    assert refused.status_int == 400
    if method != "POST":
        assert "computed from mandates" in refused.text
    after = client.rest(root, "GET", f"/@groups/{GROUP}").json
    assert sorted(after["members"]["items"]) == ["leader", "official"]
    assert after["title"] == "Kommunstyrelsen"
    assert "Manager" not in after["roles"]


def test_a_user_is_not_put_into_a_computed_group_either(client, root):
    client.rest(root, "PATCH", "/@users/member", {"groups": [GROUP]})
    found = client.rest(root, "GET", f"/@groups/{GROUP}").json
    assert "member" not in found["members"]["items"]


@pytest.fixture
def reads(monkeypatch):
    """How often a request reads the rows of the registers, when they are new to it."""
    counted = []
    read = Register.history

    def counting(self):
        counted.append(1)
        return read(self)

    monkeypatch.setattr(Register, "history", counting)

    def of(request) -> int:
        getUtility(IRegister)._revision.change(1)  # nothing is remembered
        transaction.commit()
        counted.clear()
        assert request().status_int == 200
        return len(counted)

    return of


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("official", "/sitemap"),
        ("official", "/trygghet"),
        ("official", "/trygghet/@@my-page"),
        ("official", "/@@personal-information"),
        ("root", "/trygghet/@@sharing"),
        ("root", f"/@@usergroup-groupmembership?groupname={GROUP}"),
    ],
)
def test_a_page_reads_the_registers_once(client, root, reads, role, path):
    assert reads(lambda: client.page(role, path)) == 1


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("official", "/@search?portal_type=ConductCode"),
        ("official", "/trygghet?fullobjects=1"),
        ("root", "/@groups"),
        ("root", "/trygghet/@sharing"),
    ],
)
def test_a_service_reads_the_registers_once(client, root, reads, role, path):
    assert reads(lambda: client.rest(role, "GET", path)) == 1

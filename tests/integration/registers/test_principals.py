"""Groups and roles are computed from the registers (DESIGN 1.4)."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.documents.editions import show
from collective.conduct.principals.registers.plugin import PLUGIN_ID
from datetime import date
from datetime import timedelta
from plone import api
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.interfaces.group import IGroupManagement
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from tests.support import sample_municipality
from zExceptions import BadRequest
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def plugin(municipality):
    return municipality.portal.acl_users[PLUGIN_ID]


def _groups(userid):
    found = api.user.get(userid=userid).getGroups()
    return {each for each in found if each.startswith("conduct:")}


def test_the_plugin_keeps_what_it_promises(plugin):
    for promise in (
        IGroupsPlugin,
        IGroupEnumerationPlugin,
        IGroupIntrospection,
        IGroupManagement,
        IPropertiesPlugin,
        IRolesPlugin,
    ):
        assert verifyObject(promise, plugin)


def test_an_official_is_in_the_groups_of_the_mandate(municipality):
    assert _groups("official") == {
        "conduct:officials",
        "conduct:body:ks",
        "conduct:party:ks:S",
    }


def test_a_function_gives_its_role_and_its_groups(municipality):
    assert _groups("secretary") == {
        "conduct:employed",
        "conduct:function:secretary",
        "conduct:function:secretary:ks",
    }
    assert "Conduct Secretary" in api.user.get_roles(username="secretary")


def test_a_mandate_that_has_ended_gives_nothing_any_more(municipality):
    assert "Conduct Official" in api.user.get_roles(username="official")
    register = getUtility(IRegister)
    row = register.roster().rows_of(municipality.people["official"])[0]
    register.end(row.row, sample_municipality.TODAY, 0)
    sample_municipality.forget()
    assert _groups("official")
    municipality.clock.pass_days(1)
    sample_municipality.forget()
    assert _groups("official") == set()
    assert "Conduct Official" not in api.user.get_roles(username="official")


def test_a_mandate_begins_on_its_day_with_nothing_run(municipality):
    person = municipality.people["member"]
    tomorrow = sample_municipality.TODAY + timedelta(days=1)
    sample_municipality.hold(Mandate(person, "bun", "ordinary", "M", tomorrow))
    assert _groups("member") == set()
    municipality.clock.pass_days(1)
    sample_municipality.forget()
    assert "conduct:body:bun" in _groups("member")


def test_members_without_an_account_are_no_principals(municipality):
    register = getUtility(IRegister)
    person = register.enrol(None, "Karin Utan Konto")
    sample_municipality.hold(Mandate(person, "ks", "ordinary", "M", date(2026, 1, 1)))
    group = api.group.get(groupname="conduct:body:ks")
    assert sorted(group.getGroupMemberIds()) == ["leader", "official"]
    members = [each.getId() for each in group.getGroupMembers()]
    assert sorted(members) == ["leader", "official"]
    users = api.user.get_users(groupname="conduct:body:ks")
    assert sorted(each.getId() for each in users) == ["leader", "official"]


def test_a_group_is_called_as_people_would_call_it(municipality):
    titles = {
        name: api.group.get(groupname=name).getProperty("title")
        for name in ("conduct:body:ks", "conduct:party:ks:S", "conduct:officials")
    }
    assert titles == {
        "conduct:body:ks": "Kommunstyrelsen",
        "conduct:party:ks:S": "S (Kommunstyrelsen)",
        "conduct:officials": "All elected officials",
    }


def test_groups_are_found_by_part_of_their_title(plugin):
    found = {each["id"] for each in plugin.enumerateGroups(title="styrelsen")}
    assert found == {"conduct:body:ks", "conduct:function:secretary:ks"} | {
        "conduct:party:ks:S"
    }
    (exact,) = plugin.enumerateGroups(id="conduct:body:ks", exact_match=True)
    assert exact["pluginid"] == PLUGIN_ID
    assert plugin.enumerateGroups(id="conduct:body", exact_match=True) == []


def test_the_group_of_a_body_that_was_abolished_is_gone(municipality):
    register = getUtility(IRegister)
    for row in register.roster().rows:
        if row.body == "ks":
            register.end(row.row, sample_municipality.TODAY, 0)
    municipality.clock.pass_days(1)
    sample_municipality.forget()
    assert api.group.get(groupname="conduct:body:ks") is None
    assert _groups("leader") == set()


@pytest.mark.parametrize(
    "deed",
    [
        lambda: api.group.add_user(groupname="conduct:body:ks", username="member"),
        lambda: api.group.remove_user(groupname="conduct:body:ks", username="leader"),
        lambda: api.group.delete(groupname="conduct:body:ks"),
    ],
    ids=["add a member", "remove a member", "delete"],
)
def test_nobody_changes_by_hand_what_is_computed(municipality, deed):
    with api.env.adopt_roles(["Manager"]):
        with pytest.raises(BadRequest, match="computed from mandates"):
            deed()
    assert _groups("leader") and not _groups("member")


def test_ordinary_groups_work_as_before(municipality):
    with api.env.adopt_roles(["Manager"]):
        api.group.create(groupname="klubben")
        api.group.add_user(groupname="klubben", username="member")
        assert "klubben" in api.user.get(userid="member").getGroups()
        api.group.delete(groupname="klubben")


def test_a_leader_has_the_rights_of_an_official_too(municipality):
    roles = api.user.get_roles(username="leader")
    assert {"Conduct Leader", "Conduct Official"} <= set(roles)


def test_a_group_gives_no_role_by_its_name(municipality):
    """Somebody names an ordinary group like a computed one: it is refused."""
    with api.env.adopt_roles(["Manager"]), pytest.raises(BadRequest):
        api.group.create(groupname="conduct:function:archive")


def _answered(municipality):
    document = sample_municipality.adopted(municipality, "kod")
    edition = document["edition-1"]
    shown = show(edition)
    given = Answer("committed", "sv", edition.manifest_hash, shown.statement_hash)
    with municipality.acting("official"):
        answer(edition, given)
    return edition


def test_an_account_that_was_deleted_and_given_anew_is_another_person(municipality):
    edition = _answered(municipality)
    before = municipality.people["official"]
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="official")
    register, ledger = getUtility(IRegister), getUtility(ILedger)
    assert register.person_of("official") is None
    assert register.person(before).name == "Official Lind"
    after = sample_municipality.enrol("official", "Någon Annan")
    sample_municipality.forget()
    assert after != before
    assert _groups("official") == set() and duties_of(after) == []
    assert ledger.outcome(edition.manifest_hash, before) == "committed"
    assert ledger.outcome(edition.manifest_hash, after) is None


def test_a_deleted_account_still_counts_as_a_member_who_answered(municipality):
    edition = _answered(municipality)
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="official")
    person = municipality.people["official"]
    assert (
        person
        in getUtility(IRegister)
        .roster()
        .groups(sample_municipality.TODAY)["conduct:body:ks"]
    )
    assert [each.kind for each in getUtility(ILedger).entries(person)] == ["committed"]
    assert edition.manifest_hash


def test_two_functions_give_both_roles(municipality):
    person = municipality.people["publisher"]
    sample_municipality.hold(Function(person, "auditor", start=date(2026, 1, 1)))
    roles = set(api.user.get_roles(username="publisher"))
    assert {"Conduct Publisher", "Conduct Auditor"} <= roles

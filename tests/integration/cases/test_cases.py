"""Cases: outside the tree, for their handlers alone, telling nothing."""

from collective.conduct.content.cases import ConductCase
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.cases.summary import TRANSITIONS
from collective.conduct.core.cases.summary import WORKFLOW
from collective.conduct.core.common.access import CASE_ACTIONS
from collective.conduct.core.common.access import CASE_STATES
from collective.conduct.core.common.access import HANDLER
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.ports import IVault
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.workflow.common import begin
from collective.conduct.workflow.common import do_transition
from plone import api
from plone.uuid.interfaces import IUUID
from tests.support import sample_municipality
from tests.support.permissions import may_read
from zExceptions import Forbidden
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


CASE = "ab" * 16


@pytest.fixture
def case(municipality):
    """A case whose one handler is the account "auditor"."""
    _private, public = boxes.new_pair()
    readers = {municipality.people["auditor"]: public}
    getUtility(IVault).begin(CASE, may_read(CASE, readers), [])
    fresh = ConductCase()
    fresh.portal_type = "ConductCase"
    made = getUtility(ICases).add(
        fresh, CaseSummary(CASE, "", "received", "code", "", 1)
    )
    begin(made)
    return made


def test_the_index_of_cases_keeps_its_promise(case):
    cases = getUtility(ICases)
    assert verifyObject(ICases, cases)
    assert cases.get(CASE).getId() == CASE
    assert [each.case for each in cases.everything()] == [CASE]
    for wrong in ("cd" * 16, "", "x", "../" * 10, "ab"):
        with pytest.raises(Missing, match="no_case"):
            cases.get(wrong)
        with pytest.raises(Missing, match="no_case"):
            cases.facts(wrong)


def test_a_nonce_is_remembered_for_half_an_hour(municipality):
    cases = getUtility(ICases)
    cases.note_nonce(b"n" * 32, CASE, 1000)
    assert cases.by_nonce(b"n" * 32, 1000 + 30 * 60) == CASE
    assert cases.by_nonce(b"n" * 32, 1001 + 30 * 60) is None
    assert cases.by_nonce(b"m" * 32, 1000) is None


def test_the_workflow_is_the_table(municipality):
    definition = api.portal.get_tool("portal_workflow")[WORKFLOW]
    assert set(definition.states.objectIds()) == set(STATES) == set(CASE_STATES)
    assert definition.initial_state == STATES[0] and not definition.manager_bypass
    found = {
        (step, source.getId(), definition.transitions[step].new_state_id)
        for source in definition.states.objectValues()
        for step in source.getTransitions()
    }
    assert found == {(each.id, each.source, each.target) for each in TRANSITIONS}
    assert {each.action for each in TRANSITIONS} <= set(CASE_ACTIONS)
    assert list(definition.variables.objectIds()) == []


@pytest.mark.parametrize("state", STATES)
def test_in_every_state_handlers_look_and_nobody_does_more(municipality, state):
    info = api.portal.get_tool("portal_workflow")[WORKFLOW].states[state]
    for permission in api.portal.get_tool("portal_workflow")[WORKFLOW].permissions:
        granted = info.getPermissionInfo(permission)
        looks = permission in ("View", "Access contents information")
        assert not granted["acquired"]
        assert set(granted["roles"]) == ({HANDLER} if looks else set()), permission


@pytest.mark.parametrize("role", sorted(sample_municipality.ROLES))
def test_only_a_handler_has_a_right_in_a_case(municipality, case, role):
    with municipality.acting(role):
        seen = api.user.has_permission("View", obj=case)
        assert seen == (role == "auditor")
        for permission in ("Modify portal content", "Delete objects", "Manage portal"):
            if permission != "Manage portal":
                assert not api.user.has_permission(permission, obj=case)


def test_nobody_can_list_who_handles_a_case(municipality, case):
    assert case.get_local_roles() == ()
    with municipality.acting("auditor"):
        assert HANDLER in api.user.get_roles(obj=case)
        assert HANDLER not in api.user.get_roles(obj=municipality.hub)


def test_a_step_passes_through_its_operation_alone(municipality, case):
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles(["Conduct Service", "Manager"]):
        with pytest.raises(Forbidden):
            tool.doActionFor(case, "begin_triage")
    do_transition(case, "begin_triage")
    assert tool.getInfoFor(case, "review_state") == "triage"
    assert case.workflow_history[WORKFLOW][-1].keys() == {"review_state"}


def test_a_case_tells_nothing_about_itself(municipality, case):
    with municipality.acting("official"):
        case.addCreator("official")
        case.title = "Anna"
        case.notifyModified()
        case.reindexObject()
    assert (case.Title(), case.Creator(), case.listCreators()) == ("", "", ())
    assert "_owner" not in vars(case) and not case.__ac_local_roles__
    assert "Anna" not in repr(vars(case))
    assert not case.cb_isCopyable() and not case.cb_isMoveable()


def test_no_walk_through_the_site_comes_across_a_case(municipality, case):
    portal = municipality.portal
    found = portal.ZopeFind(portal, search_sub=1)
    assert not [path for path, each in found if isinstance(each, ConductCase)]
    assert CASE not in str(portal.objectIds()) + str(municipality.hub.objectIds())
    assert portal.unrestrictedTraverse(CASE, None) is None
    assert municipality.hub.unrestrictedTraverse(CASE, None) is None


def test_no_catalog_finds_a_case_whatever_is_done_to_it(municipality, case):
    catalog = api.portal.get_tool("portal_catalog")
    catalog.clearFindAndRebuild()
    assert not catalog.unrestrictedSearchResults(portal_type="ConductCase")
    catalog.catalog_object(case, "/plone/somewhere")
    brains = catalog.unrestrictedSearchResults(path="/plone/somewhere")
    assert [brain.Title for brain in brains] in ([], [""])
    for role in ("manager", "auditor", "official"):
        with municipality.acting(role):
            assert not catalog.searchResults(path="/plone/somewhere")
    assert IUUID(case, None) is None

"""Role map and workflow definitions say what the tables of the core say."""

from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import CAMPAIGN_STATES
from collective.conduct.core.common.access import DOCUMENT_STATES
from collective.conduct.core.common.access import EDITION_STATES
from collective.conduct.core.common.access import PERMISSIONS
from collective.conduct.core.common.access import READER
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.access import SERVICE
from collective.conduct.core.documents.lifecycle import EDITION_WORKFLOW
from collective.conduct.core.documents.lifecycle import TRANSITIONS
from collective.conduct.core.documents.lifecycle import WORKFLOW
from collective.conduct.core.obligations import campaigns
from plone import api
from Products.DCWorkflow.Transitions import TRIGGER_USER_ACTION

import pytest


OURS = "collective.conduct: "
FIRE = f"{OURS}Fire guarded transition"
HOME = "conduct_home"
# workflow, state -> permission -> the action and state that it stands for
DOCUMENT = {
    "View": "view_document",
    "Access contents information": "view_document",
    "Modify portal content": "edit_document",
    "Delete objects": "delete_document",
}
CAMPAIGN = {
    "View": "view_campaign",
    "Access contents information": "view_campaign",
    "Modify portal content": "edit_campaign",
    "Delete objects": "delete_campaign",
}
CHANNEL = {
    "View": "view_channel",
    "Access contents information": "view_channel",
    "Modify portal content": "edit_channel",
    "Delete objects": "delete_channel",
}


def _plone_roles(keys):
    named = {ROLES[key] for key in keys}
    return named | {"Manager"} if "manager" in keys else named


def _granted(state, permission):
    info = state.getPermissionInfo(permission)
    assert not info["acquired"]
    return set(info["roles"])


@pytest.fixture
def workflows(portal, integration):
    return api.portal.get_tool("portal_workflow")


def _our_permissions(portal):
    return [each for each in portal.possible_permissions() if each.startswith(OURS)]


def test_every_permission_of_ours_stands_in_the_table(portal, integration):
    assert set(_our_permissions(portal)) - {FIRE} == {
        each for each in PERMISSIONS.values() if each.startswith(OURS)
    }


def roles_of_permission(permission: str) -> frozenset[str]:
    """All role keys that some action lets through this permission."""
    found: set[str] = set()
    for action, title in PERMISSIONS.items():
        if title == permission:
            found.update(*ACTIONS[action].values())
    return frozenset(found)


def test_the_role_map_gives_a_permission_to_those_whose_deeds_need_it(
    portal, integration
):
    for permission in _our_permissions(portal):
        held = [
            each["name"]
            for each in portal.rolesOfPermission(permission)
            if each["selected"]
        ]
        wanted = _plone_roles(roles_of_permission(permission)) or {SERVICE}
        assert set(held) == wanted, permission
        assert not portal.acquiredRolesAreUsedBy(permission), permission


@pytest.mark.parametrize("role", [SERVICE, READER])
def test_nobody_holds_the_roles_of_the_service_and_of_a_reader(
    portal, integration, role
):
    assert portal.acl_users.portal_role_manager.listAssignedPrincipals(role) == []


@pytest.mark.parametrize("name", DOCUMENT_STATES)
@pytest.mark.parametrize("permission", DOCUMENT)
def test_a_state_of_a_document_grants_what_the_table_says(workflows, name, permission):
    state = workflows[WORKFLOW].states[name]
    wanted = ACTIONS[DOCUMENT[permission]].get(name, frozenset())
    assert _granted(state, permission) == _plone_roles(wanted)


@pytest.mark.parametrize("name", CAMPAIGN_STATES)
@pytest.mark.parametrize("permission", CAMPAIGN)
def test_a_state_of_a_campaign_grants_what_the_table_says(workflows, name, permission):
    state = workflows[campaigns.WORKFLOW].states[name]
    wanted = ACTIONS[CAMPAIGN[permission]].get(name, frozenset())
    assert _granted(state, permission) == _plone_roles(wanted)


def test_the_workflow_of_campaigns_has_the_states_and_steps_of_the_table(workflows):
    definition = workflows[campaigns.WORKFLOW]
    assert set(definition.states.objectIds()) == set(CAMPAIGN_STATES)
    assert campaigns.STATES == CAMPAIGN_STATES
    assert definition.initial_state == CAMPAIGN_STATES[0]
    assert not definition.manager_bypass
    assert _steps(definition) == {
        (each.id, each.source, each.target) for each in campaigns.TRANSITIONS
    }


def test_every_step_of_a_campaign_is_the_deed_of_its_state():
    for step in campaigns.TRANSITIONS:
        assert step.source in ACTIONS[step.action], step.id


def _steps(definition):
    return {
        (step, source.getId(), definition.transitions[step].new_state_id)
        for source in definition.states.objectValues()
        for step in source.getTransitions()
    }


def test_the_workflow_of_documents_has_the_states_of_the_table(workflows):
    definition = workflows[WORKFLOW]
    assert set(definition.states.objectIds()) == set(DOCUMENT_STATES)
    assert definition.initial_state == DOCUMENT_STATES[0]
    assert not definition.manager_bypass


def test_the_workflow_of_documents_has_the_steps_of_the_table(workflows):
    definition = workflows[WORKFLOW]
    assert _steps(definition) == {
        (each.id, each.source, each.target) for each in TRANSITIONS
    }


def test_every_step_waits_for_an_operation_and_none_is_automatic(workflows):
    for name in (WORKFLOW, EDITION_WORKFLOW, campaigns.WORKFLOW, HOME):
        for step in workflows[name].transitions.objectValues():
            assert step.trigger_type == TRIGGER_USER_ACTION
            assert step.getGuard().permissions == (FIRE,)


def test_a_frozen_edition_is_read_by_authors_and_readers_and_changed_by_nobody(
    workflows,
):
    """Who is a reader today is computed: ``principals.campaigns``."""
    definition = workflows[EDITION_WORKFLOW]
    (state,) = definition.states.objectValues()
    readers = {READER, *_plone_roles(ACTIONS["view_draft"]["draft"])}
    for permission in definition.permissions:
        wanted = permission in ("View", "Access contents information")
        granted = _granted(state, permission)
        assert granted == (readers if wanted else set()), permission


def test_everybody_who_may_read_documents_reads_an_edition_in_every_state():
    assert len({ACTIONS["view_edition"][each] for each in EDITION_STATES}) == 1


@pytest.mark.parametrize("name", [WORKFLOW, campaigns.WORKFLOW, HOME])
def test_how_a_thing_is_shown_is_chosen_by_nobody(workflows, name):
    for state in workflows[name].states.objectValues():
        assert _granted(state, "Modify view template") == set()


def test_home_and_bodies_are_read_by_everybody_who_is_logged_in(workflows):
    (state,) = workflows[HOME].states.objectValues()
    everybody = _plone_roles(ACTIONS["view_hub"]["-"])
    assert _granted(state, "View") == everybody
    assert _granted(state, "Access contents information") == everybody


def test_contacts_are_kept_by_staff_and_read_by_everybody_who_is_logged_in(workflows):
    (state,) = workflows["conduct_channel"].states.objectValues()
    for permission, deed in CHANNEL.items():
        assert _granted(state, permission) == _plone_roles(ACTIONS[deed]["-"])
    assert not workflows["conduct_channel"].transitions.objectIds()


def test_who_adds_documents_or_bodies_is_let_through_the_doors_of_plone(workflows):
    """Plone's add form and REST ask for more than the type's own permission."""
    (state,) = workflows[HOME].states.objectValues()
    adding = ACTIONS["add_document"]["-"] | ACTIONS["add_body"]["-"]
    assert _granted(state, "Add portal content") == _plone_roles(adding)

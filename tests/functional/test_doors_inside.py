"""Doors that open from inside the site: rules, local roles, copies, removal."""

from collective.conduct.core.common.access import SERVICE
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.registers.mandates import Function
from collective.conduct.operations.documents import adopt
from collective.conduct.operations.documents.drafting import move
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.workflow.documents.frozen import ALLOW_REMOVAL
from collective.conduct.workflow.documents.frozen import refuse_early
from contextlib import suppress
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from plone.app.contentrules.actions.copy import CopyAction
from plone.app.contentrules.actions.delete import DeleteAction
from plone.app.contentrules.actions.move import MoveAction
from plone.app.contentrules.actions.workflow import WorkflowAction
from plone.contentrules.rule.interfaces import IExecutable
from tests.support import sample_municipality
from types import SimpleNamespace
from zExceptions import BadRequest
from zExceptions import Forbidden
from zope.browsermenu.interfaces import IBrowserMenu
from zope.component import getGlobalSiteManager
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.interface import Interface

import pytest


@pytest.fixture
def place(municipality):
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(municipality.portal, "Folder", "plats")


def _things(municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    return (
        municipality.hub,
        municipality.hub["ks"],
        municipality.document,
        municipality.edition,
        campaign,
    )


@pytest.mark.parametrize("role", ["publisher", "registrar", "manager", "root"])
def test_the_state_menu_of_our_types_is_empty(municipality, role):
    sample_municipality.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    menu = getUtility(IBrowserMenu, name="plone_contentmenu_workflow")
    for thing in _things(municipality):
        with municipality.acting(role):
            assert menu.getMenuItems(thing, municipality.portal.REQUEST) == []


@pytest.mark.parametrize("role", ["publisher", "registrar", "manager"])
def test_the_rest_interface_lists_no_transitions(client, municipality, role):
    for thing in _things(municipality):
        url = f"{thing.absolute_url()}/@workflow"
        found = client.rest(role, "GET", url).json  # who may not look gets none
        assert found.get("transitions", []) == []


@pytest.mark.parametrize("role", ["anonymous", "member", "publisher", "manager"])
def test_every_transition_over_rest_is_forbidden(client, municipality, role):
    for thing in _things(municipality):
        for step in ("/revise", "/publish", "", "/a/b"):
            url = f"{thing.absolute_url()}/@workflow{step}"
            assert client.rest(role, "POST", url, {}).status_int == 403


@pytest.mark.parametrize(
    "roles", [["Owner", "Editor", "Reviewer"], ["Manager"], [SERVICE]]
)
def test_local_roles_open_no_deed_of_the_registrar(municipality, roles):
    """The Sharing page gives Editor and the like; the ZMI any name at all."""
    document = sample_municipality.write(municipality, "ny")
    sample_municipality.propose(municipality, document)
    upcoming = sample_municipality.decide(
        municipality, document, valid_from=sample_municipality.TODAY.replace(day=20)
    )
    other = sample_municipality.write(municipality, "annan")
    sample_municipality.propose(municipality, other)
    for thing in (municipality.hub, document, upcoming, other):
        api.user.grant_roles(username="member", roles=roles, obj=thing)
    decision = adopt.Decision(
        "ks", sample_municipality.TODAY, "§ 9", sample_municipality.TODAY
    )
    with municipality.acting("member"):
        for deed, arguments in (
            (adopt.adopt, (other, decision)),
            (adopt.annul, (upcoming, "Fel text.")),
            (adopt.correct, (upcoming, "Rätt paragraf.")),
            (adopt.repeal, (municipality.edition, "Behövs inte.")),
            (move, (other, "send_back")),
        ):
            with pytest.raises(Refused):
                deed(*arguments)


@pytest.mark.parametrize("roles", [["Manager"], [SERVICE], ["Conduct Registrar"]])
def test_no_role_name_fires_a_transition_without_the_operation(municipality, roles):
    api.user.grant_roles(username="member", roles=roles, obj=municipality.document)
    tool = api.portal.get_tool("portal_workflow")
    with municipality.acting("member"), pytest.raises(Exception) as refusal:
        tool.doActionFor(municipality.document, "revise", comment="", conduct=object())
    assert type(refusal.value).__name__ in ("Forbidden", "WorkflowException")
    assert api.content.get_state(municipality.document) == "adopted"


@pytest.fixture
def one_registry():
    """Handlers stand as they do in one registry: the layers of tests stack them."""
    bottom = getGlobalSiteManager()
    while bottom.__bases__:
        bottom = bottom.__bases__[0]
    wanted = (Interface, IObjectWillBeMovedEvent)
    bottom.registerHandler(refuse_early, wanted)
    yield
    bottom.unregisterHandler(refuse_early, wanted)


RULES = {
    "delete": lambda: DeleteAction(),
    "move": lambda: _targeted(MoveAction()),
    "copy": lambda: _targeted(CopyAction()),
    "workflow": lambda: _stepping(WorkflowAction()),
}


def _targeted(action):
    action.target_folder = "/plats"
    return action


def _stepping(action):
    action.transition = "revise"
    return action


@pytest.mark.parametrize("name", RULES)
def test_a_content_rule_moves_nothing_that_was_adopted(
    municipality, place, one_registry, name
):
    for thing in (municipality.edition, municipality.document):
        event = SimpleNamespace(object=thing)
        with api.env.adopt_roles(["Manager"]):
            execute = getMultiAdapter(
                (municipality.portal, RULES[name](), event), IExecutable
            )
            with suppress(Forbidden, BadRequest):
                execute()
    assert place.objectIds() in ([], ["kod"]), "a copy of the code is a draft"
    assert editions_of(municipality.document) == [municipality.edition]
    assert api.content.get_state(municipality.document) == "adopted"
    assert _catalogued("ConductEdition") == ["/plone/trygghet/kod/edition-1"]
    assert _catalogued("ConductHub") == ["/plone/trygghet"]


@pytest.mark.parametrize("name", ["delete", "move"])
def test_a_content_rule_takes_nothing_that_holds_an_edition(
    municipality, place, one_registry, name
):
    event = SimpleNamespace(object=municipality.hub)
    with api.env.adopt_roles(["Manager"]), suppress(Forbidden):
        getMultiAdapter((municipality.portal, RULES[name](), event), IExecutable)()
    assert _catalogued("ConductHub") == ["/plone/trygghet"]
    assert _catalogued("ConductBody") == ["/plone/trygghet/bun", "/plone/trygghet/ks"]


def _catalogued(portal_type):
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type=portal_type)
    return sorted(each.getPath() for each in found)


def test_a_copy_of_a_document_is_a_draft_of_its_own(municipality):
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(
            municipality.document, target=municipality.hub, id="kopia"
        )
    assert api.content.get_state(copied) == "draft"
    assert editions_of(copied) == [] and copied.objectIds() == []
    assert getUtility(IEditionIndex).of(copied.UID()) == []
    assert editions_of(municipality.document) == [municipality.edition]


def test_a_copy_has_a_stream_of_its_own(municipality):
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(
            municipality.document, target=municipality.hub, id="kopia"
        )
    assert municipality.document.stream and not copied.stream


def test_an_edition_is_still_found_when_what_holds_it_was_renamed(municipality):
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(municipality.document, "ny-kod")
        api.content.rename(municipality.hub, "nytt-hem")
    edition = municipality.portal["nytt-hem"]["ny-kod"]["edition-1"]
    facts = facts_of(edition)
    assert facts.path == "nytt-hem/ny-kod/edition-1"
    assert edition_at(facts).UID() == edition.UID()


def test_a_body_keeps_its_short_name_while_mandates_name_it(municipality):
    body = municipality.hub["ks"]
    with api.env.adopt_roles(["Manager"]):
        with pytest.raises(Forbidden):
            api.content.rename(body, "styrelsen")
        with pytest.raises(Forbidden):
            municipality.hub.manage_delObjects(["ks"])
    assert "ks" in municipality.hub.objectIds()


def test_a_body_that_nothing_names_can_be_renamed_and_removed(municipality):
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(municipality.hub["bun"], "skol")
        municipality.hub.manage_delObjects(["skol"])
    sample_municipality.hold(
        Function(municipality.people["secretary"], "secretary", "bun")
    )
    assert "skol" not in municipality.hub.objectIds()


def test_a_site_is_not_removed_with_its_editions(municipality):
    root = municipality.portal.aq_parent
    with api.env.adopt_roles(["Manager"]), pytest.raises(Forbidden):
        root.manage_delObjects([municipality.portal.getId()])


def test_removal_that_an_administrator_allowed_forgets_the_facts(municipality):
    uid = municipality.document.UID()
    api.portal.set_registry_record(ALLOW_REMOVAL, True)
    with api.env.adopt_roles(["Manager"]):
        municipality.portal.manage_delObjects(["trygghet"])
    assert getUtility(IEditionIndex).of(uid) == []

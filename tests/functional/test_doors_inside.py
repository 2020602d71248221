"""Doors that open from inside the site: rules, local roles, copies, removal."""

from collective.conduct.core.access import SERVICE
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import IShelf
from collective.conduct.core.mandates import Function
from collective.conduct.operations import adopt
from collective.conduct.operations.documents import move
from collective.conduct.operations.editions import edition_at
from collective.conduct.operations.editions import editions_of
from collective.conduct.operations.editions import facts_of
from collective.conduct.workflow.frozen import ALLOW_REMOVAL
from collective.conduct.workflow.frozen import refuse_early
from contextlib import suppress
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from plone.app.contentrules.actions.copy import CopyAction
from plone.app.contentrules.actions.delete import DeleteAction
from plone.app.contentrules.actions.move import MoveAction
from plone.app.contentrules.actions.workflow import WorkflowAction
from plone.contentrules.rule.interfaces import IExecutable
from tests.support import sample_municipality as town
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
def place(built):
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(built.portal, "Folder", "plats")


def _things(built):
    campaign = town.plan(built, built.document)
    return (built.hub, built.hub["ks"], built.document, built.edition, campaign)


@pytest.mark.parametrize("role", ["publisher", "registrar", "manager", "root"])
def test_the_state_menu_of_our_types_is_empty(built, role):
    town.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    menu = getUtility(IBrowserMenu, name="plone_contentmenu_workflow")
    for thing in _things(built):
        with built.acting(role):
            assert menu.getMenuItems(thing, built.portal.REQUEST) == []


@pytest.mark.parametrize("role", ["publisher", "registrar", "manager"])
def test_the_rest_interface_lists_no_transitions(client, built, role):
    for thing in _things(built):
        url = f"{thing.absolute_url()}/@workflow"
        found = client.rest(role, "GET", url).json  # who may not look gets none
        assert found.get("transitions", []) == []


@pytest.mark.parametrize("role", ["anonymous", "member", "publisher", "manager"])
def test_every_transition_over_rest_is_forbidden(client, built, role):
    for thing in _things(built):
        for step in ("/revise", "/publish", "", "/a/b"):
            url = f"{thing.absolute_url()}/@workflow{step}"
            assert client.rest(role, "POST", url, {}).status_int == 403


@pytest.mark.parametrize(
    "roles", [["Owner", "Editor", "Reviewer"], ["Manager"], [SERVICE]]
)
def test_local_roles_open_no_deed_of_the_registrar(built, roles):
    """The Sharing page gives Editor and the like; the ZMI any name at all."""
    document = town.write(built, "ny")
    town.propose(built, document)
    upcoming = town.decide(built, document, valid_from=town.TODAY.replace(day=20))
    other = town.write(built, "annan")
    town.propose(built, other)
    for thing in (built.hub, document, upcoming, other):
        api.user.grant_roles(username="member", roles=roles, obj=thing)
    decision = adopt.Decision("ks", town.TODAY, "§ 9", town.TODAY)
    with built.acting("member"):
        for deed, arguments in (
            (adopt.adopt, (other, decision)),
            (adopt.annul, (upcoming, "Fel text.")),
            (adopt.correct, (upcoming, "Rätt paragraf.")),
            (adopt.repeal, (built.edition, "Behövs inte.")),
            (move, (other, "send_back")),
        ):
            with pytest.raises(Refused):
                deed(*arguments)


@pytest.mark.parametrize("roles", [["Manager"], [SERVICE], ["Conduct Registrar"]])
def test_no_role_name_fires_a_transition_without_the_operation(built, roles):
    api.user.grant_roles(username="member", roles=roles, obj=built.document)
    tool = api.portal.get_tool("portal_workflow")
    with built.acting("member"), pytest.raises(Exception) as refusal:
        tool.doActionFor(built.document, "revise", comment="", conduct=object())
    assert type(refusal.value).__name__ in ("Forbidden", "WorkflowException")
    assert api.content.get_state(built.document) == "adopted"


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
    built, place, one_registry, name
):
    for thing in (built.edition, built.document):
        event = SimpleNamespace(object=thing)
        with api.env.adopt_roles(["Manager"]):
            execute = getMultiAdapter((built.portal, RULES[name](), event), IExecutable)
            with suppress(Forbidden, BadRequest):
                execute()
    assert place.objectIds() in ([], ["kod"]), "a copy of the code is a draft"
    assert editions_of(built.document) == [built.edition]
    assert api.content.get_state(built.document) == "adopted"
    assert _catalogued("ConductEdition") == ["/plone/trygghet/kod/edition-1"]
    assert _catalogued("ConductHub") == ["/plone/trygghet"]


@pytest.mark.parametrize("name", ["delete", "move"])
def test_a_content_rule_takes_nothing_that_holds_an_edition(
    built, place, one_registry, name
):
    event = SimpleNamespace(object=built.hub)
    with api.env.adopt_roles(["Manager"]), suppress(Forbidden):
        getMultiAdapter((built.portal, RULES[name](), event), IExecutable)()
    assert _catalogued("ConductHub") == ["/plone/trygghet"]
    assert _catalogued("ConductBody") == ["/plone/trygghet/bun", "/plone/trygghet/ks"]


def _catalogued(portal_type):
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type=portal_type)
    return sorted(each.getPath() for each in found)


def test_a_copy_of_a_document_is_a_draft_of_its_own(built):
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(built.document, target=built.hub, id="kopia")
    assert api.content.get_state(copied) == "draft"
    assert editions_of(copied) == [] and copied.objectIds() == []
    assert getUtility(IShelf).of(copied.UID()) == []
    assert editions_of(built.document) == [built.edition]


def test_a_copy_has_a_stream_of_its_own(built):
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(built.document, target=built.hub, id="kopia")
    assert built.document.stream and not copied.stream


def test_an_edition_is_still_found_when_what_holds_it_was_renamed(built):
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(built.document, "ny-kod")
        api.content.rename(built.hub, "nytt-hem")
    edition = built.portal["nytt-hem"]["ny-kod"]["edition-1"]
    facts = facts_of(edition)
    assert facts.path == "nytt-hem/ny-kod/edition-1"
    assert edition_at(facts).UID() == edition.UID()


def test_a_body_keeps_its_short_name_while_mandates_name_it(built):
    body = built.hub["ks"]
    with api.env.adopt_roles(["Manager"]):
        with pytest.raises(Forbidden):
            api.content.rename(body, "styrelsen")
        with pytest.raises(Forbidden):
            built.hub.manage_delObjects(["ks"])
    assert "ks" in built.hub.objectIds()


def test_a_body_that_nothing_names_can_be_renamed_and_removed(built):
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(built.hub["bun"], "skol")
        built.hub.manage_delObjects(["skol"])
    town.hold(Function(built.people["secretary"], "secretary", "bun"))
    assert "skol" not in built.hub.objectIds()


def test_a_site_is_not_removed_with_its_editions(built):
    root = built.portal.aq_parent
    with api.env.adopt_roles(["Manager"]), pytest.raises(Forbidden):
        root.manage_delObjects([built.portal.getId()])


def test_removal_that_an_administrator_allowed_forgets_the_facts(built):
    uid = built.document.UID()
    api.portal.set_registry_record(ALLOW_REMOVAL, True)
    with api.env.adopt_roles(["Manager"]):
        built.portal.manage_delObjects(["trygghet"])
    assert getUtility(IShelf).of(uid) == []

"""Guarded transitions: ``do_transition`` alone can fire them (DESIGN 5 a).

The permission of a private role hides the button. A Manager can grant himself
any role name, so there is a veto as well: a transition of our workflows passes
only with an in-process token that no request can set.
"""

from collective.conduct.content.common.guarded import IGuarded
from collective.conduct.content.common.guarded import ISilent
from collective.conduct.core.common.access import SERVICE
from plone import api
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zExceptions import Forbidden
from zope.component import adapter


_TOKEN = object()


def do_transition(thing, transition: str, comment: str = "") -> None:
    """Fire a guarded transition. The caller has checked the real user."""
    if ISilent.providedBy(thing):
        _move(thing, transition)
        return
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_roles([SERVICE]):
        tool.doActionFor(thing, transition, comment=comment, conduct=_TOKEN)
    thing.reindexObject(idxs=["review_state"])
    thing.reindexObjectSecurity()


def begin(thing) -> None:
    """Put silent content (``ISilent``) into the first state of its workflow."""
    (workflow,) = api.portal.get_tool("portal_workflow").getWorkflowsFor(thing)
    _set_state(workflow, thing, workflow.initial_state)


def _move(thing, transition: str) -> None:
    """Take a transition without an event, by which a content rule could send a mail."""
    tool = api.portal.get_tool("portal_workflow")
    (workflow,) = tool.getWorkflowsFor(thing)
    state = workflow.states[tool.getInfoFor(thing, workflow.state_var)]
    if transition not in state.transitions:
        raise Forbidden("This step is not open now.")
    _set_state(workflow, thing, workflow.transitions[transition].new_state_id)


def _set_state(workflow, thing, state: str) -> None:
    tool = api.portal.get_tool("portal_workflow")
    tool.setStatusOf(workflow.id, thing, {workflow.state_var: state})
    workflow.updateRoleMappingsFor(thing)


@adapter(IGuarded, IBeforeTransitionEvent)
def veto(thing, event) -> None:
    """Refuse a transition that did not come through ``do_transition``."""
    if event.transition is None:
        return  # creation
    if (event.kwargs or {}).get("conduct") is not _TOKEN:
        raise Forbidden("This step has its own page.")

"""Authorisation: who is acting and what they may do; every operation asks it first."""

from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import allowed
from collective.conduct.core.common.access import NOWHERE
from collective.conduct.core.common.access import role_keys
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IPersonLookup
from dataclasses import dataclass
from plone import api
from typing import Any
from zope.component import getUtility


@dataclass(frozen=True)
class Actor:
    """The acting user: account, register id (if any), role keys."""

    userid: str
    person: int | None
    roles: frozenset[str]

    def enrolled(self) -> int:
        """Their id in the register, given now when they have none (writes)."""
        if self.person is not None:
            return self.person
        user = api.user.get(userid=self.userid)
        name = user.getProperty("fullname") or self.userid
        return getUtility(IPersonLookup).enrol(self.userid, name)


def actor(context: Any = None) -> Actor:
    """Return who is acting, with their roles in the context."""
    if api.user.is_anonymous():
        return Actor("", None, frozenset({"anonymous"}))
    user = api.user.get_current()
    roles = user.getRolesInContext(context or api.portal.get())
    register = getUtility(IPersonLookup)
    return Actor(user.getId(), register.person_of(user.getId()), role_keys(roles))


def may(action: str, context: Any = None, state: str = NOWHERE) -> bool:
    """Whether whoever is acting may do the action in that state."""
    return allowed(action, state, actor(context).roles)


def may_now(action: str, context: Any) -> bool:
    """Whether whoever is acting may do the action in the state the context is in.

    Most readers may in none: then the workflow is not asked.
    """
    roles = actor(context).roles
    return any(allowed(action, state, roles) for state in ACTIONS[action]) and allowed(
        action, api.content.get_state(context), roles
    )


def authorise(action: str, context: Any = None, state: str = NOWHERE) -> Actor:
    """Return the actor; ``Refused`` "not_allowed" or "not_in_this_state"."""
    who = actor(context)
    if not allowed(action, state, who.roles):
        from_other = any(allowed(action, other, who.roles) for other in ACTIONS[action])
        code = "not_in_this_state" if from_other else "not_allowed"
        raise Refused(code, deed=action, state=state)
    return who

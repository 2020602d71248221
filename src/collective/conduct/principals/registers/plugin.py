"""PAS plugin: groups and roles computed from the registers of today.

Nothing is stored here. A page asks some eighty times for a user's groups and
roles, so the roster is cached on the request: one register read per request.
"""

from AccessControl.class_init import InitializeClass
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import PREFIX
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.principals.registers.titles import group_title
from datetime import date
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.interfaces.group import IGroupManagement
from Products.PlonePAS.plugins.autogroup import VirtualGroup
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zExceptions import BadRequest
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component import queryUtility
from zope.globalrequest import getRequest
from zope.interface import implementer


PLUGIN_ID = "conduct_mandates"
COMPUTED = "computed from mandates"
_KEY = "collective.conduct.roster"


def current() -> tuple[object, Roster, date] | None:
    """The register, its roster and today: read once per request.

    None on a site where the add-on is not (or no longer) installed.
    """
    request = getRequest()
    kept = IAnnotations(request) if request is not None else {}
    if _KEY not in kept:
        register = queryUtility(IRegister)
        if register is None:
            return None
        kept[_KEY] = (register, register.roster(), getUtility(IClock).today())
    return kept[_KEY]


def forget() -> None:
    """Drop the roster cached on the request, after a write to the registers."""
    request = getRequest()
    if request is not None:
        IAnnotations(request).pop(_KEY, None)


@implementer(
    IGroupsPlugin,
    IGroupEnumerationPlugin,
    IGroupIntrospection,
    IGroupManagement,
    IPropertiesPlugin,
    IRolesPlugin,
)
class MandateGroups(BasePlugin):
    """PAS plugin of the computed groups ``conduct:…``, which nobody can edit."""

    meta_type = "Conduct Mandate Groups"

    def __init__(self, id: str = PLUGIN_ID, title: str = "Conduct mandates") -> None:
        self._setId(id)
        self.title = title

    # IGroupsPlugin, IRolesPlugin
    def getGroupsForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        found = self._person(principal.getId())
        return found[1].groups_of(found[0], found[2]) if found else ()

    def getRolesForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        found = self._person(principal.getId())
        if not found:
            return ()
        person, roster, today = found
        return tuple(ROLES[key] for key in sorted(roster.roles_of(person, today)))

    # IGroupEnumerationPlugin
    def enumerateGroups(
        self, id=None, exact_match=False, sort_by=None, max_results=None, **kw
    ) -> list[dict]:
        wanted = id or kw.get("title") or kw.get("name") or ""
        wanted = wanted if isinstance(wanted, str) else " ".join(wanted)
        found = [
            {"id": key, "groupid": key, "title": title, "pluginid": self.getId()}
            for key, title in self._matching(wanted, exact_match)
        ]
        return found[:max_results] if max_results else found

    def _matching(self, wanted: str, exact: bool) -> list[tuple[str, str]]:
        if exact:
            known = wanted in self.getGroupIds()
            return [(wanted, group_title(wanted))] if known else []
        titles = [(key, group_title(key)) for key in self.getGroupIds()]
        return [each for each in titles if wanted.lower() in " ".join(each).lower()]

    # IGroupIntrospection
    def getGroupById(self, group_id: str) -> VirtualGroup | None:
        if group_id not in self.getGroupIds():
            return None
        return VirtualGroup(group_id, title=group_title(group_id))

    def getGroups(self) -> list[VirtualGroup]:
        return [VirtualGroup(key, title=group_title(key)) for key in self.getGroupIds()]

    def getGroupIds(self) -> list[str]:
        found = current()
        return sorted(found[1].groups(found[2])) if found else []

    def getGroupMembers(self, group_id: str) -> tuple[str, ...]:
        found = current()
        if not found:
            return ()
        register, roster, today = found
        members = roster.groups(today).get(group_id, ())
        accounts = (register.person(person).userid for person in members)
        return tuple(sorted(account for account in accounts if account))

    # IPropertiesPlugin
    def getPropertiesForUser(self, user, request=None) -> dict:
        name = user.getId() or ""
        if not name.startswith(PREFIX):
            return {}
        return {"title": group_title(name), "description": "", "email": ""}

    # IGroupManagement: in front of the others, so that nobody changes by hand
    # what is computed (without it PATCH @groups answers 503)
    def addGroup(self, id, **kw) -> bool:
        return _refuse_computed(id)

    def updateGroup(self, id, **kw) -> bool:
        return _refuse_computed(id)

    def removeGroup(self, group_id) -> bool:
        return _refuse_computed(group_id)

    def setRolesForGroup(self, group_id, roles=()) -> bool:
        return _refuse_computed(group_id)

    def addPrincipalToGroup(self, principal_id, group_id) -> bool:
        return _refuse_computed(group_id)

    def removePrincipalFromGroup(self, principal_id, group_id) -> bool:
        return _refuse_computed(group_id)

    def _person(self, userid: str | None) -> tuple[int, Roster, date] | None:
        found = current()
        if not found or not userid or userid.startswith(PREFIX):
            return None
        register, roster, today = found
        person = register.person_of(userid)
        return (person, roster, today) if person is not None else None


def _refuse_computed(group_id: str) -> bool:
    if str(group_id).startswith(PREFIX):
        raise BadRequest(COMPUTED)
    return False


InitializeClass(MandateGroups)

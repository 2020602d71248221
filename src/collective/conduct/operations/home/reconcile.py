"""Reconcile the records with the site after a new installation (DESIGN 8).

While the add-on is uninstalled, its records miss that accounts are deleted and
content is renamed or removed, and nothing guards the permissions on our content.
Installing again corrects that. It is not an action of a person: it runs with the
profile, without a check of permissions.
"""

from collections.abc import Iterator
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.principals.registers.plugin import forget
from collective.conduct.workflow.documents.path_tracking import place_of
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from plone import api
from typing import Any
from zExceptions import NotFound
from zope.component import getUtility


INDEXES = ("conduct_diary_number", "conduct_document_type", "conduct_related")
OURS = "collective.conduct."


@dataclass(frozen=True)
class Mended:
    """What was corrected: accounts detached, paths updated, rows dropped."""

    retired: int
    moved: int
    forgotten: int


def reconcile() -> Mended:
    """Update registers, edition index, campaigns and our content. Idempotent."""
    retired = _retire_lost_accounts()
    moved, forgotten = _follow_editions()
    moved += _follow_campaigns()
    renew_content()
    return Mended(retired, moved, forgotten)


def renew_content() -> None:
    """Set permissions and indexes of our content as the profile defines them.

    Permissions are stored on each object. Other types are neither changed nor read.
    """
    workflows = api.portal.get_tool("portal_workflow")
    for thing in _contents():
        for workflow in workflows.getWorkflowsFor(thing):
            workflow.updateRoleMappingsFor(thing)
        thing.reindexObject(idxs=list(INDEXES))
        thing.reindexObjectSecurity()


def _contents() -> Iterator[Any]:
    types = api.portal.get_tool("portal_types").objectValues()
    return _found(portal_type=[each.getId() for each in types if _is_ours(each)])


def _found(**query: Any) -> Iterator[Any]:
    """The existing objects that the catalog finds, without a check of permissions."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(**query):
        thing = None
        with suppress(AttributeError, KeyError, NotFound):
            thing = brain._unrestrictedGetObject()
        if thing is not None:
            yield thing


def _is_ours(fti: Any) -> bool:
    return getattr(fti, "klass", "").startswith(OURS)


def _retire_lost_accounts() -> int:
    """Detach people from accounts that no longer exist (see ``retire_account``)."""
    register = getUtility(IRegister)
    named = [each.userid for each in register.people() if each.userid]
    lost = [userid for userid in named if api.user.get(userid=userid) is None]
    for userid in lost:
        register.retire(userid)
    forget()
    return len(lost)


def _follow_editions() -> tuple[int, int]:
    """Update the paths of editions; drop the rows of documents that were removed."""
    shelf, moved, forgotten = getUtility(IEditionIndex), 0, 0
    for document, rows in shelf.documents().items():
        for facts in rows:
            place = _place(facts.uid)
            if place not in (None, facts.path):
                shelf.put(replace(facts, path=place))
                moved += 1
        if _place(document) is None:
            shelf.drop(document)
            forgotten += len(rows)
    return moved, forgotten


def _follow_campaigns() -> int:
    """Update the paths of campaigns; rows of removed ones stay, as answers do."""
    campaigns, moved = getUtility(ICampaigns), 0
    for facts in campaigns.everything():
        place = _place(facts.uid)
        if place not in (None, facts.path):
            campaigns.put(replace(facts, path=place))
            moved += 1
    return moved


def _place(uid: str) -> str | None:
    """The path of the object with this UID, None when there is none."""
    return next((place_of(thing) for thing in _found(UID=uid)), None)

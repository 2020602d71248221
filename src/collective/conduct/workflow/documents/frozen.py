"""Refuse to remove, move or copy frozen editions (DESIGN 5 e, f).

The same holds for launched campaigns (``workflow.campaigns``). Events reach
children, so deleting or moving a container of one is refused too. Renaming an
ancestor stays allowed: it moves nothing to another container.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.documents.ports import IHeldPlaces
from OFS.interfaces import IObjectWillBeMovedEvent
from OFS.interfaces import IObjectWillBeRemovedEvent
from plone import api
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.interface import provider
from zope.lifecycleevent.interfaces import IObjectCopiedEvent

import logging


logger = logging.getLogger(__name__)
FROZEN = "What was adopted or launched cannot be moved, copied or removed."
ALLOW_REMOVAL = "collective.conduct.allow_removal"
_ORDER = "plone.folder.ordered."


def refuse_early(thing, event) -> None:
    """Refuse a removal or move before the catalog drops the objects.

    Other code may swallow the exception (a content rule does) and go on; the
    objects would then exist and not be found. A handler for all objects runs
    first, so this is one; children are checked together with their container.
    """
    if aq_base(event.object) is aq_base(thing) and _holds_frozen(thing):
        refuse(thing, event)


def _holds_frozen(thing) -> bool:
    if queryUtility(IEditionIndex) is None:
        return False  # no site, or one without the add-on: Zope makes its root, too
    site, path = api.portal.get().getPhysicalPath(), thing.getPhysicalPath()
    if path[: len(site)] != site[: len(path)]:
        return False
    within = "/".join([*path[len(site) :], ""])
    return any(
        f"{held}/".startswith(within)
        for _name, places in getUtilitiesFor(IHeldPlaces)
        for held in places()
    )


@provider(IHeldPlaces)
def editions() -> Iterator[str]:
    """Return the paths of all editions."""
    index = queryUtility(IEditionIndex)
    for rows in index.documents().values() if index is not None else ():
        yield from (each.path for each in rows)


def refuse(thing, event) -> None:
    """Raise ``Forbidden`` for a removal or move; only its container may be renamed."""
    if event.newParent is None:
        _refuse_removal()
    elif event.oldParent is not None:
        renamed = aq_base(event.oldParent) is aq_base(event.newParent)
        if not renamed or _is_frozen(thing):
            raise Forbidden(FROZEN)


def _is_frozen(thing) -> bool:
    launched = getattr(aq_base(thing), "launched_on", None)
    return IConductEdition.providedBy(thing) or bool(launched)


def _refuse_removal() -> None:
    if not api.portal.get_registry_record(ALLOW_REMOVAL, default=False):
        raise Forbidden(FROZEN)


@adapter(IConductEdition, IObjectWillBeRemovedEvent)
def refuse_removal(edition, event) -> None:
    """Refuse to remove the edition, by itself or with an ancestor."""
    _refuse_removal()
    logger.warning("Removing the frozen edition %s", edition.manifest_hash)


@adapter(IConductEdition, IObjectWillBeMovedEvent)
def refuse_move(edition, event) -> None:
    """Refuse to move the edition; an ancestor may be renamed."""
    if event.oldParent is None or event.newParent is None:
        return  # being added, or removed (see above)
    renamed = aq_base(event.oldParent) is aq_base(event.newParent)
    if aq_base(event.object) is aq_base(edition) or not renamed:
        raise Forbidden(FROZEN)


@adapter(IConductEdition, IObjectCopiedEvent)
def refuse_copy(edition, event) -> None:
    """Refuse a copy of the edition alone: only adoption makes one."""
    if aq_base(event.object) is aq_base(edition):
        raise Forbidden(FROZEN)


@adapter(IGoverningDocument, IObjectCopiedEvent)
def start_copy_anew(document, event) -> None:
    """Make a copy a new draft without any reference to what was adopted."""
    document._initBTrees()
    notes = IAnnotations(document)
    for key in [key for key in notes if key.startswith(_ORDER)]:
        del notes[key]
    document.nonmaterial = {}
    document.stream = 0
    document.diary_number = None

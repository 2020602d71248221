"""Frozen editions are not removed, moved or copied (DESIGN 5 e, f).

Events reach children, so deleting or moving what holds an edition is refused
too. Renaming an ancestor stays allowed: nothing of ours moves by it.
"""

from Acquisition import aq_base
from collective.conduct.content.edition import IConductEdition
from collective.conduct.content.governing import IGoverningDocument
from OFS.interfaces import IObjectWillBeMovedEvent
from OFS.interfaces import IObjectWillBeRemovedEvent
from plone import api
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.lifecycleevent.interfaces import IObjectCopiedEvent

import logging


logger = logging.getLogger(__name__)
FROZEN = "A frozen edition cannot be moved or removed."
ALLOW_REMOVAL = "collective.conduct.allow_removal"
_ORDER = "plone.folder.ordered."


@adapter(IConductEdition, IObjectWillBeRemovedEvent)
def refuse_removal(edition, event) -> None:
    """Keep the edition, whatever ancestor is being removed."""
    if not api.portal.get_registry_record(ALLOW_REMOVAL, default=False):
        raise Forbidden(FROZEN)
    logger.warning("Removing the frozen edition %s", edition.manifest_hash)


@adapter(IConductEdition, IObjectWillBeMovedEvent)
def refuse_move(edition, event) -> None:
    """Keep the edition in its document; an ancestor may be renamed."""
    if event.oldParent is None or event.newParent is None:
        return  # being added, or removed (see above)
    renamed = aq_base(event.oldParent) is aq_base(event.newParent)
    if aq_base(event.object) is aq_base(edition) or not renamed:
        raise Forbidden(FROZEN)


@adapter(IGoverningDocument, IObjectCopiedEvent)
def start_copy_anew(document, event) -> None:
    """Make of a copy a new draft: no editions, no marks that refer to them."""
    document._initBTrees()
    notes = IAnnotations(document)
    for key in [key for key in notes if key.startswith(_ORDER)]:
        del notes[key]
    document.nonmaterial = {}

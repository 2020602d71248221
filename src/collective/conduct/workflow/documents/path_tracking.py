"""Keep stored keys of bodies and paths of editions valid when content moves."""

from Acquisition import aq_base
from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.content.registers import IConductBody
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.registers.ports import IRegister
from contextlib import suppress
from dataclasses import replace
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from zExceptions import Forbidden
from zope.component import adapter
from zope.component import queryUtility
from zope.lifecycleevent.interfaces import IObjectMovedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


NAMED = "Mandates or functions name this body by its short name: it stays."


def place_of(thing) -> str:
    """Return the path of an object within its site, wherever that is mounted."""
    site = len(api.portal.get().getPhysicalPath())
    return "/".join(thing.getPhysicalPath()[site:])


@adapter(IConductBody, IObjectWillBeMovedEvent)
def keep_key(body, event) -> None:
    """Refuse to rename a body while rows of the registers name it (B9).

    A body that is abolished keeps its page; its mandates end.
    """
    register = queryUtility(IRegister)
    is_moved = aq_base(event.object) is aq_base(body) and event.oldParent is not None
    if register is None or not is_moved:
        return
    if any(row.body == event.oldName for row in register.roster().rows):
        raise Forbidden(NAMED)


@adapter(IConductEdition, IObjectMovedEvent)
def follow(edition, event) -> None:
    """Update the stored path when a container of the edition was renamed."""
    index = queryUtility(IEditionIndex)
    if index is None or event.oldParent is None or event.newParent is None:
        return
    with suppress(Missing):  # without a row no path is stored
        index.put(replace(index.get(edition.UID()), path=place_of(edition)))


@adapter(IGoverningDocument, IObjectRemovedEvent)
def forget_editions(document, event) -> None:
    """Forget the facts of editions whose removal was allowed."""
    index = queryUtility(IEditionIndex)
    if index is not None:
        index.drop(document.UID())

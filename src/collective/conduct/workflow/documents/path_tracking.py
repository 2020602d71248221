"""Names and places that others count on: keys of bodies, paths of editions."""

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
    """The path of a thing within its site, wherever the site is mounted."""
    site = len(api.portal.get().getPhysicalPath())
    return "/".join(thing.getPhysicalPath()[site:])


@adapter(IConductBody, IObjectWillBeMovedEvent)
def keep_key(body, event) -> None:
    """Keep the short name of a body while rows of the registers name it (B9).

    A body that is abolished keeps its page; its mandates end.
    """
    register = queryUtility(IRegister)
    own = aq_base(event.object) is aq_base(body) and event.oldParent is not None
    if register is None or not own:
        return
    if any(row.body == event.oldName for row in register.roster().rows):
        raise Forbidden(NAMED)


@adapter(IConductEdition, IObjectMovedEvent)
def follow(edition, event) -> None:
    """Note the new path when what holds the edition was renamed."""
    shelf = queryUtility(IEditionIndex)
    if shelf is None or event.oldParent is None or event.newParent is None:
        return
    with suppress(Missing):  # no row: nothing counts on its place
        shelf.put(replace(shelf.get(edition.UID()), path=place_of(edition)))


@adapter(IGoverningDocument, IObjectRemovedEvent)
def forget_editions(document, event) -> None:
    """Forget the facts of editions whose removal was allowed."""
    shelf = queryUtility(IEditionIndex)
    if shelf is not None:
        shelf.drop(document.UID())

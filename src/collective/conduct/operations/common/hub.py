"""The one hub of the site (DESIGN 1.11)."""

from collective.conduct.content.common.hub import IConductHub
from plone import api
from zExceptions import BadRequest
from zope.component import adapter
from zope.lifecycleevent.interfaces import IObjectAddedEvent


def hub():
    """Return the hub, None while there is none; no permission is needed."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type="ConductHub"):
        return brain._unrestrictedGetObject()
    return None


@adapter(IConductHub, IObjectAddedEvent)
def refuse_second(added, event) -> None:
    """Refuse a second hub: ledger, registers and keys are site-wide."""
    catalog = api.portal.get_tool("portal_catalog")
    others = [
        brain.UID
        for brain in catalog.unrestrictedSearchResults(portal_type="ConductHub")
        if brain.UID != added.UID()
    ]
    if others:
        raise BadRequest("There is already a hub on this site.")

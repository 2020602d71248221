"""Refuse to remove, move or copy launched campaigns; update their stored paths.

``workflow.documents.frozen`` does the same for editions. A plan can be removed and
copied.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collective.conduct.content.campaigns import IConductCampaign
from collective.conduct.content.campaigns import LAUNCHED
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.ports import IHeldPlaces
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.workflow.documents.frozen import refuse
from contextlib import suppress
from dataclasses import replace
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from zExceptions import Forbidden
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import provider
from zope.lifecycleevent.interfaces import IObjectCopiedEvent
from zope.lifecycleevent.interfaces import IObjectMovedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


@adapter(IConductCampaign, IObjectWillBeMovedEvent)
def refuse_leaving(campaign, event) -> None:
    """Refuse to remove or move a launched campaign; an ancestor may be renamed."""
    if campaign.launched_on and event.oldParent is not None:
        alone = aq_base(event.object) is aq_base(campaign)
        refuse(campaign if alone else event.object, event)


@adapter(IConductCampaign, IObjectCopiedEvent)
def refuse_copy(campaign, event) -> None:
    """Refuse a copy, alone or with its container: only a launch makes one."""
    if campaign.launched_on:
        raise Forbidden(LAUNCHED)


@adapter(IConductCampaign, IObjectMovedEvent)
def follow(campaign, event) -> None:
    """Update the stored path when a container of the campaign was renamed."""
    campaigns = queryUtility(ICampaigns)
    if campaigns is None or event.oldParent is None or event.newParent is None:
        return
    site = len(api.portal.get().getPhysicalPath())
    path = "/".join(campaign.getPhysicalPath()[site:])
    with suppress(Missing):  # a plan: no path is stored
        campaigns.put(replace(campaigns.get(campaign.UID()), path=path))


@adapter(IConductCampaign, IObjectRemovedEvent)
def forget(campaign, event) -> None:
    """Forget the facts of a campaign whose removal was allowed."""
    campaigns = queryUtility(ICampaigns)
    if campaigns is not None:
        campaigns.drop(campaign.UID())


@provider(IHeldPlaces)
def launched() -> Iterator[str]:
    """Return the paths of all launched campaigns."""
    campaigns = queryUtility(ICampaigns)
    for facts in campaigns.everything() if campaigns is not None else ():
        yield facts.path

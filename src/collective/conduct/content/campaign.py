"""ConductCampaign: who must answer which document by when (DESIGN 2)."""

from collective.conduct.content.guarded import IGuarded
from collective.conduct.i18n import _
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IConductCampaign(model.Schema):
    """What a campaign asks of whom (``core.campaigns.CampaignFacts``)."""

    document = schema.ASCIILine(
        title=_("label_campaign_document", default="Document"), default=""
    )


@implementer(IConductCampaign, IGuarded)
class ConductCampaign(Item):
    """See IConductCampaign."""

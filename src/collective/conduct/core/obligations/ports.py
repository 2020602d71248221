"""Ports of obligations: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class ICampaigns(Interface):
    """The facts of all campaigns that were launched: a projection of content."""

    def put(facts):
        """Add or replace the row of a campaign (``campaigns.CampaignFacts``)."""

    def get(uid):
        """Return the row of a campaign; ``Missing`` "no_campaign"."""

    def of(subject):
        """Return the rows about a ``subjects.Subject``, oldest start first."""

    def everything():
        """Return all rows, oldest start first."""

    def drop(uid):
        """Forget the row of a campaign that was removed."""

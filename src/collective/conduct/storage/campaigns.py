"""The facts of campaigns on ZODB. See ICampaigns."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.campaigns import CampaignFacts
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import ICampaigns
from dataclasses import astuple
from persistent import Persistent
from zope.interface import implementer


@implementer(ICampaigns)
class Campaigns(Persistent):
    """See ICampaigns. Few rows, read together on every page: one small tree."""

    def __init__(self) -> None:
        self._rows = OOBTree()  # uid -> values of CampaignFacts

    def put(self, facts: CampaignFacts) -> None:
        self._rows[facts.uid] = astuple(facts)

    def get(self, uid: str) -> CampaignFacts:
        values = self._rows.get(uid)
        if values is None:
            raise Missing("no_campaign")
        return CampaignFacts(*values)

    def of(self, document: str) -> list[CampaignFacts]:
        return [facts for facts in self.everything() if facts.document == document]

    def everything(self) -> list[CampaignFacts]:
        found = (CampaignFacts(*values) for values in self._rows.values())
        return sorted(found, key=lambda each: (each.start, each.uid))

    def drop(self, uid: str) -> None:
        self._rows.pop(uid, None)

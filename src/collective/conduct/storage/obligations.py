"""ZODB storage of the facts of campaigns. See ICampaigns."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import as_row
from collective.conduct.core.obligations.subjects import from_row
from collective.conduct.core.obligations.subjects import Subject
from collective.conduct.storage.common.rows import RowFormat
from persistent import Persistent
from zope.interface import implementer


CAMPAIGN = RowFormat(
    CampaignFacts,
    {
        1: "uid subject title path state kind plus minus start due joiner_days"
        " per_term ladder escalate_after escalate_to embargo_days undertaking"
        " joins_until closed_on"
    },
    codecs={"subject": (as_row, from_row)},
)


@implementer(ICampaigns)
class Campaigns(Persistent):
    """See ICampaigns. One small tree: the rows are few and read together."""

    def __init__(self) -> None:
        self._rows = OOBTree()  # uid -> row

    def put(self, facts: CampaignFacts) -> None:
        self._rows[facts.uid] = CAMPAIGN.pack(facts)

    def get(self, uid: str) -> CampaignFacts:
        row = self._rows.get(uid)
        if row is None:
            raise Missing("no_campaign")
        return CAMPAIGN.unpack(row)

    def of(self, subject: Subject) -> list[CampaignFacts]:
        return [facts for facts in self.everything() if facts.subject == subject]

    def everything(self) -> list[CampaignFacts]:
        campaigns = (CAMPAIGN.unpack(row) for row in self._rows.values())
        return sorted(campaigns, key=lambda each: (each.start, each.uid))

    def drop(self, uid: str) -> None:
        self._rows.pop(uid, None)

"""The facts of campaigns on ZODB. See ICampaigns."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.campaigns import CampaignFacts
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import ICampaigns
from collective.conduct.core.subjects import as_row
from collective.conduct.core.subjects import from_row
from collective.conduct.core.subjects import Subject
from dataclasses import fields
from dataclasses import replace
from persistent import Persistent
from zope.interface import implementer


@implementer(ICampaigns)
class Campaigns(Persistent):
    """See ICampaigns. Few rows, read together on every page: one small tree."""

    def __init__(self) -> None:
        self._rows = OOBTree()  # uid -> values of CampaignFacts

    def put(self, facts: CampaignFacts) -> None:
        self._rows[facts.uid] = _as_row(facts)

    def get(self, uid: str) -> CampaignFacts:
        values = self._rows.get(uid)
        if values is None:
            raise Missing("no_campaign")
        return _from_row(values)

    def of(self, subject: Subject) -> list[CampaignFacts]:
        return [facts for facts in self.everything() if facts.subject == subject]

    def everything(self) -> list[CampaignFacts]:
        found = map(_from_row, self._rows.values())
        return sorted(found, key=lambda each: (each.start, each.uid))

    def drop(self, uid: str) -> None:
        self._rows.pop(uid, None)


def _as_row(facts: CampaignFacts) -> tuple:
    values = {each.name: getattr(facts, each.name) for each in fields(facts)}
    return (*(values | {"subject": as_row(facts.subject)}).values(),)


def _from_row(values: tuple) -> CampaignFacts:
    facts = CampaignFacts(*values)
    return replace(facts, subject=from_row(facts.subject))

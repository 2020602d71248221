"""Embargo of an upcoming edition: who may see it before everybody (E4).

While a campaign about a document is running and has an embargo of so many days,
an edition that is not yet in force is known to staff and, that many days
before its first day, to those whom the campaign asks. Everybody else sees it
from its first day. No state is switched: it follows from dates and groups.
"""

from collections.abc import Iterable
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.core.obligations.campaigns import CampaignFacts
from datetime import date
from datetime import timedelta


def embargoes(campaigns: Iterable[CampaignFacts]) -> list[CampaignFacts]:
    """Return the active campaigns that have an embargo."""
    return [each for each in campaigns if each.state in ACTIVE and each.embargo_days]


def is_public(
    edition: EditionFacts, campaigns: Iterable[CampaignFacts], day: date
) -> bool:
    """Whether everybody who may read documents may see the edition."""
    return edition.valid_from <= day or not embargoes(campaigns)


def is_told(
    edition: EditionFacts,
    campaigns: Iterable[CampaignFacts],
    groups: Iterable[str],
    day: date,
) -> bool:
    """Whether somebody in these groups may know of the edition on that day."""
    theirs = frozenset(groups)
    return any(
        _opens(edition, each) <= day
        and not theirs.isdisjoint(each.plus)
        and theirs.isdisjoint(each.minus)
        for each in embargoes(campaigns)
    )


def _opens(edition: EditionFacts, campaign: CampaignFacts) -> date:
    return edition.valid_from - timedelta(days=campaign.embargo_days)

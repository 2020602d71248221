"""Kinds of campaign: what each asks, and which answers settle it."""

from collections.abc import Iterable
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.obligations.subjects import EditionSubject
from dataclasses import dataclass


@dataclass(frozen=True)
class CampaignKind:
    """What a kind of campaign asks: about which subject, settled by what.

    ``subject`` is a key of ``subjects.SUBJECTS``, ``settled_by`` holds outcomes
    of the ledger. Its texts are in ``vocabularies.obligations.KIND_WORDS``.
    """

    subject: str
    settled_by: frozenset[str]


# In the order of what they ask: a person who is asked by several campaigns about
# one subject reads the words of the last kind.
KINDS = {
    "read": CampaignKind(EditionSubject.kind, frozenset(OUTCOMES)),
    # not settled by "I have read it" (A3)
    "commit": CampaignKind(EditionSubject.kind, frozenset(OUTCOMES) - {"acknowledged"}),
}

FIRST_KIND = next(iter(KINDS))


def settles(outcome: str | None, kind: str) -> bool:
    """Whether an outcome settles what a campaign of that kind asks."""
    return outcome in KINDS[kind].settled_by


def strongest(kinds: Iterable[str]) -> str:
    """The kind that asks most, of those of several campaigns."""
    return max(kinds, key=[*KINDS].index)

"""The duties of a person, and their own answers."""

from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.operations.obligations import one_duty
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility


def duties_of(person: int | None) -> list[Duty]:
    """Return what every document asks of a person today; waiting ones first."""
    if person is None:
        return []
    duties = [
        one_duty(person, each)
        for each in getUtility(IEditionIndex).documents().values()
    ]
    asked = [each for each in duties if each is not None]
    return sorted(
        asked,
        key=lambda each: (
            each.state not in WAITING,
            each.due or date.max,
            each.edition.title,
        ),
    )


@dataclass(frozen=True)
class Answered:
    """One answer of mine: the entry and, when still known, its edition."""

    entry: Entry
    edition: EditionFacts | None


def answered_by(person: int | None) -> list[Answered]:
    """Return the person's own answers, latest first. They outlive mandates (B14)."""
    if person is None:
        return []
    known = {
        each.manifest_hash: each
        for rows in getUtility(IEditionIndex).documents().values()
        for each in rows
    }
    entries = [*getUtility(ILedger).entries(person, OUTCOMES)]
    return [Answered(each, known.get(each.edition)) for each in reversed(entries)]

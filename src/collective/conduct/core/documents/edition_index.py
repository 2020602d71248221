"""Which edition is in force: computed from dates, never by a job (DESIGN 1.2).

``EditionFacts`` is the small row that the edition index holds for every edition,
so that a list of duties reads no content object. ``asks``: the edition asks
everybody it applies to for an answer; ``reopens``: also those who answered before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EditionFacts:
    """The dates and names of one edition; ``document`` and ``uid`` are UIDs."""

    uid: str
    document: str
    number: int
    manifest_hash: str
    title: str
    language: str
    path: str
    valid_from: date
    valid_to: date | None = None
    applies_to: tuple[str, ...] = ()
    reopens: bool = True
    asks: bool = True
    annulled_on: date | None = None
    repealed_on: date | None = None
    document_type: str = ""  # the step of the type ladder it was adopted on


def in_force(editions: Iterable[EditionFacts], day: date) -> EditionFacts | None:
    """Return the one edition of a document that is in force on that day, or None."""
    begun = [
        each for each in editions if each.annulled_on is None and each.valid_from <= day
    ]
    if not begun:
        return None
    latest = max(begun, key=lambda each: (each.valid_from, each.number))
    return None if _ended(latest, day) else latest


def state(edition: EditionFacts, editions: Iterable[EditionFacts], day: date) -> str:
    """Return one of ``access.EDITION_STATES`` for that day."""
    if edition.annulled_on is not None:
        return "annulled"
    if edition.repealed_on is not None and edition.repealed_on <= day:
        return "repealed"
    if edition.valid_from > day:
        return "upcoming"
    if edition.valid_to is not None and edition.valid_to < day:
        return "expired"
    holds = in_force(editions, day)
    return "in_force" if holds == edition else "superseded"


def _ended(edition: EditionFacts, day: date) -> bool:
    repealed = edition.repealed_on is not None and edition.repealed_on <= day
    expired = edition.valid_to is not None and edition.valid_to < day
    return repealed or expired

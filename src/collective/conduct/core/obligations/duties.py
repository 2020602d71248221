"""The duty to answer: what a document asks of a person on a day.

It is a pure rule over the editions of a document and the outcomes of a person.
"""

from collections.abc import Iterable
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.obligations.campaign_kinds import FIRST_KIND
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.obligations.subjects import Subject
from dataclasses import dataclass
from datetime import date


WAITING = ("awaiting", "changed", "again")


@dataclass(frozen=True)
class Duty:
    """What one document asks of one person today.

    ``state``: "awaiting" (never answered), "changed" (answered before a
    material change), "again" (a campaign asks for more than was answered, or anew
    in a new term), "answered". ``last`` is the edition answered last.
    ``campaign`` is the UID of the campaign that asks first, "" when none does;
    ``due`` its last day and ``since`` the first day of its round, None when it
    waits for nothing. ``kind`` is that of the campaign that asks most
    (``campaign_kinds.KINDS``).
    """

    edition: EditionFacts
    state: str
    outcome: str | None = None
    last: EditionFacts | None = None
    campaign: str = ""
    due: date | None = None
    kind: str = FIRST_KIND
    since: date | None = None

    @property
    def subject(self) -> Subject:
        """The subject of the duty, as campaigns name it."""
        return EditionSubject(self.edition.document)


def concerns(edition: EditionFacts, bodies: frozenset[str]) -> bool:
    """Whether an edition asks a member of these bodies for an answer (B11)."""
    if not bodies or not edition.asks:
        return False
    return not edition.applies_to or not bodies.isdisjoint(edition.applies_to)


def counting(
    editions: Iterable[EditionFacts], current: EditionFacts
) -> list[EditionFacts]:
    """The editions whose answers count for the current one, newest first.

    The same rule as ``duty``, for everybody at once: back to the last edition
    that asked anew.
    """
    earlier = [each for each in editions if each.number <= current.number]
    counted: list[EditionFacts] = []
    for each in sorted(earlier, key=lambda each: each.number, reverse=True):
        counted.append(each)
        if each.reopens and each.annulled_on is None:
            break
    return counted


def duty(
    editions: list[EditionFacts], outcomes: dict[str, str], today: date
) -> Duty | None:
    """Return what the document of these editions asks; None if none in force.

    ``outcomes`` maps manifest hashes to the person's outcomes. An edition
    whose changes were all marked non-material asks nothing of those who
    answered the one before (E6).
    """
    current = in_force(editions, today)
    if current is None:
        return None
    earlier = [each for each in editions if each.number <= current.number]
    answered = [each for each in earlier if each.manifest_hash in outcomes]
    if not answered:
        return Duty(current, "awaiting")
    last = max(answered, key=lambda each: each.number)
    between = [each for each in earlier if each.number > last.number]
    reopened = any(each.reopens for each in between if each.annulled_on is None)
    state = "changed" if reopened else "answered"
    return Duty(current, state, outcomes[last.manifest_hash], last)

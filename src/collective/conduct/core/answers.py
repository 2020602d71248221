"""What an answer is, and what follows from it (DESIGN 1.3).

Four equal choices; declining is lawful. An answer is never changed: another
one is appended. Saying the same again appends nothing.
"""

from collections.abc import Iterable
from collective.conduct.core.campaigns import FIRST_KIND
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.ledger import ANSWERS
from collective.conduct.core.ledger import Entry
from collective.conduct.core.shelf import EditionFacts
from collective.conduct.core.shelf import in_force
from collective.conduct.core.subjects import EditionSubject
from collective.conduct.core.subjects import Subject
from dataclasses import dataclass
from datetime import date


MAX_WORDS = 4000
WAITING = ("awaiting", "changed", "again")


@dataclass(frozen=True)
class Answer:
    """What somebody sends: the choice, and what they saw when they made it.

    ``words`` belong to an objection alone; ``manifest_hash`` and
    ``statement_hash`` are those of the text and the choices that were shown.
    """

    kind: str
    language: str
    manifest_hash: str
    statement_hash: str
    words: str = ""


def check(answer: Answer, manifest_hash: str, statement_hash: str) -> None:
    """Raise ``Invalid`` or, when something else was shown, ``Conflict``."""
    if answer.kind not in ANSWERS:
        raise Invalid("answer_kind")
    if answer.kind == "objected" and not answer.words.strip():
        raise Invalid("answer_needs_words")
    if answer.kind != "objected" and answer.words.strip():
        raise Invalid("words_without_objection")
    if len(answer.words) > MAX_WORDS:
        raise Invalid("answer_too_long", limit=MAX_WORDS)
    if answer.manifest_hash != manifest_hash:
        raise Conflict("other_edition_shown")
    if answer.statement_hash != statement_hash:
        raise Conflict("other_statement_shown")


def repeats(answer: Answer, last: Entry | None) -> bool:
    """Whether the answer says what the last entry already says."""
    if last is None or last.kind != answer.kind:
        return False
    return (last.details or {}).get("words", "") == words_of(answer)


def words_of(answer: Answer) -> str:
    """The words to keep: those of an objection, stripped; else none."""
    return answer.words.strip() if answer.kind == "objected" else ""


@dataclass(frozen=True)
class Duty:
    """What one document asks of one person today.

    ``state``: "awaiting" (never answered), "changed" (answered before a
    material change), "again" (a campaign asks for more than was said, or anew
    in a new term), "answered". ``last`` is the edition answered last.
    ``campaign`` is the UID of the campaign that asks first, "" when none does;
    ``due`` its last day and ``since`` the first day of its round, None when it
    waits for nothing. ``kind`` is that of the campaign that asks most
    (``core.campaigns.KINDS``).
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
        """What it is about, as campaigns name it."""
        return EditionSubject(self.edition.document)


def counts_for(last: Entry | None, day: date | None, owed: Duty) -> bool:
    """Whether an entry of that day was given to what is asked now.

    Asked "again", one from before the campaign, or from an earlier round of
    it, was not: the same answer is then said anew.
    """
    if last is None or owed.state != "again":
        return last is not None
    asked = owed.since is None or (day is not None and owed.since <= day)
    return last.campaign == owed.campaign and asked


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
    found: list[EditionFacts] = []
    for each in sorted(earlier, key=lambda each: each.number, reverse=True):
        found.append(each)
        if each.reopens and each.annulled_on is None:
            break
    return found


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

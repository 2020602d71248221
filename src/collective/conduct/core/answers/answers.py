"""Answers to an edition, and the rules about them (DESIGN 1.3).

There are four equal choices; declining is lawful. An answer is never changed:
another one is appended. Giving the same answer again appends nothing.
"""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.obligations.duties import Duty
from dataclasses import dataclass
from datetime import date


MAX_WORDS = 4000


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
    """Whether the answer is the same as the last entry."""
    if last is None or last.kind != answer.kind:
        return False
    return (last.details or {}).get("words", "") == words_of(answer)


def words_of(answer: Answer) -> str:
    """Return the words to store: those of an objection, stripped; else none."""
    return answer.words.strip() if answer.kind == "objected" else ""


def counts_for(last: Entry | None, day: date | None, owed: Duty) -> bool:
    """Whether an entry of that day answers what is asked now.

    When it is asked "again", one from before the campaign or from an earlier
    round of it does not: the same answer is then given anew.
    """
    if last is None or owed.state != "again":
        return last is not None
    asked = owed.since is None or (day is not None and owed.since <= day)
    return last.campaign == owed.campaign and asked

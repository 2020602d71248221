"""Answers of the demo content: given by officials, or recorded from paper."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.common.ports import IClock
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.answering import shown_to
from collective.conduct.operations.common.authority import actor
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.people import acting
from collective.conduct.setuphandlers.demo.times import SetClock
from hashlib import sha256
from plone import api
from zope.component import getUtility


RECORDERS = ("registrar", "secretary")


def reply(edition, column: str, clock: SetClock, first: int, last: int) -> None:
    """Let officials answer between ``first`` and ``last`` days ago.

    ``column`` of the table holds the answer of each of them; people without one
    do not answer.
    """
    own = [row for row in tables.rows("officials") if row[column].isalpha()]
    words = {
        row["name"]: row["words"]
        for row in tables.rows("objections")
        if row["edition"] == column
    }
    for place, row in enumerate(own):
        days = first - (first - last) * place // len(own)
        clock.set(days, minutes=17 * place)
        _answer(edition, row["login"], row[column], words.get(row["name"], ""))


def _answer(edition, login: str, kind: str, words: str) -> None:
    with api.env.adopt_user(username=login):
        shown = shown_to(actor().person, edition)
        given = Answer(
            kind, shown.language, edition.manifest_hash, shown.statement_hash, words
        )
        answer(edition, given)


def collect(edition, column: str, people: dict[str, int], reference: str) -> None:
    """Record answers signed on paper, one paper per recorder and kind.

    The table says "registrar committed" for somebody whose promise the
    registrar recorded.
    """
    papers: dict[tuple[str, str], list[str]] = {}
    for row in tables.rows("officials"):
        recorder, _, kind = row[column].partition(" ")
        if recorder in RECORDERS:
            papers.setdefault((recorder, kind), []).append(row["name"])
    for (recorder, kind), names in papers.items():
        with acting(recorder):
            record_on_behalf(
                edition,
                [people[name] for name in names],
                kind,
                _paper(names, reference),
            )


def _paper(names: list[str], reference: str) -> Paper:
    """A paper without a real scan: its hash is made from the names."""
    scan = sha256("\n".join(names).encode()).hexdigest()
    return Paper(scan, reference, getUtility(IClock).today().isoformat())

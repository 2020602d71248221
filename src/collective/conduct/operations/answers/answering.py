"""Answer an edition, for oneself or on behalf of others (DESIGN 1.3, 4)."""

from collections.abc import Sequence
from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.answers.answers import check
from collective.conduct.core.answers.answers import counts_for
from collective.conduct.core.answers.answers import repeats
from collective.conduct.core.answers.answers import words_of
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.documents.editions import FrozenText
from collective.conduct.operations.documents.editions import refuse_broken
from collective.conduct.operations.documents.editions import refuse_unseen
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.obligations import is_asked
from collective.conduct.operations.obligations import one_duty
from collective.conduct.operations.obligations import show_asked
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility

import re


def answer(edition, given: Answer, seen: str | None = None) -> Entry:
    """Append the acting person's answer and return its entry.

    The same answer again returns the entry that stands: a double click or a
    second tab gives one. ``Conflict`` when the edition is no longer in force
    or another text was shown; ``Refused`` when the person is not asked.
    ``seen`` is the receipt id of the answer that the person knew of, "" for
    none: ``Conflict`` "other_answer_stands" when another stands. None: no check.
    """
    person = _authorised(edition)
    owed = _owed(person, edition)
    if person is None or owed is None:
        raise Refused("not_asked")
    refuse_broken(edition)
    shown = show_asked(edition, given.language, owed.campaign)
    check(given, edition.manifest_hash, shown.statement_hash)
    last = getUtility(ILedger).last_answer(person, edition.manifest_hash)
    if _counts(last, owed) and repeats(given, last):
        return last
    if last is not None and seen is not None and seen != receipt_id(last):
        raise Conflict("other_answer_stands")
    words = {"words": words_of(given)} if words_of(given) else None
    return _append(edition, person, given.kind, shown, owed, person, words)


def _authorised(edition) -> int | None:
    state = state_of(edition)
    if state != "in_force":
        authorise("view_edition", edition, state)
        refuse_unseen(edition)
        raise Conflict("edition_not_in_force", state=state)
    return authorise("answer", edition, state).person


def _append(
    edition,
    person: int,
    kind: str,
    shown: FrozenText,
    owed: Duty | None,
    by: int,
    details: dict | None,
) -> Entry:
    return getUtility(ILedger).append(
        person,
        kind,
        now_in_seconds(),
        edition=edition.manifest_hash,
        statement=shown.statement_hash,
        campaign=owed.campaign if owed else "",
        language=shown.language,
        by=by,
        details=details,
    )


def shown_to(person: int | None, edition, wanted: str | None = None) -> FrozenText:
    """Return an edition as it is shown to somebody who is asked to answer it.

    It includes the words of the campaign that asks, which an answer has to cite.
    """
    owed = _owed(person, edition)
    return show_asked(edition, wanted, owed.campaign if owed else "")


def _owed(person: int | None, edition) -> Duty | None:
    if person is None:
        return None
    rows = getUtility(IEditionIndex).of(edition.aq_parent.UID())
    return one_duty(person, [each for each in rows if each.number <= edition.number])


def _counts(last: Entry | None, owed: Duty) -> bool:
    day = getUtility(IClock).day_of(last.when) if last else None
    return counts_for(last, day, owed)


def latest_answer(edition) -> Entry | None:
    """The acting person's latest answer to an edition, None when there is none."""
    person = actor().person
    if person is None:
        return None
    return getUtility(ILedger).last_answer(person, edition.manifest_hash)


@dataclass(frozen=True)
class Paper:
    """A paper that was signed: its scan's SHA-256 in hex, and where it is kept."""

    scan_hash: str
    reference: str
    signed_on: str


def record_on_behalf(
    edition, people: Sequence[int], kind: str, paper: Paper
) -> list[Entry]:
    """Record one answer each for people who signed the same paper (A3).

    A secretary records for her own bodies only, their candidates among them.
    People who have answered themselves, or whose latest answer is the same,
    are skipped unless a campaign asks them again: a paper never takes the
    place of a person's own words.
    """
    who = authorise("record_on_behalf", edition, state_of(edition))
    if kind not in ANSWERS or kind == "objected":
        raise Invalid("answer_kind")
    if not people:
        raise Invalid("nobody_chosen")
    refuse_broken(edition)
    _check_paper(paper)
    _check_signed(paper, edition)
    facts = facts_of(edition)
    if not all(is_asked(person, facts) for person in people):
        raise Refused("not_asked")
    if "registrar" not in who.roles:
        refuse_other_bodies(who.person, people)
    recorder, made = who.enrolled(), []
    for person in dict.fromkeys(people):
        getUtility(IRegister).person(person)
        owed = _owed(person, edition)
        if not _speaks_for_itself(edition, person, kind, owed):
            made.append(_on_paper(edition, person, kind, recorder, paper, owed))
    return made


def _speaks_for_itself(edition, person: int, kind: str, owed: Duty | None) -> bool:
    last = getUtility(ILedger).last_answer(person, edition.manifest_hash)
    if last is None or (owed is not None and not _counts(last, owed)):
        return False
    return last.by == person or last.kind == kind


def _check_paper(paper: Paper) -> None:
    """Raise ``Invalid`` for one that could not be found again."""
    if not paper.reference.strip() and not paper.scan_hash:
        raise Invalid("paper_missing")
    if not re.fullmatch("([0-9a-f]{64})?", paper.scan_hash):
        raise Invalid("field", field="scan")


def _check_signed(paper: Paper, edition) -> None:
    """Raise ``Invalid`` for a day on which nobody can have signed it."""
    if not paper.signed_on:
        return
    try:
        signed = date.fromisoformat(paper.signed_on)
    except ValueError:
        raise Invalid("date_unreadable", field="signed_on") from None
    decided = date.fromisoformat(edition.manifest["header"]["decided_on"])
    if not decided <= signed <= getUtility(IClock).today():
        raise Invalid("signed_day")


def _on_paper(
    edition, person: int, kind: str, recorder: int, paper: Paper, owed: Duty | None
) -> Entry:
    shown = show_asked(edition, campaign=owed.campaign if owed else "")
    details = {
        "paper": paper.scan_hash,
        "reference": paper.reference.strip(),
        "signed_on": paper.signed_on,
    }
    return _append(edition, person, kind, shown, owed, recorder, details)


def refuse_other_bodies(secretary: int | None, people: Sequence[int]) -> None:
    """Raise ``Refused`` "other_body" for people outside the secretary's bodies.

    Members and candidates of a body are within it.
    """
    roster, today = getUtility(IRegister).roster(), getUtility(IClock).today()
    own_bodies = (
        roster.bodies_of(secretary, today) if secretary is not None else frozenset()
    )
    for person in people:
        rows = roster.rows_of(person, today)
        if own_bodies.isdisjoint(row.body for row in rows if isinstance(row, Mandate)):
            raise Refused("other_body")

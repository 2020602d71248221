"""End a row of the registers, or the term of a body, after a preview.

The preview writes nothing. The action names the rows that were shown; when other
rows would end by then, nothing is ended. (REQUIREMENTS B14)
"""

from collections import defaultdict
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.core.obligations.campaigns import assignments
from collective.conduct.core.obligations.campaigns import audience
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import current_round
from collective.conduct.core.obligations.duties import concerns
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.obligations.subjects import Subject
from collective.conduct.core.registers.mandate_rules import after
from collective.conduct.core.registers.mandate_rules import check_day
from collective.conduct.core.registers.mandate_rules import check_end
from collective.conduct.core.registers.mandate_rules import Ending
from collective.conduct.core.registers.mandate_rules import ending
from collective.conduct.core.registers.mandate_rules import of_term
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.coverage import scope_of
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.obligations import one_duty
from collective.conduct.operations.obligations import outcomes_of
from collective.conduct.operations.registers.rows import believed
from collective.conduct.operations.registers.terms_of_office import terms
from collective.conduct.principals.registers.plugin import forget
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility


@dataclass(frozen=True)
class EndingPreview:
    """What ends, and its consequences.

    ``lapsing`` maps titles of documents to the people who have not answered
    and will not be asked any longer; None for those who may not see answers.
    """

    ending: Ending
    lapsing: dict[str, frozenset[int]] | None


def preview_row(number: int, last: date | None) -> EndingPreview:
    """Return what ends with one row; raise what ``registers.end_row`` raises."""
    authorise("manage_registers")
    row = believed(number)
    check_end(row, last)
    return _preview([row], last)


def preview_term(body: str, last: date | None) -> EndingPreview:
    """Return what ends with a body's term; ``Invalid`` "date_missing", "day_far"."""
    authorise("manage_registers")
    if last is None:
        raise Invalid("date_missing", field="last")
    check_day(last, "last")
    return _preview(of_term(getUtility(IRegister).roster(), body, last), last)


def end_term(body: str, last: date | None, seen: tuple[int, ...]) -> int:
    """End the seats of a body on a day; return how many.

    ``Conflict`` "rows_changed" when they are not those that were shown,
    ``Invalid`` "nothing_ends" when there is none.
    """
    ends = preview_term(body, last).ending
    if not ends.rows:
        raise Invalid("nothing_ends", field="last")
    if ends.numbers != tuple(sorted(seen)):
        raise Conflict("rows_changed")
    register, now = getUtility(IRegister), getUtility(IClock).now()
    for number in ends.numbers:
        register.end(number, ends.last, int(now.timestamp()))
    forget()
    return len(ends.numbers)


def _preview(rows: list, last: date) -> EndingPreview:
    roster, today = getUtility(IRegister).roster(), getUtility(IClock).today()
    made = ending(roster, rows, last, today)
    if not scope_of(actor()).everything:
        return EndingPreview(made, None)
    people = {row.person for row in rows}
    before = Roster(row for row in roster.rows if row.person in people)
    left = after(before, rows, last)
    lapsing: dict[str, set[int]] = defaultdict(set)
    for subject, owing in _owing(before, left, made.day).items():
        lapsing[_title(subject)] |= owing
    return EndingPreview(
        made, {title: frozenset(who) for title, who in lapsing.items() if who}
    )


def _owing(before: Roster, left: Roster, day: date) -> dict[Subject, set[int]]:
    """Subject -> the people whose duty there ends without an answer."""
    owing: dict[Subject, set[int]] = defaultdict(set)
    for facts in getUtility(ICampaigns).everything():
        if facts.state in ACTIVE:
            ended = _pending(before, facts, day) - _pending(left, facts, day)
            owing[facts.subject] |= ended
    seats = {
        row.person: (_bodies(before, row.person, day), _bodies(left, row.person, day))
        for row in before.rows
    }
    for document, editions in getUtility(IEditionIndex).documents().items():
        current = in_force(editions, day)
        if current is not None:
            owing[EditionSubject(document)] |= {
                person
                for person, (then, later) in seats.items()
                if concerns(current, then) and not concerns(current, later)
                if _owes(person, editions)
            }
    return owing


def _owes(person: int, editions: list[EditionFacts]) -> bool:
    owed = one_duty(person, editions)
    return owed is not None and owed.state in WAITING


def _pending(roster: Roster, facts: CampaignFacts, day: date) -> set[int]:
    within = current_round(facts, terms(), day)
    if within is None:
        return set()
    people = audience(roster, facts, within)
    outcomes = outcomes_of(people, facts, within)
    assigned = assignments(facts, within, people, outcomes, day)
    return {each.person for each in assigned if each.state == "pending"}


def _bodies(roster: Roster, person: int, day: date) -> frozenset[str]:
    return frozenset(row.body for row in roster.rows_of(person, day) if sits(row))


def _title(subject: Subject) -> str:
    editions = editions_about(subject, getUtility(IEditionIndex))
    return editions[-1].title if editions else subject.id

"""Notices of a campaign: of duties, of reminders and of late answers.

Whoever has answered, declined or was waived gets nothing: only pending duties
count, and they are checked again when the letter leaves (``still_holds``).
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.campaigns.reminders import FIRST_STEP
from collective.conduct.core.campaigns.reminders import is_escalated
from collective.conduct.core.campaigns.reminders import reminder_step
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import INoticeCheck
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import assignments
from collective.conduct.core.obligations.campaigns import audience
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import current_round
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.mail.timed_work import Work
from collective.conduct.operations.obligations import outcomes_of
from collective.conduct.operations.registers.terms_of_office import terms
from zope.component import getUtility
from zope.interface import provider


def renew(work: Work) -> int:
    """Notify those whom a new round asks anew (a campaign renewed by term)."""
    return work.put(
        _rungs(
            work, lambda facts, each, at: at == FIRST_STEP and each.round > facts.start
        )
    )


def remind(work: Work) -> int:
    """Notify people of a duty or remind them: the step that is due, each once."""
    return work.put(_rungs(work, lambda facts, each, at: True))


def escalate(work: Work) -> int:
    """Notify the holders of the campaign's function of each long overdue answer."""
    return work.put(_escalated(work))


@provider(INoticeCheck)
def still_holds(notice: Notice) -> bool:
    """Whether a notice of a duty is still true when its letter leaves."""
    person = int(notice.about.get("late", notice.person))
    assignment = _standing(person, str(notice.about["campaign"]))
    return (
        assignment is not None
        and assignment.state == "pending"
        and assignment.round.isoformat() == notice.about["round"]
    )


def _rungs(
    work: Work, wanted: Callable[[CampaignFacts, Assignment, str], bool]
) -> Iterator[Notice]:
    for facts, each in work.pending:
        at = reminder_step(each, facts.ladder, work.day)
        if at is not None and wanted(facts, each, at):
            kind = "duty_new" if at == FIRST_STEP else "duty_reminder"
            yield _notice(work, each, f"{each.key}.{at}", each.person, kind)


def _escalated(work: Work) -> Iterator[Notice]:
    for facts, each in work.pending:
        if is_escalated(each, facts, work.day):
            rows = work.roster.rows_of(each.person, work.day)
            bodies = {row.body for row in rows if sits(row)}
            for holder in work.holders(facts.escalate_to, bodies):
                if holder != each.person:
                    key = f"{each.key}.escalated.{holder:08x}"
                    yield _notice(work, each, key, holder, "duty_escalated")


def _notice(work: Work, each: Assignment, key: str, reader: int, kind: str) -> Notice:
    about: dict[str, str | int] = {
        "campaign": each.campaign,
        "round": each.round.isoformat(),
        "due": each.due.isoformat(),
    }
    if reader != each.person:
        about["late"] = each.person
    return Notice(key, reader, kind, work.now, about)


def _standing(person: int, campaign: str) -> Assignment | None:
    """The assignment of one person today; it reads their own rows only."""
    try:
        facts = getUtility(ICampaigns).get(campaign)
    except Missing:
        return None
    day = getUtility(IClock).today()
    within = current_round(facts, terms(), day)
    if within is None or facts.state == "closed":
        return None
    own_rows = Roster(getUtility(IRegister).roster().rows_of(person))
    people = audience(own_rows, facts, within)
    outcomes = outcomes_of(people, facts, within)
    return next(iter(assignments(facts, within, people, outcomes, day)), None)

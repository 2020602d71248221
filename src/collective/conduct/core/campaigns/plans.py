"""A campaign before its launch: its validation and the letters it will send."""

from collections.abc import Iterator
from collective.conduct.core.campaigns.reminders import FIRST_STEP
from collective.conduct.core.campaigns.reminders import is_overdue
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.ledger.proof import digest
from collective.conduct.core.obligations.campaign_kinds import KINDS
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.subjects import as_details
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import timedelta


ESCALATED = "escalated"
# fields that may change after the launch, or do not belong to what is asked
_MOVING = frozenset({"path", "state", "joins_until", "closed_on"})


@dataclass(frozen=True)
class PlannedReminder:
    """A letter that those who have not answered get on a day.

    ``reminder_step`` as ``reminders.reminder_step`` gives it, or ``ESCALATED``:
    then it is the holders of a function who get it. ``days`` are relative to the last
    day.
    """

    reminder_step: str
    days: int
    day: date


def check(facts: CampaignFacts, today: date) -> None:
    """Raise ``Invalid`` with its ``field`` for a plan that cannot be launched."""
    if facts.kind not in KINDS:
        raise Invalid("campaign_kind", field="kind")
    if not facts.plus:
        raise Invalid("audience_missing", field="plus")
    if facts.due < facts.start:
        raise Invalid("due_before_start", field="due")
    if facts.start < today:
        raise Invalid("start_passed", field="start")


def letters(facts: CampaignFacts) -> Iterator[PlannedReminder]:
    """Return the letters to those who are asked from the first day, by day."""
    early = (facts.start - facts.due).days
    yield PlannedReminder(FIRST_STEP, early, facts.start)
    for days in sorted(set(facts.ladder)):
        if days > early:
            yield PlannedReminder(f"{days:+d}", days, facts.due + timedelta(days=days))
    after = facts.escalate_after
    if after is not None and facts.escalate_to:
        yield PlannedReminder(ESCALATED, after, facts.due + timedelta(days=after))


def digest_of(facts: CampaignFacts) -> str:
    """Return a digest of what a campaign asks, for the ledger entry of its launch."""
    names = {each.name for each in fields(facts)} - _MOVING - {"subject"}
    facts_asked = {name: _plain(getattr(facts, name)) for name in names}
    return digest(facts_asked | as_details(facts.subject))


def assignment_status(assignment: Assignment, day: date) -> str:
    """Return the status of an assignment: of ``campaigns.ASSIGNED``, or "overdue"."""
    return "overdue" if is_overdue(assignment, day) else assignment.state


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value

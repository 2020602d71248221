"""Which reminder of a duty is due, and when it is escalated."""

from collections.abc import Iterable
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import CampaignFacts
from datetime import date


FIRST_STEP = "new"


def reminder_step(
    assignment: Assignment, ladder: Iterable[int], day: date
) -> str | None:
    """The reminder that is due on that day, None when none is.

    ``FIRST_STEP`` tells of the duty; the others are days relative to the due
    day. Of several that are due only the latest is given: a late job does not
    send them all.
    """
    if assignment.state != "pending" or assignment.joined > day:
        return None
    passed = (day - assignment.due).days
    reached = [days for days in ladder if days <= passed]
    # A reminder from before the person joined does not count.
    early = (assignment.joined - assignment.due).days
    reached = [days for days in reached if days > early]
    return f"{max(reached):+d}" if reached else FIRST_STEP


def is_escalated(assignment: Assignment, facts: CampaignFacts, day: date) -> bool:
    """Whether the function behind the campaign is told of it by that day."""
    return (
        assignment.state == "pending"
        and facts.escalate_after is not None
        and bool(facts.escalate_to)
        and (day - assignment.due).days >= facts.escalate_after
    )


def is_overdue(assignment: Assignment, day: date) -> bool:
    """Whether the due day has passed without an answer."""
    return assignment.state == "pending" and assignment.due < day

"""Meet, pause, resume and extend the deadlines of a case, with reasons for handlers.

The reporter sees the new day, and that the work is paused, but not why.
"""

from collective.conduct.core.cases.deadline_history import DeadlineEvent
from collective.conduct.core.cases.deadline_history import EXTENDED
from collective.conduct.core.cases.deadline_history import MET
from collective.conduct.core.cases.deadline_history import PAUSED
from collective.conduct.core.cases.deadline_history import RESUMED
from collective.conduct.core.cases.deadlines import Deadline
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.deadlines import clocks_of
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.common.time import day_to_timestamp
from collective.conduct.operations.common.time import now_in_seconds
from datetime import date
from zope.component import getUtility


BY_A_DEED = ("contact",)  # the others stop by what is written to the reporter
LONGEST = 2000  # characters of a reason


def said(case: str, final: bool = False) -> None:
    """Record that the reporter was written to; ``final``: it is the answer."""
    history, now = deadlines(case), now_in_seconds()
    lines = []
    if not history.confirmed:
        lines.append(DeadlineEvent(MET, now, "confirmation"))
    if final and not history.answered:
        lines.append(DeadlineEvent(MET, now, "answer"))
    change(case, *lines, unanswered_since=0)


def meet(case: OpenCase, kind: str) -> None:
    """Record that a deadline is met. Repeating it is no error."""
    clock = _clock(case.id, kind)
    if kind not in BY_A_DEED or clock is None:
        raise Refused("no_such_clock")
    if clock.met_on is None:
        change(case.id, DeadlineEvent(MET, now_in_seconds(), kind))
        note(case, f"clock_met_{kind}")


def pause(case: OpenCase, reason: str) -> None:
    """Pause the deadlines, with a reason.

    ``Invalid`` "clock_reason"; ``Refused`` "clocks_rest" when they are paused already.
    """
    text = _reason(reason)
    if deadlines(case.id).paused:
        raise Refused("clocks_rest")
    change(case.id, DeadlineEvent(PAUSED, now_in_seconds()))
    note(case, "clock_paused", text=text)


def resume(case: OpenCase) -> None:
    """Resume the deadlines; the days between are added. Repeating it is no error."""
    if deadlines(case.id).paused:
        change(case.id, DeadlineEvent(RESUMED, now_in_seconds()))
        note(case, "clock_resumed")


def extend(case: OpenCase, until: date | None, reason: str) -> None:
    """Extend the deadline of the answer to a later day, with a reason.

    ``Invalid`` "clock_reason", or "clock_until" when it is no later day;
    ``Refused`` "no_such_clock" when there is nothing left to answer.
    """
    text, clock = _reason(reason), _clock(case.id, "answer")
    if clock is None or clock.met_on:
        raise Refused("no_such_clock")
    today = getUtility(IClock).today()
    if until is None or until <= max(clock.due, today) or until.year > today.year + 5:
        raise Invalid("clock_until")
    change(
        case.id, DeadlineEvent(EXTENDED, now_in_seconds(), day=day_to_timestamp(until))
    )
    note(case, "clock_extended", text=text)


def _clock(case: str, kind: str) -> Deadline | None:
    found = clocks_of(facts_of(case))
    return next((each for each in found if each.kind == kind), None)


def _reason(reason: str) -> str:
    text = reason.strip()
    if not text or len(text) > LONGEST:
        raise Invalid("clock_reason", limit=LONGEST)
    return text

"""Deadlines of a case: what the reporter may expect, and by when (S26).

Only the time of each event is stored; the due days follow from it. The timed job
notifies the readers two days before a deadline, and when it has expired: once
each, however often it runs.
"""

from collections.abc import Iterator
from collective.conduct.core.cases.deadline_history import Deadlines
from collective.conduct.core.cases.deadline_history import deadlines_of
from collective.conduct.core.cases.deadlines import clocks
from collective.conduct.core.cases.deadlines import Deadline
from collective.conduct.core.cases.deadlines import DeadlineRule
from collective.conduct.core.cases.deadlines import EVERY
from collective.conduct.core.cases.deadlines import never_off
from collective.conduct.core.cases.deadlines import next_due
from collective.conduct.core.cases.deadlines import Off
from collective.conduct.core.cases.deadlines import PROMISED
from collective.conduct.core.cases.deadlines import SOON
from collective.conduct.core.cases.deadlines import terms_of
from collective.conduct.core.cases.deadlines import Timeline
from collective.conduct.core.cases.deadlines import TO_REPORTER
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import OPEN
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.operations.common.settings import setting
from collective.conduct.operations.mail.timed_work import Work
from datetime import date
from functools import cache
from zope.component import getUtility

import holidays


NEVER = date.max.toordinal()


def terms_now(procedure: str) -> tuple[DeadlineRule, ...]:
    """Return the rules for a case that comes in now, by the settings."""
    known = terms_of(setting("case_clocks"))
    return known.get(procedure, known[EVERY])


def deadlines(case: str) -> Deadlines:
    """Return the state that the deadline history of a case adds up to."""
    return deadlines_of(getUtility(ICases).deadline_history(case))


def clocks_of(
    facts: CaseSummary, history: Deadlines | None = None
) -> tuple[Deadline, ...]:
    """Return the deadlines of a case, by the settings of the day on which it came in.

    Here and below ``history`` comes from a desk entry; without, it is read.
    """
    known = deadlines(facts.case) if history is None else history
    terms = tuple(DeadlineRule(*each) for each in known.terms) or PROMISED
    line = Timeline(
        _on(facts.received),
        _day(known.confirmed),
        _day(known.answered),
        {kind: _on(when) for kind, when in known.met_on},
        tuple((_on(first), _day(last)) for first, last in known.pauses),
        _day(known.extended),
        _day(known.leader_informed_at),
    )
    return clocks(terms, line, days_off())


def promised(facts: CaseSummary) -> tuple[Deadline, ...]:
    """Return the deadlines that the reporter is shown."""
    return tuple(each for each in clocks_of(facts) if each.kind in TO_REPORTER)


def expected(procedure: str, since: date) -> tuple[Deadline, ...]:
    """Return what a reporter may expect of a case that comes in on a day."""
    found = clocks(terms_now(procedure), Timeline(since), days_off())
    return tuple(each for each in found if each.kind in TO_REPORTER)


def due_of(facts: CaseSummary, history: Deadlines | None = None) -> Deadline | None:
    """Return the next deadline of a case; None without one, or when it is over."""
    return None if _is_over(facts) else next_due(clocks_of(facts, history))


def is_paused(facts: CaseSummary) -> bool:
    """Return whether the deadlines of a case are paused."""
    return deadlines(facts.case).paused


def passed_on_late(facts: CaseSummary, history: Deadlines | None = None) -> bool:
    """Return whether a leader who was told passed it on too late (A29)."""
    found = clocks_of(facts, history)
    return any(each.was_late for each in found if each.kind == "relay")


def wanted_of(facts: CaseSummary, history: Deadlines | None = None) -> int:
    """Return the ordinal of the day on which the handlers have to act.

    That is the day of the next deadline; at once for what is new and urgent, was
    passed on late or withdrawn, and for an unanswered message of the reporter.
    Closed cases are sorted by the latest first.
    """
    if facts.state not in OPEN:
        return -facts.received
    due = due_of(facts, history)
    found = [due.due] if due else []  # of a merged one nothing is due
    at_once = [facts.unanswered_since]
    if facts.state == "received":  # nobody has looked after it yet
        hurries = facts.urgent or passed_on_late(facts, history)
        at_once += [facts.withdrawn, facts.received if hurries else 0]
    found += [_on(when) for when in at_once if when]
    return min((each.toordinal() for each in found), default=NEVER)


def days_off() -> Off:
    """Return the calendar of days off, by the settings; empty where none is set."""
    country = setting("days_off")
    return never_off if country == "none" else _calendar(country)


def remind(work: Work) -> int:
    """Notify the readers of expiring deadlines; the key of a notice names no case."""
    return work.put(_notices(work))


def _notices(work: Work) -> Iterator[Notice]:
    keys, desks = getUtility(IServerKeys), getUtility(IDesks)
    last = (work.day + SOON).toordinal()
    for person in desks.people():
        for entry in desks.of(person, OPEN, last):
            facts = entry.facts
            clock = due_of(facts, entry.deadlines)
            reminder_step = clock.reminder_step(work.day) if clock else ""
            if clock is not None and reminder_step:
                seed = f"{facts.case} {clock.kind} {reminder_step} {person}".encode()
                mark = keys.mark(b"conduct-clock/1", seed).hex()[:32]
                yield Notice(f"case.{mark}", person, "case_new", work.now)


def _is_over(facts: CaseSummary) -> bool:
    return bool(facts.state not in OPEN or facts.withdrawn or facts.merged_into)


@cache
def _calendar(country: str) -> Off:
    """Return Saturdays, Sundays and public holidays of a country (ISO code)."""
    known = holidays.country_holidays(country)
    return lambda day: day.weekday() > 4 or day in known


def _day(when: int) -> date | None:
    return _on(when) if when else None


def _on(when: int) -> date:
    return getUtility(IClock).day_of(when)

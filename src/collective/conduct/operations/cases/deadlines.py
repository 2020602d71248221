"""The clocks of a case: by when the reporter may expect what (S26).

Nothing is stored but when something was done; what is due follows from it. The
timed job tells the readers two days before, and when a clock has run out: once
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
    """How long the clocks of a case run that comes in now, by the settings."""
    known = terms_of(setting("case_clocks"))
    return known.get(procedure, known[EVERY])


def deadlines(case: str) -> Deadlines:
    """What the history of the deadlines of a case says."""
    return deadlines_of(getUtility(ICases).deadline_history(case))


def clocks_of(
    facts: CaseSummary, history: Deadlines | None = None
) -> tuple[Deadline, ...]:
    """The clocks of a case, by the settings of the day on which it came in.

    Here and below ``history`` is what stands on a desk; without, it is looked up.
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
    """Those of them that the reporter is told of."""
    return tuple(each for each in clocks_of(facts) if each.kind in TO_REPORTER)


def expected(procedure: str, since: date) -> tuple[Deadline, ...]:
    """What a reporter may expect of a case that comes in on a day."""
    found = clocks(terms_now(procedure), Timeline(since), days_off())
    return tuple(each for each in found if each.kind in TO_REPORTER)


def due_of(facts: CaseSummary, history: Deadlines | None = None) -> Deadline | None:
    """What the reporter waits for first; None when for nothing, or when it is over."""
    return None if _is_over(facts) else next_due(clocks_of(facts, history))


def is_paused(facts: CaseSummary) -> bool:
    """Whether the clocks of a case stand still."""
    return deadlines(facts.case).paused


def passed_on_late(facts: CaseSummary, history: Deadlines | None = None) -> bool:
    """Whether a leader who was told has passed it on too late, or not at all (A29)."""
    found = clocks_of(facts, history)
    return any(each.was_late for each in found if each.kind == "relay")


def wanted_of(facts: CaseSummary, history: Deadlines | None = None) -> int:
    """The ordinal of the day on which something is wanted of those who handle it.

    A clock that ends; at once what is new and urgent, was passed on late or taken
    back, and what the reporter has written since. Of closed cases the latest is
    first.
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
    """Which days are off, by the settings; none where nothing is set."""
    country = setting("days_off")
    return never_off if country == "none" else _calendar(country)


def remind(work: Work) -> int:
    """Tell the readers of what runs out; the key of a notice names no case."""
    return work.put(_notices(work))


def _notices(work: Work) -> Iterator[Notice]:
    keys, desks = getUtility(IServerKeys), getUtility(IDesks)
    last = (work.day + SOON).toordinal()
    for person in desks.people():
        for standing in desks.of(person, OPEN, last):
            facts = standing.facts
            clock = due_of(facts, standing.deadlines)
            reminder_step = clock.reminder_step(work.day) if clock else ""
            if clock is not None and reminder_step:
                said = f"{facts.case} {clock.kind} {reminder_step} {person}".encode()
                mark = keys.mark(b"conduct-clock/1", said).hex()[:32]
                yield Notice(f"case.{mark}", person, "case_new", work.now)


def _is_over(facts: CaseSummary) -> bool:
    return bool(facts.state not in OPEN or facts.withdrawn or facts.merged_into)


@cache
def _calendar(country: str) -> Off:
    """Saturdays, Sundays and public holidays of a country (ISO code)."""
    known = holidays.country_holidays(country)
    return lambda day: day.weekday() > 4 or day in known


def _day(when: int) -> date | None:
    return _on(when) if when else None


def _on(when: int) -> date:
    return getUtility(IClock).day_of(when)

"""The clocks of a case: by when the reporter may expect what (S26).

Nothing is stored but when something was done; what is due follows from it. The
timed job tells the readers two days before, and when a clock has run out: once
each, however often it runs.
"""

from collections.abc import Iterator
from collective.conduct.core.cases import CaseFacts
from collective.conduct.core.clocks import Clock
from collective.conduct.core.clocks import clocks
from collective.conduct.core.clocks import next_due
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.notices import Notice
from collective.conduct.operations.cases.facts import change
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.moments import now_in_seconds
from collective.conduct.operations.reports.words import secret
from collective.conduct.operations.tick.work import Work
from datetime import date
from hashlib import sha256
from hmac import digest
from zope.component import getUtility


def clocks_of(facts: CaseFacts) -> tuple[Clock, ...]:
    """The clocks of a case."""
    return clocks(*map(_day, (facts.received, facts.confirmed, facts.answered)))


def due_of(facts: CaseFacts) -> Clock | None:
    """What the reporter waits for first; None when for nothing, or when it is over."""
    over = facts.state == "closed" or facts.withdrawn
    return None if over else next_due(clocks_of(facts))


def said(case: str, final: bool = False) -> None:
    """Somebody has written to the reporter; ``final``: it is the answer."""
    facts, now = facts_of(case), now_in_seconds()
    changes = {} if facts.confirmed else {"confirmed": now}
    if final and not facts.answered:
        changes["answered"] = now
    if changes:
        change(case, **changes)


def remind(work: Work) -> int:
    """Tell the readers of what runs out; the key of a notice names no case."""
    return work.put(_notices(work))


def _notices(work: Work) -> Iterator[Notice]:
    key = secret(b"conduct-clock/1")
    for facts in getUtility(ICases).everything():
        clock = due_of(facts)
        rung = clock.rung(work.day) if clock else ""
        if clock is None or not rung:
            continue
        for person in getUtility(IVault).readers(facts.case):
            said = f"{facts.case} {clock.kind} {rung} {person}".encode()
            mark = digest(key, said, sha256).hex()[:32]
            yield Notice(f"case.{mark}", person, "case_new", work.now)


def _day(when: int) -> date | None:
    return getUtility(IClock).day_of(when) if when else None

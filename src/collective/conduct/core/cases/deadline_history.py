"""The deadline history of a case: append-only events, and the state they add up to.

It is stored beside the summary of the case (``summary.CaseSummary``), which is
rewritten at every change and stays small. An event is never changed: whoever
pauses, resumes or extends adds one. ``Deadlines`` is the state that the events add
up to; the days that follow from it are ``core.cases.deadlines``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace


BEGUN, MET, PAUSED, RESUMED, EXTENDED = EVENTS = (
    "begun",  # it came in: the terms of that day, when a leader had been told
    "met",  # what a clock waits for was done: ``kind`` is that clock
    "paused",
    "resumed",
    "extended",  # the answer was put off to ``day``
)


@dataclass(frozen=True)
class DeadlineEvent:
    """One event of the history; ``when`` and ``day`` in UTC seconds, 0 for none.

    ``terms``: kind, amount and unit of each deadline, as the settings were. In an
    event "begun" ``day`` is when a leader was told, who had to pass it on.
    """

    event: str
    when: int
    kind: str = ""
    day: int = 0
    terms: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True)
class Deadlines:
    """The state of all deadlines of a case; times in UTC seconds, 0 for none.

    ``terms``: the rules as the settings were when the report came in. ``confirmed``
    and ``answered``: when the reporter was first written to, and got the final answer.
    ``met_on``: kind and time of other deadlines that were met. ``pauses``: when each
    began, and when it ended. ``extended``: the day to which the answer was extended;
    ``leader_informed_at``: when a leader was told, who had to pass it on.
    """

    terms: tuple[tuple[str, int, str], ...] = ()
    confirmed: int = 0
    answered: int = 0
    met_on: tuple[tuple[str, int], ...] = ()
    pauses: tuple[tuple[int, int], ...] = ()
    extended: int = 0
    leader_informed_at: int = 0

    @property
    def paused(self) -> bool:
        """Whether the deadlines are paused now."""
        return bool(self.pauses) and not self.pauses[-1][1]


NO_DEADLINES = Deadlines()


def deadlines_of(history: Iterable[DeadlineEvent]) -> Deadlines:
    """Return the state that the events of a history add up to."""
    found = NO_DEADLINES
    for line in history:
        found = _after(found, line)
    return found


def _after(found: Deadlines, line: DeadlineEvent) -> Deadlines:
    if line.event == BEGUN:
        return replace(found, terms=line.terms, leader_informed_at=line.day)
    if line.event == MET:
        return _met(found, line)
    if line.event == PAUSED and not found.paused:
        return replace(found, pauses=(*found.pauses, (line.when, 0)))
    if line.event == RESUMED and found.paused:
        *before, (first, _none) = found.pauses
        return replace(found, pauses=(*before, (first, line.when)))
    if line.event == EXTENDED:
        return replace(found, extended=line.day)
    return found


def _met(found: Deadlines, line: DeadlineEvent) -> Deadlines:
    """The first time counts: a later event of the same kind changes nothing."""
    if line.kind == "confirmation":
        return replace(found, confirmed=found.confirmed or line.when)
    if line.kind == "answer":
        return replace(found, answered=found.answered or line.when)
    if line.kind in dict(found.met_on):
        return found
    return replace(found, met_on=(*found.met_on, (line.kind, line.when)))

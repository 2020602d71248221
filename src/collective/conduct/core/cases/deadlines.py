"""Rules of the deadlines of a case, by procedure: what a reporter may expect, and when.

The municipality's own promise (DESIGN 1.7; REQUIREMENTS S26, directive 2019/1937
art. 9). A deadline runs in days of the site's calendar and expires at the end of
its day. The one of the answer runs from the confirmation, or from the last day for
it when there was none. A paused deadline does not expire; the days of the pause
are added when it is resumed.
"""

from calendar import monthrange
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta


KINDS = ("relay", "contact", "confirmation", "answer")
TO_REPORTER = ("confirmation", "answer")  # what the reporter is told of
UNITS = ("days", "working_days", "months")
EVERY = "*"  # stands for every procedure
LONGEST = 1000  # of any unit
SOON = timedelta(days=2)
Off = Callable[[date], bool]  # whether nobody works on a day


@dataclass(frozen=True)
class DeadlineRule:
    """The length of a deadline of a kind; an amount of 0 means no deadline."""

    kind: str
    amount: int
    unit: str = "days"


PROMISED = (DeadlineRule("confirmation", 7), DeadlineRule("answer", 3, "months"))
# As the settings are written: procedure, kind, amount, unit (decision 053).
LINES = (
    "* confirmation 7 days",
    "* answer 3 months",
    "* relay 7 days",
    "threats contact 1 working_days",
)


@dataclass(frozen=True)
class Timeline:
    """What has been done in a case, in days of the site.

    ``met_on``: kind -> day for deadlines that are met by an action of their own;
    ``pauses``: first day and the day of resuming, None while it lasts; ``extended``:
    the day to which the answer was extended; ``told``: when a leader was told, who
    has to pass it on (A29): that deadline is met when the report comes in.
    """

    received: date
    confirmed: date | None = None
    answered: date | None = None
    met_on: Mapping[str, date] = field(default_factory=dict)
    pauses: tuple[tuple[date, date | None], ...] = ()
    extended: date | None = None
    told: date | None = None


@dataclass(frozen=True)
class Deadline:
    """One deadline; ``kind`` as in ``KINDS``; ``met_on``: the day it was met."""

    kind: str
    since: date
    due: date
    met_on: date | None = None
    paused: bool = False

    @property
    def runs(self) -> bool:
        """Whether it can still expire: neither met nor paused."""
        return self.met_on is None and not self.paused

    @property
    def was_late(self) -> bool:
        """Whether it was met after it had expired."""
        return self.met_on is not None and self.met_on > self.due

    def is_late(self, today: date) -> bool:
        """Return whether it has expired without being met."""
        return self.runs and today > self.due

    def reminder_step(self, today: date) -> str:
        """Return the reminder that is due to the handlers: "", "soon" or "late".

        There is none on the first day: the handlers are notified of the report itself.
        """
        if not self.runs or today < self.due - SOON or today <= self.since:
            return ""
        return "late" if today > self.due else "soon"


def never_off(_day: date) -> bool:
    """Return False: without a calendar every day is a working day."""
    return False


def clocks(
    terms: Iterable[DeadlineRule], line: Timeline, off: Off = never_off
) -> tuple[Deadline, ...]:
    """Return the deadlines of a case in the order of ``KINDS``; an answer confirms too.

    ``off``: a deadline that would expire on such a day expires on the next that is
    none; a deadline in working days does not count them.
    """
    known = {term.kind: term for term in terms if term.amount}
    confirmed = line.confirmed or line.answered
    met = {**line.met_on, "confirmation": confirmed, "answer": line.answered}
    met["relay"] = line.received
    if line.told is None:
        known.pop("relay", None)
    deadlines: list[Deadline] = []
    for kind in KINDS:
        if kind in known:
            start = _start(kind, line, confirmed, deadlines)
            due = _end(known[kind], start, off)
            if kind == "answer" and line.extended:
                due = max(due, line.extended)
            due, paused = _paused(due, start, line.pauses)
            deadlines.append(
                Deadline(kind, start, _open(due, off), met.get(kind), paused)
            )
    return tuple(deadlines)


def next_due(found: tuple[Deadline, ...]) -> Deadline | None:
    """Return the running deadline that expires first; None when none runs."""
    running = (each for each in found if each.runs)
    return min(running, key=lambda each: each.due, default=None)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def terms_of(lines: Iterable[str]) -> dict[str, tuple[DeadlineRule, ...]]:
    """Parse the rules of each procedure from lines such as ``threats contact 1 days``.

    A line for one procedure overrides a line for all of them (``*``).
    ``ValueError`` for a line that cannot be parsed.
    """
    rules: dict[str, dict[str, DeadlineRule]] = {}
    for text in lines:
        procedure, kind, amount, unit = text.split()
        if kind not in KINDS or unit not in UNITS or not 0 <= int(amount) <= LONGEST:
            raise ValueError(text)
        rules.setdefault(procedure, {})[kind] = DeadlineRule(kind, int(amount), unit)
    every = rules.pop(EVERY, {})
    named = {
        key: tuple({**every, **own_rules}.values()) for key, own_rules in rules.items()
    }
    return {**named, EVERY: tuple(every.values())}


def _start(
    kind: str, line: Timeline, confirmed: date | None, before: list[Deadline]
) -> date:
    """Return the first day; the answer's is the confirmation or the last day for it."""
    if kind == "relay" and line.told:
        return line.told
    if kind != "answer":
        return line.received
    last = [each.due for each in before if each.kind == "confirmation"]
    known = last + [confirmed] if confirmed else last
    return min(known, default=line.received)


def _end(term: DeadlineRule, start: date, off: Off) -> date:
    if term.unit == "months":
        return months_later(start, term.amount)
    if term.unit == "days":
        return start + timedelta(term.amount)
    day, left = start, term.amount
    while left:
        day += timedelta(1)
        left -= not off(day)
    return day


def _paused(
    due: date, start: date, pauses: tuple[tuple[date, date | None], ...]
) -> tuple[date, bool]:
    """Return the day with all pauses added, and whether the deadline is paused now.

    A pause that began after the deadline had expired, or was over before it began,
    changes nothing.
    """
    for first, last in pauses:
        if first > due:
            continue
        if last is None:
            return due, True
        due += max(timedelta(0), last - max(first, start))
    return due, False


def _open(day: date, off: Off) -> date:
    while off(day):
        day += timedelta(1)
    return day

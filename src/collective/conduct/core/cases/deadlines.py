"""What a reporter may expect, and by when: as data for each procedure.

The municipality's own promise (DESIGN 1.7; REQUIREMENTS S26, directive 2019/1937
art. 9). A clock runs in days of the site's calendar and ends with its day. The
answer's runs from the confirmation, or from its last day when there was none. A
clock that is paused does not run out; what it lost is added when it goes on.
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
    """How long a clock of a kind runs; 0 for never."""

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

    ``met_on``: kind -> day for clocks that stop by an action of their own; ``pauses``:
    first day and the day it went on, None while it lasts; ``extended``: the day
    to which the answer was put off; ``told``: when a leader was told of it, who
    has to pass it on (A29): that clock stops when the report comes in.
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
    """``kind`` as in ``KINDS``; ``met_on`` the day on which it stopped."""

    kind: str
    since: date
    due: date
    met_on: date | None = None
    paused: bool = False

    @property
    def runs(self) -> bool:
        """Whether it can run out."""
        return self.met_on is None and not self.paused

    @property
    def was_late(self) -> bool:
        """Whether it stopped after it had run out."""
        return self.met_on is not None and self.met_on > self.due

    def is_late(self, today: date) -> bool:
        """Whether it has run out, and nothing has stopped it."""
        return self.runs and today > self.due

    def reminder_step(self, today: date) -> str:
        """What those who handle it are told by now: "", "soon" or "late".

        Nothing on the day it begins: they are told of the report itself.
        """
        if not self.runs or today < self.due - SOON or today <= self.since:
            return ""
        return "late" if today > self.due else "soon"


def never_off(_day: date) -> bool:
    """Every day counts."""
    return False


def clocks(
    terms: Iterable[DeadlineRule], line: Timeline, off: Off = never_off
) -> tuple[Deadline, ...]:
    """The clocks of a case, in the order of ``KINDS``. An answer confirms too.

    ``off``: where the last day of a clock is one, it ends with the next that is
    not; days of work leave it out too.
    """
    known = {term.kind: term for term in terms if term.amount}
    confirmed = line.confirmed or line.answered
    met = {**line.met_on, "confirmation": confirmed, "answer": line.answered}
    met["relay"] = line.received
    if line.told is None:
        known.pop("relay", None)
    found: list[Deadline] = []
    for kind in KINDS:
        if kind in known:
            start = _start(kind, line, confirmed, found)
            due = _end(known[kind], start, off)
            if kind == "answer" and line.extended:
                due = max(due, line.extended)
            due, paused = _paused(due, start, line.pauses)
            found.append(Deadline(kind, start, _open(due, off), met.get(kind), paused))
    return tuple(found)


def next_due(found: tuple[Deadline, ...]) -> Deadline | None:
    """The clock that runs out first of those that run; None when none does."""
    running = (each for each in found if each.runs)
    return min(running, key=lambda each: each.due, default=None)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def terms_of(lines: Iterable[str]) -> dict[str, tuple[DeadlineRule, ...]]:
    """Each procedure's terms from lines such as ``threats contact 1 days``.

    A line of a procedure stands above one of every procedure (``*``).
    ``ValueError`` for a line that is none.
    """
    found: dict[str, dict[str, DeadlineRule]] = {}
    for text in lines:
        procedure, kind, amount, unit = text.split()
        if kind not in KINDS or unit not in UNITS or not 0 <= int(amount) <= LONGEST:
            raise ValueError(text)
        found.setdefault(procedure, {})[kind] = DeadlineRule(kind, int(amount), unit)
    every = found.pop(EVERY, {})
    named = {key: tuple({**every, **own}.values()) for key, own in found.items()}
    return {**named, EVERY: tuple(every.values())}


def _start(
    kind: str, line: Timeline, confirmed: date | None, before: list[Deadline]
) -> date:
    """The answer waits for the confirmation, not longer than that may take."""
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
    """The day with what was lost added, and whether it stands still now.

    A pause that began after the clock had run out, or was over before it began,
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

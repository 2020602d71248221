"""What a reporter may expect, and by when: confirmed in 7 days, answered in 3 months.

The municipality's own promise (DESIGN 1.7; REQUIREMENTS S26, directive 2019/1937
art. 9). A clock runs in days of the site's calendar and ends with its day. The
answer's runs from the confirmation, or from the seventh day when there was none.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


CONFIRMATION = timedelta(days=7)
ANSWER = 3  # months
SOON = timedelta(days=2)


@dataclass(frozen=True)
class Clock:
    """``kind`` "confirmation" or "answer"; ``met`` the day on which it stopped."""

    kind: str
    due: date
    met: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether it has run out, and nothing has stopped it."""
        return self.met is None and today > self.due

    def rung(self, today: date) -> str:
        """What those who handle it are told by now: "", "soon" or "late"."""
        if self.met is not None or today < self.due - SOON:
            return ""
        return "late" if today > self.due else "soon"


def clocks(
    received: date, confirmed: date | None = None, answered: date | None = None
) -> tuple[Clock, Clock]:
    """Both clocks of a case. An answer confirms too."""
    confirmed = confirmed or answered
    seventh = received + CONFIRMATION
    since = min(confirmed or seventh, seventh)
    return (
        Clock("confirmation", seventh, confirmed),
        Clock("answer", months_later(since, ANSWER), answered),
    )


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_due(found: tuple[Clock, ...]) -> Clock | None:
    """The clock that runs out first of those that run; None when none does."""
    return min(
        (each for each in found if each.met is None),
        key=lambda each: each.due,
        default=None,
    )

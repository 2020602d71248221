"""Terms of office, and the time budget of a slice of the timed job.

Terms of office follow ordinary elections and have a fixed length (four years
in Sweden and Denmark). Extra elections begin no new term (B27).
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from time import monotonic


@dataclass(frozen=True)
class TermsOfOffice:
    """The terms of office: the first day of one of them, and their length."""

    first: date = date(2022, 10, 15)
    years: int = 4

    def of(self, day: date) -> tuple[date, date]:
        """First and last day of the term that a day lies in."""
        passed = (day.year - self.first.year) // self.years
        start = self._start(passed)
        if day < start:
            start, passed = self._start(passed - 1), passed - 1
        return start, self._start(passed + 1) - timedelta(days=1)

    def around(self, day: date, before: int = 1, after: int = 1) -> list[date]:
        """First days of the terms around a day, oldest first."""
        start = self.of(day)[0]
        return [
            self._moved(start, number * self.years)
            for number in range(-before, after + 1)
        ]

    def _start(self, number: int) -> date:
        return self._moved(self.first, number * self.years)

    @staticmethod
    def _moved(day: date, years: int) -> date:
        try:
            return day.replace(year=day.year + years)
        except ValueError:  # 29 February
            return day.replace(year=day.year + years, day=28)


@dataclass
class Budget:
    """Time budget of one slice of the timed job: a few seconds.

    ``clock`` counts seconds and never goes back; it is not the time of day.
    """

    seconds: float = 5.0
    clock: Callable[[], float] = monotonic
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    @property
    def spent(self) -> bool:
        """Whether the slice is over."""
        return self.clock() - self.started >= self.seconds

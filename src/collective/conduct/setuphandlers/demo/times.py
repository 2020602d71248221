"""A clock that can be set back, so that demo content gets dates in the past.

It is registered in the site's own component registry while the demo content is
created: other sites and other threads do not see it.
"""

from collections.abc import Iterator
from collective.conduct.core.common.ports import IClock
from collective.conduct.principals.registers.plugin import forget
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from zope.component import getUtility
from zope.interface import implementer


_MORNING = time(8, tzinfo=UTC)


@implementer(IClock)
class SetClock:
    """See IClock: a morning some days before the start day."""

    def __init__(self, start: date) -> None:
        self.start = start
        self.days_ago = 0
        self.minutes = 0

    def set(self, days_ago: int, minutes: int = 0) -> None:
        """Set the time, ``minutes`` after eight; drop the cached roster."""
        self.days_ago = days_ago
        self.minutes = minutes
        forget()

    def now(self) -> datetime:
        return datetime.combine(self.today(), _MORNING) + timedelta(
            minutes=self.minutes
        )

    def today(self) -> date:
        return self.start - timedelta(days=self.days_ago)

    def day_of(self, seconds: int) -> date:
        return datetime.fromtimestamp(seconds, UTC).date()


@contextmanager
def set_clock(site) -> Iterator[SetClock]:
    """Register a settable clock on the site within a ``with`` block."""
    manager = site.getSiteManager()
    former = manager.utilities.registered((), IClock)
    clock = SetClock(getUtility(IClock).today())
    manager.registerUtility(clock, IClock)
    try:
        yield clock
    finally:
        manager.unregisterUtility(provided=IClock)
        if former is not None:
            manager.registerUtility(former, IClock)
        forget()

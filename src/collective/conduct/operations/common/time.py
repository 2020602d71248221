"""The time as the records keep it."""

from collective.conduct.core.common.ports import IClock
from datetime import date
from datetime import datetime
from datetime import UTC
from zope.component import getUtility


def now_in_seconds() -> int:
    """What the clock shows, in whole seconds since 1970 in UTC."""
    return int(getUtility(IClock).now().timestamp())


def day_to_timestamp(day: date) -> int:
    """A day as the records keep it: its noon, which is that day in every zone here."""
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())

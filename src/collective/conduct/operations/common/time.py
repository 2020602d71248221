"""Timestamps as the records store them."""

from collective.conduct.core.common.ports import IClock
from datetime import date
from datetime import datetime
from datetime import UTC
from zope.component import getUtility


def now_in_seconds() -> int:
    """The time of the clock port, in whole seconds since 1970 in UTC."""
    return int(getUtility(IClock).now().timestamp())


def day_to_timestamp(day: date) -> int:
    """The timestamp of a day: its noon in UTC, which is that day in every zone here."""
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())

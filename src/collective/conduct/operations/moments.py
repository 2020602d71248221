"""The time as the records keep it."""

from collective.conduct.core.interfaces import IClock
from zope.component import getUtility


def now_in_seconds() -> int:
    """What the clock shows, in whole seconds since 1970 in UTC."""
    return int(getUtility(IClock).now().timestamp())

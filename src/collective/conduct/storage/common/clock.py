"""Adapter of the clock port. See IClock.

A demonstration or a test may set the time: the environment variable
``CONDUCT_CLOCK`` names a file that holds one ISO time. The readiness page is
red while it is set.
"""

from collective.conduct.core.common.pinned_time import CLOCK_VARIABLE as VARIABLE
from collective.conduct.core.common.pinned_time import pinned_time
from collective.conduct.core.common.ports import IClock
from datetime import date
from datetime import datetime
from datetime import UTC
from pathlib import Path
from plone import api
from zoneinfo import ZoneInfo
from zope.interface import implementer

import os


@implementer(IClock)
class Clock:
    """The system's time, or the one that ``CONDUCT_CLOCK`` holds."""

    def now(self) -> datetime:
        if pinned := pinned_time():
            return pinned
        named = os.environ.get(VARIABLE)
        if named:
            return datetime.fromisoformat(Path(named).read_text().strip())
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(_zone()).date()

    def day_of(self, seconds: int) -> date:
        return datetime.fromtimestamp(seconds, _zone()).date()


def _zone() -> ZoneInfo:
    name = api.portal.get_registry_record("plone.portal_timezone", default="UTC")
    return ZoneInfo(name or "UTC")

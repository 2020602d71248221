"""``@conduct-calendar``: the secret address of one's own calendar."""

from collective.conduct.operations import calendar
from collective.conduct.services.base import ConductService
from collective.conduct.services.base import moment
from collective.conduct.services.base import Nothing
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import SEE_OWN
from collective.conduct.services.endpoint import SITE
from collective.conduct.services.fields import key
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CalendarAddress:
    """The address that was made."""

    address: str


@dataclass(frozen=True)
class CalendarSince:
    """Since when there is an address, None when there is none."""

    at: str = key("@id")
    since: datetime | None


class GetCalendar(ConductService):
    """Whether whoever asks has an address, and since when; never the address."""

    @endpoint("GET @conduct-calendar", HUB + SITE, SEE_OWN, calendar.calendar_since)
    def since(self) -> CalendarSince:
        """Since when one's calendar has an address."""
        since = calendar.calendar_since()
        return CalendarSince(
            f"{self.url}/@conduct-calendar",
            moment(since) if since is not None else None,
        )


class OpenCalendar(ConductService):
    """201 with a new address, told this once; an earlier one stops working."""

    @endpoint("POST @conduct-calendar", HUB + SITE, SEE_OWN, calendar.open_calendar)
    def open(self, sent: Nothing) -> CalendarAddress:
        """Make a new address of one's calendar."""
        self.created()
        return CalendarAddress(calendar.open_calendar())


class CloseCalendar(ConductService):
    """204: the address no longer works. No form of another site can send this."""

    @endpoint("DELETE @conduct-calendar", HUB + SITE, SEE_OWN, calendar.close_calendar)
    def close(self) -> None:
        """Take the address of one's calendar back."""
        calendar.close_calendar()

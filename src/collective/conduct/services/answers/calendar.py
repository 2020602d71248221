"""``@conduct-calendar``: the secret address of one's own calendar."""

from collective.conduct.operations.answers import calendar
from collective.conduct.services.common import rest
from datetime import datetime


class CalendarAddress(rest.Record):
    """The address that was made."""

    address: str


class CalendarSince(rest.Addressed):
    """Since when there is an address, None when there is none."""

    since: datetime | None


class GetCalendar(rest.ConductService, on="hub site", right="SeeOwn"):
    """Whether the caller has an address, and since when; never the address."""

    @rest.endpoint("GET @conduct-calendar", calendar.calendar_since)
    def since(self) -> CalendarSince:
        """Since when one's calendar has an address."""
        since = calendar.calendar_since()
        return CalendarSince(
            f"{self.url}/@conduct-calendar",
            rest.moment(since) if since is not None else None,
        )


class OpenCalendar(rest.ConductService, on="hub site", right="SeeOwn"):
    """Create an address: 201, returned this once; an earlier one stops working."""

    @rest.endpoint("POST @conduct-calendar", calendar.open_calendar)
    def open(self, sent: rest.Nothing) -> CalendarAddress:
        """Make a new address of one's calendar."""
        self.created()
        return CalendarAddress(calendar.open_calendar())


class CloseCalendar(rest.ConductService, on="hub site", right="SeeOwn"):
    """Revoke the address: 204. No form of another site can send a DELETE."""

    @rest.endpoint("DELETE @conduct-calendar", calendar.close_calendar)
    def close(self) -> None:
        """Take the address of one's calendar back."""
        calendar.close_calendar()

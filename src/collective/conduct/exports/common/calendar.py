"""Write an iCalendar file (RFC 5545) of whole-day events: what is due on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from icalendar import Calendar
from icalendar import Event


CALENDAR = "text/calendar; charset=utf-8"
PRODUCT = "-//collective.conduct//calendar//EN"


@dataclass(frozen=True)
class CalendarEvent:
    """One day on which something is due; ``id`` is the same on every fetch."""

    id: str
    day: date
    title: str
    url: str


def as_ics(title: str, found: Iterable[CalendarEvent], now: datetime) -> bytes:
    """Write the events as whole days that do not mark anybody as busy."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for each in found:
        event = Event()
        event.add("uid", each.id)
        event.add("dtstamp", now)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.title)
        event.add("url", each.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()

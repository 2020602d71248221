"""The calendar of one's own due days, behind a secret address.

Whoever has the address sees titles of documents and days, no name and no
answer. The owner can replace or revoke it at any time.
"""

from collective.conduct.core.answers.ports import ICalendarTokens
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.exports.common.calendar import as_ics
from collective.conduct.exports.common.calendar import CalendarEvent
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.common.authority import authorise
from plone import api
from zope.component import getUtility


VIEW = "@@conduct-calendar"


def calendar_since() -> int | None:
    """Return when the acting person made their address (UTC seconds), else None."""
    person = authorise("see_own").person
    return None if person is None else getUtility(ICalendarTokens).given(person)


def open_calendar() -> str:
    """Make the acting person's address; it is returned once and never stored."""
    person = authorise("see_own").enrolled()
    secret = getUtility(ICalendarTokens).give(person, int(_now().timestamp()))
    return f"{api.portal.get().absolute_url()}/{VIEW}/{secret}.ics"


def close_calendar() -> None:
    """Revoke the acting person's address."""
    person = authorise("see_own").person
    if person is not None:
        getUtility(ICalendarTokens).revoke(person)


def calendar(name: str, title: str) -> bytes:
    """Return the iCalendar file of an address; ``Missing`` "no_calendar"."""
    secret = name.removesuffix(".ics")
    person = getUtility(ICalendarTokens).person_of(secret)
    if person is None:
        raise Missing("no_calendar")
    return as_ics(title, _due(person), _now())


def _due(person: int) -> list[CalendarEvent]:
    site = api.portal.get().absolute_url()
    return [
        CalendarEvent(
            f"{each.edition.uid}.{each.due:%Y%m%d}@collective.conduct",
            each.due,
            each.edition.title,
            f"{site}/resolveuid/{each.edition.uid}",
        )
        for each in duties_of(person)
        if each.due is not None and each.state in WAITING
    ]


def _now():
    return getUtility(IClock).now()

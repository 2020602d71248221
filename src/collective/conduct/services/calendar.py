"""``@conduct-calendar``: the secret address of one's own calendar."""

from collective.conduct.operations import calendar
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import moment
from collective.conduct.services.base import Writer
from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides


class GetCalendar(Endpoint):
    """Whether whoever asks has an address, and since when; never the address."""

    def answer(self) -> dict:
        since = calendar.calendar_since()
        return {
            "@id": f"{self.url}/@conduct-calendar",
            "since": moment(since) if since is not None else None,
        }


class OpenCalendar(Writer):
    """201 with a new address, told this once; an earlier one stops working."""

    def answer(self) -> dict:
        self.body()  # so that a form of another site cannot do this
        self.request.response.setStatus(201)
        return {"address": calendar.open_calendar()}


class CloseCalendar(Endpoint):
    """204: the address no longer works. No form of another site can send this."""

    def answer(self) -> None:
        alsoProvides(self.request, IDisableCSRFProtection)
        calendar.close_calendar()
        self.request.response.setStatus(204)

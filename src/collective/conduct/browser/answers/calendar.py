"""Calendar of one's own due days: its secret address, and the file behind it."""

from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Missing
from collective.conduct.exports.common.calendar import CALENDAR
from collective.conduct.i18n import _
from collective.conduct.operations.answers import calendar
from collective.conduct.operations.common.request_privacy import keep_confidential
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.common.site_version import refuse_unread
from Products.Five.browser import BrowserView
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


CALENDAR_TITLE = _("calendar_title", default="Conduct and safety")


class MyCalendar(Page):
    """Page: create, replace or revoke the secret address of one's own calendar."""

    address = ""

    def respond(self):
        keep_private(self.request.response)
        return super().respond()

    def do(self):
        """Create an address and show it this once, or revoke it."""
        if self.typed("revoke"):
            calendar.close_calendar()
            done = _("done_calendar_closed", default="The address no longer works.")
            return self.sent(f"{self.url}/@@my-calendar", done)
        self.address = calendar.open_calendar()
        return self.show()

    @property
    def since(self) -> str:
        """The day on which the address was made, "" when there is none."""
        made_at = calendar.calendar_since()
        return self.moment(made_at) if made_at is not None else ""


@implementer(IPublishTraverse)
class CalendarFile(BrowserView):
    """``@@conduct-calendar/SECRET.ics``: one person's calendar, without a log-in.

    A wrong, a revoked and a missing secret are answered alike.
    """

    name = ""

    def publishTraverse(self, request, name: str) -> "CalendarFile":
        """Take the secret from the path; a further step makes it a wrong one."""
        self.name = f"{self.name}/{name}" if self.name else name
        return self

    def __call__(self) -> bytes:
        refuse_unread()
        header = self.request.response.setHeader
        keep_confidential(self.request.response)
        header("X-Content-Type-Options", "nosniff")
        title = translate(CALENDAR_TITLE, context=self.request)
        try:
            content = calendar.calendar(self.name, title)
        except Missing:
            self.request.response.setStatus(404)
            header("Content-Type", "text/plain; charset=utf-8")
            return b"Not found"
        header("Content-Type", CALENDAR)
        header("Content-Disposition", 'attachment; filename="calendar.ics"')
        return content

"""Pages of enquiries along the agreed path: the log, and one enquiry (E11)."""

from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.contacts.enquiries import Enquiry
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.i18n import _
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.contacts import enquiries
from collective.conduct.principals.registers.titles import held_title
from functools import cached_property
from zope.component import getUtility


PAGE = 50  # lines
WAITS = _("enquiry_waits", default="Waits")


class EnquiryPage(Page):
    """Base of both pages: a line of the log in words."""

    def show(self):
        keep_private(self.request.response)
        return self.index()

    def line(self, enquiry: Enquiry) -> dict:
        """Return a line of the log; only sender and receivers see names."""
        open_to = enquiries.is_party(enquiry)
        return {
            "number": enquiry.number,
            "url": open_to and f"{self.url}/@@enquiry?number={enquiry.number}",
            "sent": self.moment(enquiry.sent),
            "path": enquiries.path_title(enquiry.path),
            "to": held_title(enquiry.held, enquiry.body),
            "sender": self._name(enquiry.sender) if open_to else str(enquiry.sender),
            "state": self._state(enquiry),
            "icon": "check-circle" if enquiry.handled else "hourglass-split",
        }

    def _state(self, enquiry: Enquiry) -> str:
        if not enquiry.handled:
            return self.t(WAITS)
        day = self.moment(enquiry.handled)
        return self.t(
            _("enquiry_handled", default="Handled ${day}", mapping={"day": day})
        )

    def _name(self, person: int) -> str:
        return getUtility(IRegister).person(person).name


class Log(EnquiryPage):
    """``@@enquiries``: the log: when, along which path, by whom; without the words."""

    @cached_property
    def found(self) -> list[Enquiry]:
        return enquiries.log()

    @property
    def first(self) -> int:
        """The place of the first line on this page, from 0."""
        return (max(self.typed_number("page") or 1, 1) - 1) * PAGE

    @property
    def lines(self) -> list[dict]:
        return [self.line(each) for each in self.found[self.first : self.first + PAGE]]

    @property
    def pages(self) -> list[dict]:
        """The other pages of a long log."""
        count = -(-len(self.found) // PAGE)
        return [
            {"number": each, "url": f"{self.url}/@@enquiries?page={each}"}
            for each in range(1, count + 1 if count > 1 else 1)
        ]


class ReadEnquiryPage(EnquiryPage):
    """``@@enquiry?number=``: for its sender and for those it went to."""

    def show(self):
        self.enquiry, self.said = enquiries.read(self.number)
        self.can_handle = enquiries.is_reader(self.enquiry) and not self.enquiry.handled
        return super().show()

    def do(self):
        enquiries.handle(self.number)
        return self.sent(
            f"{self.url}/@@enquiry?number={self.number}",
            _("done_handled", default="The enquiry is marked as handled."),
        )

    @property
    def number(self) -> int:
        number = self.typed_number("number")
        if number is None:
            raise Missing("no_enquiry")
        return number

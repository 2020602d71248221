"""``@conduct-enquiries``: enquiries along the agreed path (E11)."""

from collective.conduct.core.contacts.enquiries import Enquiry
from collective.conduct.operations.contacts import enquiries
from collective.conduct.services.common import rest
from datetime import datetime
from typing import Literal


class EnquirySent(rest.Record):
    """The words of an enquiry along an agreed path (UID)."""

    path: str = ""
    words: str = ""


class EnquiryHandled(rest.Record):
    """The mark that an enquiry was handled."""

    handled: Literal[True]


class EnquiryEntry(rest.Addressed):
    """An enquiry as the log has it: people by number, no words."""

    path: str
    sender: int
    sent: datetime
    handled: datetime | None


class EnquiryAnswer(rest.Record):
    """What was asked, and what was written."""

    question: str
    answer: str


class EnquiryShown(EnquiryEntry):
    """One enquiry with its words."""

    words: list[EnquiryAnswer]


class EnquiryLog(rest.Addressed):
    """All enquiries."""

    enquiries: list[EnquiryEntry]


class EnquiryService(rest.ConductService):
    """Base of the endpoints: an enquiry by the number in the path."""

    @property
    def number(self) -> int:
        if not (self.step.isdecimal() and len(self.step) < 10):
            raise rest.Missing("no_enquiry")
        return int(self.step)

    def entry(self, enquiry: Enquiry) -> dict:
        return {
            "at": f"{self.url}/@conduct-enquiries/{enquiry.number}",
            "path": enquiry.path,
            "sender": enquiry.sender,
            "sent": rest.moment(enquiry.sent),
            "handled": rest.moment(enquiry.handled) if enquiry.handled else None,
        }

    def one(self, number: int) -> EnquiryShown:
        enquiry, pairs = enquiries.read(number)
        words = [EnquiryAnswer(asked, answer) for asked, answer in pairs]
        return EnquiryShown(**self.entry(enquiry), words=words)


class EnquiriesService(EnquiryService, on="hub", right="SeeOwn"):
    """The log, or one enquiry with its words."""

    @rest.endpoint("GET @conduct-enquiries", enquiries.log)
    def log(self) -> EnquiryLog:
        """The log of enquiries."""
        lines = [EnquiryEntry(**self.entry(each)) for each in enquiries.log()]
        return EnquiryLog(f"{self.url}/@conduct-enquiries", lines)

    @rest.endpoint("GET @conduct-enquiries/{number}", enquiries.read, rest.Missing)
    def show(self) -> EnquiryShown:
        """One enquiry with its words."""
        return self.one(self.number)


class SendEnquiry(EnquiryService, on="hub", right="SeeOwn"):
    """Send an enquiry along a path."""

    @rest.endpoint("POST @conduct-enquiries", enquiries.send, rest.Unavailable)
    def send(self, sent: EnquirySent) -> EnquiryShown:
        """Send an enquiry along an agreed path."""
        number = enquiries.send(sent.path, [("", sent.words)])
        self.created()
        return self.one(number)


class HandleEnquiry(EnquiryService, on="hub", right="SeeOwn"):
    """Mark an enquiry as handled."""

    @rest.endpoint("PATCH @conduct-enquiries/{number}", enquiries.handle, rest.Missing)
    def handle(self, sent: EnquiryHandled) -> EnquiryShown:
        """Mark an enquiry as handled."""
        enquiries.handle(self.number)
        return self.one(self.number)

"""``@conduct-enquiries``: along the agreed path, over REST (E11)."""

from collective.conduct.core.enquiries import Enquiry
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Unavailable
from collective.conduct.operations import enquiries
from collective.conduct.services.base import ConductService
from collective.conduct.services.base import moment
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import SEE_OWN
from collective.conduct.services.fields import key
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class EnquirySent:
    """Words along an agreed path (UID)."""

    path: str = ""
    words: str = ""


@dataclass(frozen=True)
class EnquiryHandled:
    """That it was handled."""

    handled: Literal[True]


@dataclass(frozen=True)
class EnquiryEntry:
    """An enquiry as the log has it: people by number, no words."""

    at: str = key("@id")
    path: str
    sender: int
    sent: datetime
    handled: datetime | None


@dataclass(frozen=True)
class EnquiryAnswer:
    """What was asked, and what was written."""

    question: str
    answer: str


@dataclass(frozen=True)
class EnquiryShown(EnquiryEntry):
    """One enquiry with its words."""

    words: list[EnquiryAnswer]


@dataclass(frozen=True)
class EnquiryLog:
    """All enquiries."""

    at: str = key("@id")
    enquiries: list[EnquiryEntry]


class EnquiryService(ConductService):
    """Base: an enquiry by the number in the path."""

    @property
    def number(self) -> int:
        if not (self.step.isdecimal() and len(self.step) < 10):
            raise Missing("no_enquiry")
        return int(self.step)

    def entry(self, enquiry: Enquiry) -> dict:
        return {
            "at": f"{self.url}/@conduct-enquiries/{enquiry.number}",
            "path": enquiry.path,
            "sender": enquiry.sender,
            "sent": moment(enquiry.sent),
            "handled": moment(enquiry.handled) if enquiry.handled else None,
        }

    def one(self, number: int) -> EnquiryShown:
        enquiry, said = enquiries.read(number)
        words = [EnquiryAnswer(asked, answer) for asked, answer in said]
        return EnquiryShown(**self.entry(enquiry), words=words)


class Enquiries(EnquiryService):
    """The log, or one enquiry with its words."""

    @endpoint("GET @conduct-enquiries", HUB, SEE_OWN, enquiries.log)
    def log(self) -> EnquiryLog:
        """The log of enquiries."""
        lines = [EnquiryEntry(**self.entry(each)) for each in enquiries.log()]
        return EnquiryLog(f"{self.url}/@conduct-enquiries", lines)

    @endpoint("GET @conduct-enquiries/{number}", HUB, SEE_OWN, enquiries.read, Missing)
    def show(self) -> EnquiryShown:
        """One enquiry with its words."""
        return self.one(self.number)


class SendEnquiry(EnquiryService):
    """Send words along a path."""

    @endpoint("POST @conduct-enquiries", HUB, SEE_OWN, enquiries.send, Unavailable)
    def send(self, sent: EnquirySent) -> EnquiryShown:
        """Send an enquiry along an agreed path."""
        number = enquiries.send(sent.path, [("", sent.words)])
        self.created()
        return self.one(number)


class HandleEnquiry(EnquiryService):
    """Mark one as handled."""

    @endpoint(
        "PATCH @conduct-enquiries/{number}", HUB, SEE_OWN, enquiries.handle, Missing
    )
    def handle(self, sent: EnquiryHandled) -> EnquiryShown:
        """Mark an enquiry as handled."""
        enquiries.handle(self.number)
        return self.one(self.number)

"""``@conduct-enquiries``: along the agreed path, over REST (E11)."""

from collective.conduct.core.enquiries import Enquiry
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.operations import enquiries
from collective.conduct.services.base import moment
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer


class Enquiries(Named):
    """The log, or one enquiry with its words."""

    def answer(self) -> dict:
        if self.name:
            return self.one(self.number)
        lines = [self.line(each) for each in enquiries.log()]
        return {"@id": f"{self.url}/@conduct-enquiries", "enquiries": lines}

    @property
    def number(self) -> int:
        if not (self.name.isdecimal() and len(self.name) < 10):
            raise Missing("no_enquiry")
        return int(self.name)

    def line(self, enquiry: Enquiry) -> dict:
        return {
            "@id": f"{self.url}/@conduct-enquiries/{enquiry.number}",
            "path": enquiry.path,
            "sender": enquiry.sender,
            "sent": moment(enquiry.sent),
            "handled": moment(enquiry.handled) if enquiry.handled else None,
        }

    def one(self, number: int) -> dict:
        enquiry, said = enquiries.read(number)
        words = [{"question": asked, "answer": answer} for asked, answer in said]
        return {**self.line(enquiry), "words": words}


class SendEnquiry(Enquiries, Writer):
    """Send the words of a body along a path (UID)."""

    def answer(self) -> dict:
        data = self.body()
        number = enquiries.send(text(data, "path"), [("", text(data, "words"))])
        self.request.response.setStatus(201)
        return self.one(number)


class HandleEnquiry(Enquiries, Writer):
    """Mark one as handled: ``{"handled": true}``."""

    def answer(self) -> dict:
        if self.body().get("handled") is not True:
            raise Invalid("field", field="handled")
        enquiries.handle(self.number)
        return self.one(self.number)

"""``@@conduct-post``: which mails wait, were sent today, or failed."""

from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.mail.notices import Failure
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.mail import post
from collective.conduct.vocabularies.mail.letters import TITLES
from collective.conduct.vocabularies.mail.messages import FAILURES
from zope.component import getUtility


SHOWN = 200
RETRIED = _("done_retry", default="It is sent with the next run.")


class MailPage(Page):
    """Status of the outbox, with the names of recipients for whoever may see it."""

    standing: post.OutboxStatus

    def show(self):
        keep_private(self.request.response)
        self.standing = post.outbox_status()
        return self.index()

    def do(self):
        """Perform the action of the pressed button."""
        actions = {"retry": self._retry, "discard": self._discard}
        for name, action in actions.items():
            if self.typed(name):
                return self.sent(self.address, action(self._number(name)))
        if self.typed("retry_all"):
            post.retry_all()
            return self.sent(self.address, RETRIED)
        post.send_test()
        done = _("done_test_letter", default="A test letter is on its way to you.")
        return self.sent(self.address, done)

    @property
    def address(self) -> str:
        return f"{self.url}/@@conduct-post"

    @property
    def may_write(self) -> bool:
        return may("edit_terms")

    @property
    def dead(self) -> list[dict]:
        """The mails that failed for good, as rows of the table."""
        return [self._line(each) for each in self.standing.dead[:SHOWN]]

    @property
    def delayed(self) -> list[dict]:
        """The failed mails that are tried again, as rows of the table."""
        return [self._line(each) for each in self.standing.delayed[:SHOWN]]

    @property
    def hidden(self) -> int:
        """How many failures are not shown, so that the page stays readable."""
        standing = self.standing
        return sum(
            max(0, len(each) - SHOWN) for each in (standing.dead, standing.delayed)
        )

    def _line(self, failure: Failure) -> dict:
        parcel = failure.parcel
        kinds = dict.fromkeys(each.kind for each in parcel.notices)
        return {
            "id": str(parcel.number),
            "name": _name(parcel.person),
            "what": ", ".join(self.t(TITLES[kind]) for kind in kinds),
            "why": self.t(FAILURES.get(failure.code, failure.code)),
            "at": self.moment(failure.at),
            "due": self.moment(failure.due) if failure.due else "",
            "tries": parcel.tries,
        }

    def _retry(self, number: int):
        post.retry(number)
        return RETRIED

    def _discard(self, number: int):
        post.discard(number)
        return _("done_discard", default="The letter was taken out. It is not sent.")

    def _number(self, name: str) -> int:
        """Parse the number of a mail, which is longer than numbers that people type."""
        typed = self.typed(name)
        return int(typed) if typed.isdecimal() and len(typed) < 20 else 0


def _name(person: int) -> str:
    try:
        return getUtility(IRegister).person(person).name
    except Missing:
        return ""

"""``@@report-form``: first who will read it, then the questions, then the words.

Everything is sent by POST, with the nonce of the form: the same nonce gives
the same report and the same words. What was typed comes back with the page,
whatever was refused; between the steps it travels as a draft that this browser
alone has and cannot read.
"""

from collective.conduct.browser.reports.asked import Asked
from collective.conduct.browser.reports.asked import asked
from collective.conduct.browser.reports.choosing import Choosing
from collective.conduct.browser.reports.handing import Handing
from collective.conduct.browser.reports.quiet import Quiet
from collective.conduct.browser.reports.turning import Turning
from collective.conduct.browser.reports.written import chosen
from collective.conduct.browser.reports.written import CONFIDENTIAL
from collective.conduct.browser.reports.written import NAMED
from collective.conduct.browser.reports.written import told
from collective.conduct.browser.reports.written import Written
from collective.conduct.browser.reports.written import written
from collective.conduct.core.errors import Invalid
from collective.conduct.core.records.answers import Reporter
from collective.conduct.core.records.cases import IdentityRecord
from collective.conduct.i18n import _
from collective.conduct.operations.reports import throttle
from collective.conduct.operations.reports.drafts import sealed
from collective.conduct.operations.reports.drafts import unsealed
from collective.conduct.operations.reports.forms import answered
from collective.conduct.operations.reports.forms import help_of
from collective.conduct.operations.reports.forms import title_of
from collective.conduct.operations.reports.keeping import keep
from collective.conduct.operations.reports.offering import form_of
from collective.conduct.operations.reports.offering import refuse_closed
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.operations.reports.uploads import all_received
from collective.conduct.vocabularies.questions import WHO_TELLS
from datetime import date
from functools import cached_property

import secrets


WHO, WRITE = "who", "write"
LONGEST_NAME = 300
ROLES = {
    "exposed": _("role_exposed", default="It happened to me"),
    "witness": _("role_witness", default="I saw or heard it"),
    "for_another": _("role_for_another", default="I tell of it for somebody else"),
}


class ReportForm(Handing, Choosing, Quiet, Turning):
    """The form in two steps, and the pages after it."""

    name = "report-form"
    step = ""  # the one that is shown

    def show(self):
        self.step = self.step or self.typed("step") or WHO
        if self.request.method != "POST":
            refuse_closed()
        form_of(self.form)
        return self.index()

    def do(self):
        form_of(self.form)
        act = self.typed("act")
        if act in ("copied", "check", "words"):
            return self.check(act)
        if act == "send":
            return self.send()
        if act == "keep":
            return self.keep_for_now()
        if act in (WHO, WRITE):
            self.step = act
        if act == "find":
            self.step = WHO
            self.search()
        return self.show()

    # what is being written
    @cached_property
    def form(self) -> str:
        """The key of the form."""
        return self.typed("form") or str(self.request.form.get("form", ""))

    @cached_property
    def nonce(self) -> str:
        """What makes this form one and the same, whenever it is sent."""
        return self.typed("nonce") or secrets.token_urlsafe(24)

    @cached_property
    def written(self) -> Written:
        """What has been written so far: sent now, or in the draft."""
        before = written(unsealed(self.nonce, self.typed("draft")))
        posted = self.typed("step")
        if posted == WRITE:
            return told(self.form, self.language, self.sent_in, before)
        return chosen(self.sent_in, before) if posted == WHO else before

    @property
    def draft(self) -> str:
        """What has been written, sealed for this browser."""
        return sealed(self.nonce, self.written.values())

    def spoken(self, language: str) -> str:
        return f"{super().spoken(language)}&form={self.form}"

    @property
    def title(self) -> str:
        return title_of(self.form, self.language)

    @property
    def help(self) -> str:
        return help_of(self.form, self.language)

    @property
    def asked(self) -> list[Asked]:
        """The questions with what was typed."""
        wrong = {self.blamed: self.error} if self.blamed else {}
        return asked(self.form, self.language, self.written.answers, wrong)

    @property
    def roles(self) -> list[dict]:
        return [
            {"key": key, "title": self.t(title), "chosen": key == self.written.role}
            for key, title in ROLES.items()
        ]

    # what is done
    def send(self) -> str:
        """Hand it over: sealed, or not at all."""
        throttle.forms.check(self.source, self.now)
        throttle.forms.note(self.source, self.now)
        if self.offered and not self.written.recipients:
            raise Invalid("no_recipient")
        received = receive_report(self.submission())
        self.sent_before = received.again
        return self.hand_over(received.words)

    def submission(self) -> Submission:
        """What is sent in, as the operation takes it."""
        own = self.written
        return Submission(
            form=self.form,
            nonce=self.nonce,
            answers=answered(self.form, self.language, self.written.answers),
            reporter=self.reporter,
            language=self.words_language,
            role=own.role,
            identity=self.identity,
            about=frozenset(own.about),
            witnesses=frozenset(own.witnesses),
            recipients=frozenset(own.recipients),
            files=self.uploads(),
            urgent=own.danger,
            linked=own.linked,
            told_on=self._told_on(),
        )

    @property
    def reporter(self) -> Reporter | None:
        """Who the reporter is, when all readers may know."""
        if self.written.identity != NAMED:
            return None
        return Reporter(*self._name(), self.t(WHO_TELLS))

    @property
    def identity(self) -> IdentityRecord | None:
        """Who the reporter is, for the envelope that two must open."""
        return (
            IdentityRecord(*self._name())
            if self.written.identity == CONFIDENTIAL
            else None
        )

    def _name(self) -> tuple[str, str]:
        """Name and contact."""
        own = self.written
        if not own.name:
            raise Invalid("reporter_missing", field="reporter")
        if max(len(own.name), len(own.contact)) > LONGEST_NAME:
            raise Invalid("answer_too_long", field="reporter")
        return own.name, own.contact

    def _told_on(self) -> date | None:
        """When a leader was told of it; ``Invalid`` "told_on" for what is no day."""
        typed = self.written.told_on
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            raise Invalid("told_on", field="told_on") from None

    def uploads(self) -> tuple:
        """The files that were chosen, recognised and cleaned."""
        return all_received(self.sent_in.files("files"))

    def keep_for_now(self) -> str:
        """Send nothing: keep it for whoever comes back with the words."""
        throttle.forms.check(self.source, self.now)
        throttle.forms.note(self.source, self.now)
        values = {"form": self.form, **self.written.values()}
        return self.hand_over(keep(self.nonce, self.words_language, values), True)

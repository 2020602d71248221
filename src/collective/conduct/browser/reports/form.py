"""``@@report-form``: first the recipients, then the questions, then the seven words.

Everything is sent by POST, with the nonce of the form: the same nonce gives
the same report and the same words. What was typed comes back with the page,
whatever was refused; between the steps it travels as a draft that only this
browser has, and that it cannot read.
"""

from collective.conduct.browser.reports.form_state import chosen
from collective.conduct.browser.reports.form_state import NAMED
from collective.conduct.browser.reports.form_state import told
from collective.conduct.browser.reports.form_state import Written
from collective.conduct.browser.reports.form_state import written
from collective.conduct.browser.reports.question_fields import Asked
from collective.conduct.browser.reports.question_fields import asked
from collective.conduct.browser.reports.question_fields import ROLES
from collective.conduct.browser.reports.receipt_page import handed_before
from collective.conduct.browser.reports.receipt_page import Handing
from collective.conduct.browser.reports.recipient_choice import Choosing
from collective.conduct.browser.reports.reporter_page import ReporterPage
from collective.conduct.core.cases.recipients import NOBODY
from collective.conduct.core.cases.recipients import READERS_AND_ESCROW
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.answers import Reporter
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.operations.cases.available_recipients import form_of
from collective.conduct.operations.cases.available_recipients import refuse_closed
from collective.conduct.operations.common import throttle
from collective.conduct.operations.reports.form_drafts import sealed
from collective.conduct.operations.reports.form_drafts import unsealed
from collective.conduct.operations.reports.forms import answered
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.saved_reports import keep
from collective.conduct.operations.reports.submissions import Submission
from collective.conduct.vocabularies.cases.forms import help_of
from collective.conduct.vocabularies.cases.forms import title_of
from collective.conduct.vocabularies.reports.questions import WHO_TELLS
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import secrets


WHO, WRITE = "who", "write"


class ReportForm(ReporterPage):
    """The form in two steps, and the receipt pages after it."""

    name = "report-form"
    step = ""  # the one that is shown
    registered = False  # whether somebody writes down what they were told
    searched = False
    handing: Handing  # what the pages after it show
    words_page = ViewPageTemplateFile("templates/report_words.pt")
    handed_page = ViewPageTemplateFile("templates/report_handed.pt")

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
        """The nonce that identifies this form, however often it is sent."""
        return self.typed("nonce") or secrets.token_urlsafe(24)

    @cached_property
    def written(self) -> Written:
        """What has been written so far: from this request, or from the draft."""
        before = written(unsealed(self.nonce, self.typed("draft")))
        posted = self.typed("step")
        if posted == WRITE:
            return told(self.form, self.language, self.sent_in, before)
        return chosen(self.sent_in, before) if posted == WHO else before

    @cached_property
    def choosing(self) -> Choosing:
        """The recipients, and the people whom it is about."""
        search = self.typed("search") if self.searched else None
        return Choosing(self.form, self.written, self.registered, search)

    def search(self) -> None:
        """Search the registers: sent by POST, so that no access log has the name."""
        throttle.note(throttle.SEARCHES, self.source, self.now)
        self.searched = True

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
        """Send the report: completely sealed, or not at all."""
        with throttle.report_counted(self.source, self.now):
            if self.choosing.offered and not self.written.recipients:
                raise Invalid("no_recipient")
            self._refuse_untold()
            received = receive_report(self.submission())
        return self.hand_over(
            received.words, received.sealed_for, sent_before=received.again
        )

    def _refuse_untold(self) -> None:
        """``Conflict`` when the page has not said that readers, or a pair, lack."""
        found = self.choosing.sealed_for
        if found not in (READERS_AND_ESCROW, NOBODY, self.typed("sealed_for")):
            raise Conflict("sealing_changed")

    def hand_over(
        self, words: tuple[str, ...], sealed_for: str = "", **told: bool
    ) -> str:
        """Show the seven words of the receipt."""
        self.handing = Handing(
            self.translator, self.form, self.nonce, words, sealed_for, **told
        )
        return self.words_page()

    def check(self, act: str) -> str:
        """Compare the two words that were asked for, or show all once more."""
        note, language = self.typed("again"), self.words_language
        self.handing = handed_before(
            self.translator, self.form, self.nonce, note, language
        )
        if act == "words":
            return self.words_page()
        if act == "check":
            asked = self.handing.asked_words
            self.handing.check(tuple(self.typed(f"word-{each}") for each in asked))
        return self.handed_page()

    def submission(self) -> Submission:
        """Return the report as the operation expects it."""
        state = self.written
        return Submission(
            form=self.form,
            nonce=self.nonce,
            answers=self.answers,
            reporter=self.reporter,
            language=self.words_language,
            role=state.role,
            identity=state.sealed_identity(),
            about=frozenset(state.about),
            witnesses=frozenset(state.witnesses),
            recipients=frozenset(state.recipients),
            shown=frozenset(state.shown),
            files=self.uploads(),
            urgent=state.danger,
            linked=state.linked,
            told_on=state.day_told(),
        )

    @property
    def answers(self) -> tuple[ReportAnswer, ...]:
        """The questions as they were shown, with the answers."""
        return answered(self.form, self.language, self.written.answers)

    @property
    def reporter(self) -> Reporter | None:
        """The reporter's name, when all readers may know it."""
        if self.written.identity != NAMED:
            return None
        return Reporter(*self.written.signature(), self.t(WHO_TELLS))

    def keep_for_now(self) -> str:
        """Save the report without sending it; the seven words open it again."""
        values = {"form": self.form, **self.written.values()}
        with throttle.report_counted(self.source, self.now):
            words = keep(self.nonce, self.words_language, values)
        return self.hand_over(words, kept_only=True)

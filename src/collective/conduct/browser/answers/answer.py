"""Page to answer an edition: what is new, who sees the answer, four equal choices.

A link in a mail leads here through the log-in. What was typed survives a
session that ended (``answer_draft``), a second tab, and an edition that was superseded
meanwhile: the page comes again with all of it and says why.
"""

from AccessControl import Unauthorized
from collective.conduct.browser.answers import answer_draft as kept
from collective.conduct.browser.answers.answer_model import AnswerModel
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.common.errors import ConductError
from collective.conduct.i18n import _
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.editions import state_of
from functools import cached_property
from plone import api


RECORDED = _("done_answer", default="Your answer is recorded. Here is your receipt.")


class AnswerPage(RequestScrubber):
    """Form page to answer an edition; mails link to it."""

    code = ""  # of the refusal, "" when there is none
    kept = None  # what was typed before the session ended
    private = ("words",)

    def respond(self):
        if self.request.method == "POST":
            self.take()
            return self._posted()
        if api.user.is_anonymous():
            raise Unauthorized("Log in first.")
        self.kept = kept.take(self.request, self.context, self.who.userid)
        return self._guarded(self.show)

    def _posted(self) -> str:
        """Send the answer, or keep what was typed when the session has ended."""
        verified = self.context.restrictedTraverse("@@authenticator").verify()
        if api.user.is_anonymous() or not verified:
            names = (*kept.FIELDS, "mark")
            typed = {name: self.typed(name) for name in names}
            kept.keep(self.request, self.context, typed)
            return self.sent(f"{self.url}/@@answer")
        return self._attempt()

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        return self.index()

    def do(self):
        """Send the answer and go to its receipt."""
        sent_answer = Answer(
            kind=self.typed("kind"),
            language=self.typed("language"),
            manifest_hash=self.typed("manifest_hash"),
            statement_hash=self.typed("statement_hash"),
            words=self.typed("words").replace("\r\n", "\n"),
        )
        entry = answer(self.context, sent_answer, self.typed("seen"))
        kept.forget(self.request, self.context)
        url = f"{self.hub_url}/@@receipt?id={receipt_id(entry)}"
        return self.sent(url, RECORDED)

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember the error's code: the page shows its message beside the field."""
        super().refuse_quietly(error)
        self.code = error.code

    def typed(self, name: str, otherwise: str = "") -> str:
        """What was typed: in this form, or before the session ended."""
        before = (self.kept or {}).get(name, otherwise)
        return super().typed(name, before)

    @cached_property
    def model(self) -> AnswerModel:
        """What the template shows."""
        typed = {name: self.typed(name) for name in ("kind", "language")}
        back = bool(self.kept)
        return AnswerModel(
            self.translator, self.who, self.context, typed, self.code, back
        )

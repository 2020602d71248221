"""Base of all pages for reporters: they leave no trace of a visit.

No cookie, no script, no referrer, nothing cached by browser or proxy, a title
that reveals nothing, and no user name in the transaction or the access log. What
was sent is removed from the request first; an exception carries none of it on.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SpecialUsers import nobody
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.copies import notice
from collective.conduct.browser.common.plain_page import Call
from collective.conduct.browser.common.plain_page import calls
from collective.conduct.browser.common.request_body import Sent
from collective.conduct.browser.common.request_body import taken
from collective.conduct.browser.reports.form_protection import sent_from_elsewhere
from collective.conduct.browser.reports.support_contacts import Turning
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.phones import dial
from collective.conduct.core.common.phones import EMERGENCY
from collective.conduct.core.common.ports import IClock
from collective.conduct.i18n import _
from collective.conduct.operations.common.anonymous_transaction import scrub_transaction
from collective.conduct.operations.common.request_privacy import CONFIDENTIAL
from collective.conduct.operations.common.request_privacy import set_headers
from collective.conduct.operations.common.safe_errors import note
from collective.conduct.operations.common.safe_errors import OUTSIDE
from collective.conduct.operations.common.safe_errors import sanitise
from collective.conduct.operations.common.site_version import refuse_waiting
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from collective.conduct.vocabularies.vault.receipt_words import LANGUAGES
from functools import cached_property
from functools import partial
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility

import transaction


HEADERS = {
    **CONFIDENTIAL,
    "X-Frame-Options": "DENY",
    "X-Theme-Disabled": "1",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
LEAVE = "collective.conduct.leave_address"
NAMES = {"sv": "Svenska", "da": "Dansk", "en": "English"}
TRAP = "website"
FAILED = _(
    "report_failed",
    default="Something failed on our side, and nothing was sent. What you wrote is"
    " still here. Try once more, or call one of the numbers on the first page.",
)


class ReporterPage(Page):
    """Base of the pages for reporters: ``show`` on GET, ``do`` on POST."""

    sent_in = Sent({})
    name = ""  # of the view, for addresses
    blamed = ""  # the question that a refusal is about
    member = False
    reason = ""  # why the site can do nothing, and whom to call meanwhile
    calls: list[Call] = []
    waiting_page = ViewPageTemplateFile("templates/report_waiting.pt")

    def respond(self):
        self._speak()
        posted = self.request.method == "POST"
        if posted:
            self.sent_in = taken(self.request)
        set_headers(self.request.response, HEADERS)
        self.member = not api.user.is_anonymous()
        try:
            return self._answered(posted)
        finally:
            scrub_transaction()
            self._leave_no_name()

    @property
    def copy_notice(self) -> str:
        """What is said on every page of a copy of the site."""
        return notice(self.request)

    def _speak(self) -> None:
        """Set the language of the address or of the form; without a cookie."""
        language = self.request.form.get("in", "")
        if language in LANGUAGES:
            self.request.set("LANGUAGE", language)
            binding = self.request.get("LANGUAGE_TOOL")
            if binding is not None:
                binding.LANGUAGE = language

    def _answered(self, posted: bool) -> str:
        return sanitise(self._attempt if posted else partial(self._guarded, self.show))

    def waiting(self, sentence: str, numbers: list[tuple[str, str]]) -> str:
        """See Page; in the frame of these pages, and without a name."""
        self._speak()
        set_headers(self.request.response, HEADERS)
        self.reason, self.calls = sentence, calls(numbers)
        try:
            return self.waiting_page()
        finally:
            scrub_transaction()
            self._leave_no_name()

    def _attempt(self):
        try:
            refuse_waiting()
            self._refuse_strange()
            return self.do()
        except ConductError as error:
            transaction.doom()
            self.refuse_quietly(error)
            self.error = self.t(words(error))
            self.request.response.setStatus(status(error))
        except OUTSIDE:
            raise
        except Exception as error:
            transaction.doom()
            note(error)
            self.error = self.t(FAILED)
            self.request.response.setStatus(500)
        return self._guarded(self.show)

    def _guarded(self, call):
        try:
            return call()
        except ConductError:
            self.request.response.redirect(f"{self.hub_url}/@@report", status=303)
            return ""

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember which question the error is about; never redirect to the log-in."""
        self.blamed = str(error.values_.get("field", ""))

    def _refuse_strange(self) -> None:
        """Refuse what another site sent, a stale token, a bot."""
        if sent_from_elsewhere(self.request):
            raise Conflict("sent_from_elsewhere")
        verified = self.context.restrictedTraverse("@@authenticator").verify()
        if self.member and not verified:
            raise Conflict("form_stale")
        if self.typed(TRAP):
            raise Invalid("trap_filled")

    def _leave_no_name(self) -> None:
        """Remove the user before Zope writes its access log."""
        newSecurityManager(None, nobody)

    def typed(self, name: str, otherwise: str = "") -> str:
        """See Page; only ``sent_in`` still has what was sent."""
        return self.sent_in.text(name, otherwise)

    @cached_property
    def turning(self) -> Turning:
        """Contacts for other kinds of support."""
        return Turning(self.translator)

    # what the frame shows
    @property
    def action(self) -> str:
        """The address that the forms of this page are sent to."""
        return f"{self.hub_url}/@@{self.name}"

    @property
    def token(self) -> str:
        """The hidden field with the CSRF token, for members."""
        if not self.member:
            return ""
        return self.context.restrictedTraverse("@@authenticator").authenticator()

    @property
    def languages(self) -> list[dict]:
        """The page in the other languages; none while something is written."""
        if self.request.method == "POST":
            return []
        return [
            {"code": code, "name": NAMES[code], "url": self.spoken(code)}
            for code in LANGUAGES
            if code != self.language
        ]

    def spoken(self, language: str) -> str:
        """Return the address of this page in a language."""
        return f"{self.action}?in={language}"

    @property
    def words_language(self) -> str:
        """The language of the receipt words."""
        return self.language if self.language in LANGUAGES else LANGUAGES[-1]

    @property
    def portal_url(self) -> str:
        return api.portal.get().absolute_url()

    @property
    def leave_url(self) -> str:
        """The address of the quick exit: a page that reveals nothing."""
        return api.portal.get_registry_record(LEAVE, default=None) or self.portal_url

    @property
    def emergency(self) -> dict[str, str]:
        """The emergency number."""
        return {"number": EMERGENCY, "dial": dial(EMERGENCY)}

    @cached_property
    def now(self) -> int:
        return int(getUtility(IClock).now().timestamp())

    @property
    def source(self) -> str:
        """The client's address, for the throttle alone: it is stored nowhere."""
        return self.request.getClientAddr() or ""

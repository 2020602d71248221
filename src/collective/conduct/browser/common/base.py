"""Base class of all pages: error handling, translation, dates and redirects.

A page shows (``GET``) or does one action (``POST`` with a token). The action is
one call of an operation; what it refuses is said in words above the form,
which keeps everything that was typed.
"""

from AccessControl import Unauthorized
from collections.abc import Sequence
from collective.conduct.browser.common.plain_page import Call
from collective.conduct.browser.common.plain_page import calls
from collective.conduct.browser.common.plain_page import plain_page
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IClock
from collective.conduct.operations.common import site_version
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.common.request_privacy import forget_all
from collective.conduct.operations.common.request_privacy import keep_confidential
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.common.safe_errors import OUTSIDE
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from datetime import date
from datetime import datetime
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zope.component import getUtility

import transaction


class Page(BrowserView):
    """Base of all pages: ``show`` on GET, ``do`` on POST."""

    error = ""
    goes_on = False  # whether it is shown while the site waits for its upgrade
    keeps = True  # whether a form comes back then with what was typed in it

    def __call__(self):
        """Answer; while the site waits for its upgrade, with as much as can be said."""
        waits_for = site_version.refusal()
        if not waits_for:
            return self.respond()
        try:
            if self.goes_on or (self.keeps and self.request.method == "POST"):
                return self.respond()
        except OUTSIDE:
            raise
        except Exception:  # whatever records of an earlier version make of it
            transaction.doom()
        return self.wait(Unavailable(waits_for))

    def respond(self):
        """Answer on a site whose records are of this version."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._attempt()
        return self._guarded(self.show)

    def show(self):
        """Render the page (``self.index`` is the template of the zcml)."""
        return self.index()

    def do(self):
        """Perform the action; return what ``sent`` returns."""
        raise Refused("not_allowed")

    def _attempt(self):
        undo = self.undoing()
        try:
            site_version.refuse_waiting()
            return self.do()
        except ConductError as error:
            undo()
            self.refuse_quietly(error)
            self.error = self.t(words(error))
            self.request.response.setStatus(status(error))
            return self._guarded(self.show)

    def undoing(self):
        """Return the function that undoes what was written before an error."""
        return transaction.doom

    def _guarded(self, call):
        try:
            return call()
        except ConductError as error:
            self.refuse_quietly(error)
            self.request.response.setStatus(status(error))
            self.error = self.t(words(error))
            page = self.context.restrictedTraverse("@@conduct-refused")
            return page.say(self.error)

    def wait(self, error: Unavailable) -> str:
        """Say that the site waits for its upgrade, and whom to call meanwhile."""
        forget_all(self.request)
        keep_confidential(self.request.response)
        self.request.response.setStatus(status(error))
        sentence, numbers = self.t(words(error)), site_version.phone_numbers()
        try:
            return self.waiting(sentence, numbers)
        except Exception:  # even Plone's frame may show something of ours
            return plain_page(sentence, self.language, numbers)

    def waiting(self, sentence: str, numbers: list[tuple[str, str]]) -> str:
        """Render the page that says so."""
        page = self.context.restrictedTraverse("@@conduct-upgrading")
        return page.say(sentence, numbers)

    def refuse_quietly(self, error: ConductError) -> None:
        """Send anonymous visitors to the log-in; keep search engines off 404 pages."""
        if isinstance(error, Refused) and api.user.is_anonymous():
            raise Unauthorized("Log in first.") from None
        if isinstance(error, Missing):
            self.request.response.setHeader("X-Robots-Tag", "noindex")

    # texts
    @property
    def translator(self) -> Translator:
        """The translator that view models use for texts and dates."""
        return Translator(self.request)

    def t(self, message) -> str:
        """See Translator."""
        return self.translator.t(message)

    def day(self, value: date | datetime | str | None) -> str:
        """See Translator."""
        return self.translator.day(value)

    def moment(self, seconds: int) -> str:
        """See Translator."""
        return self.translator.moment(seconds)

    @property
    def language(self) -> str:
        """See Translator."""
        return self.translator.language

    # places
    @property
    def hub(self):
        """The hub of the site."""
        return hub()

    @property
    def hub_url(self) -> str:
        found = self.hub
        return (
            found.absolute_url()
            if found is not None
            else api.portal.get().absolute_url()
        )

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    def sent(self, url: str, message=None) -> str:
        """Redirect to another page (303), with an optional status message."""
        if message is not None:
            api.portal.show_message(self.t(message), self.request)
        self.request.response.redirect(url, status=303)
        return ""

    def download(self, name: str, media_type: str, how: str = "attachment") -> None:
        """Set the headers of a file: no caching, no guessing of its type."""
        header = self.request.response.setHeader
        header("Content-Type", media_type)
        header("Content-Disposition", f'{how}; filename="{name}"')
        header("X-Content-Type-Options", "nosniff")
        keep_private(self.request.response)

    # values
    def typed(self, name: str, otherwise: str = "") -> str:
        """The text submitted in a field; ``otherwise`` when none was."""
        value = self.request.form.get(name, otherwise)
        return value if isinstance(value, str) else otherwise

    def typed_day(self, name: str) -> date | None:
        """A date field's value; None when empty or not a date."""
        try:
            return date.fromisoformat(self.typed(name).strip())
        except ValueError:
            return None

    def chosen(self, name: str) -> list[str]:
        """All texts in a field that allows several."""
        value = self.request.form.get(name, [])
        values = value if isinstance(value, list | tuple) else [value]
        return [each for each in values if isinstance(each, str)]

    def typed_number(self, name: str) -> int | None:
        """A number in decimal digits; None for anything else or more than 10 digits."""
        typed = self.typed(name)
        return int(typed) if typed.isdecimal() and len(typed) <= 10 else None

    @property
    def today(self) -> date:
        return getUtility(IClock).today()

    @property
    def who(self):
        """The acting user (``authority.Actor``)."""
        return actor(self.context)


class RefusedPage(BrowserView):
    """The page that explains why an action was refused."""

    reason = ""
    calls: Sequence[Call] = ()  # whom to call instead

    def __call__(self):
        return self.index()

    def say(self, reason: str, numbers: Sequence[tuple[str, str]] = ()):
        """Render with the reason; no request can put its own words here."""
        self.reason = reason
        self.calls = calls(numbers)
        return self.index()

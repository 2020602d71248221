"""What every page of the vault shares: it asks for the passphrase, and tells nothing.

Secrets and words are taken out of the request before anything else is done with
it, since the error log keeps a request whole. Whoever has no function that
needs a key finds nothing here: the same answer as for a page that is not there.
"""

from AccessControl.SecurityManagement import noSecurityManager
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.keys import SHORTEST
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.i18n import _
from collective.conduct.operations.common.anonymous_transaction import scrub_transaction
from collective.conduct.operations.common.request_privacy import CONFIDENTIAL
from collective.conduct.operations.common.request_privacy import set_headers
from collective.conduct.operations.common.request_privacy import take_cookie
from collective.conduct.operations.vault import my_key
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import NoReturn
from urllib.parse import urlsplit
from zExceptions import NotFound


COOKIE = "__conduct_vault"
SECRETS = ("passphrase", "again", "former", "other")
_HEADERS = {
    **CONFIDENTIAL,
    "X-Content-Type-Options": "nosniff",
    # Plone's own frame has styles in its markup; scripts come from its files only.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'",
}
WRONG = _(
    "vault_wrong",
    default="The passphrase is not right. After several wrong tries you have to wait.",
)

PASSPHRASE = _("label_passphrase", default="Your passphrase")
FORMER = _("label_passphrase_former", default="The passphrase you have now")
NEW = _("label_passphrase_new", default="New passphrase")
AGAIN = _("label_passphrase_again", default="The same once more")
CHOOSE = _(
    "help_passphrase",
    default="At least ${limit} characters; five words are good. Upper and lower case"
    " and spaces between the words count.",
    mapping={"limit": SHORTEST},
)


def hide(name: str) -> NoReturn:
    """Answer as for a page that is not there.

    Of those Plone tells before it knows who asks, so it must not know it here.
    """
    noSecurityManager()
    raise NotFound(name)


class VaultPage(RequestScrubber):
    """Base of the pages for holders of keys; ``typed`` knows what was taken."""

    private: tuple[str, ...] = SECRETS
    keeps = False  # what a case holds is not shown for a refusal's sake

    def respond(self):
        self.token = take_cookie(self.request, COOKIE)
        self.take()
        if not self.invited:
            hide(self.__name__)
        set_headers(self.request.response, _HEADERS)
        try:
            return super(RequestScrubber, self).respond()
        finally:
            scrub_transaction()  # the undo log names nobody who works on cases

    @property
    def invited(self) -> bool:
        """Whether there is anything here for whoever asks."""
        return bool(my_key.functions())

    def refuse_quietly(self, error: ConductError) -> None:
        """Say how long to wait, in the way that programs understand too."""
        super().refuse_quietly(error)
        if "seconds" in error.values_:
            seconds = str(error.values_["seconds"])
            self.request.response.setHeader("Retry-After", seconds)

    # words of the fields for passphrases
    @property
    def passphrase_label(self) -> str:
        return self.t(PASSPHRASE)

    @property
    def former_label(self) -> str:
        return self.t(FORMER)

    @property
    def new_label(self) -> str:
        return self.t(NEW)

    @property
    def again_label(self) -> str:
        return self.t(AGAIN)

    @property
    def new_help(self) -> str:
        return self.t(CHOOSE)

    def keep_token(self, token: str) -> None:
        """Give the browser the token, or take it back with ""."""
        self.token = token
        address = urlsplit(self.hub_url)
        self.request.response.setCookie(
            COOKIE,
            token or "none",
            path=address.path or "/",
            http_only=True,
            same_site="Strict",
            secure=address.scheme == "https",
            **({} if token else {"max_age": 0}),
        )


class OpenVaultPage(VaultPage):
    """Base of the pages that need an open vault; each asks for it where it stands.

    ``carried``: fields that were typed and come back after the passphrase.
    """

    locked = False  # whether an action was refused because the vault is
    ask = ViewPageTemplateFile("templates/vault_ask.pt")
    carried: tuple[str, ...] = ()
    _opened: OpenVault | None = None

    def respond(self):
        try:
            return super().respond()
        finally:
            if self._opened is not None:
                self._opened.close()

    @property
    def vault(self) -> OpenVault:
        """The open vault of whoever asks; ``Refused`` "vault_locked"."""
        if self._opened is None:
            posted = self.request.method == "POST"
            self._opened = my_key.vault_of(self.token, prolong=posted)
        return self._opened

    def show(self):
        if my_key.key_of(my_key.current_key_holder()) is None:
            return self.sent(f"{self.hub_url}/@@my-key")
        return self.shown() if self.is_open else self.ask()

    @property
    def is_open(self) -> bool:
        """Whether this browser has the vault open."""
        return self._opened is not None or my_key.is_open(self.token)

    def refuse_quietly(self, error: ConductError) -> None:
        """Ask for the passphrase where it is what is missing."""
        super().refuse_quietly(error)
        self.locked = error.code == "vault_locked"

    def shown(self):
        """Render what stands behind the vault's door."""
        return self.index()

    def do(self):
        if "passphrase" in self.private and self.typed("passphrase"):
            return self._open()
        return self.do_action()

    def do_action(self):
        """Perform what was asked; return what is shown then."""
        raise Refused("not_allowed")

    def opened(self):
        """What is shown when the vault has just been opened."""
        return self.sent(f"{self.url}/@@{self.__name__}")

    def _open(self):
        """Not an error when it is wrong: the try must be kept."""
        token = my_key.open_vault(self.typed("passphrase"))
        if token is None:
            self.error = self.t(WRONG)
            self.request.response.setStatus(403)
            return self.ask()
        self.keep_token(token)
        return self.opened()

    @property
    def carrying(self) -> list[tuple[str, str]]:
        """What was typed, for the form that asks for the passphrase."""
        found = ((name, self.typed(name)) for name in self.carried)
        return [(name, value) for name, value in found if value]

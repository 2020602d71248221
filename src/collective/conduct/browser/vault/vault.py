"""Base of the pages for key holders: ask for the passphrase, hide from all others.

Passphrases and typed texts are removed from the request before anything else is
done with it, since the error log keeps a request whole. Whoever holds no function
that needs a key gets the same 404 answer as for a page that does not exist.
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
from collective.conduct.operations.common.request_privacy import VAULT_COOKIE
from collective.conduct.operations.vault import my_key
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import NoReturn
from urllib.parse import urlsplit
from zExceptions import NotFound


SECRETS = ("passphrase", "again", "former", "other", "words")
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

LABELS = {
    "passphrase": _("label_passphrase", default="Your passphrase"),
    "former": _("label_passphrase_former", default="The passphrase you have now"),
    "new": _("label_passphrase_new", default="New passphrase"),
    "again": _("label_passphrase_again", default="The same once more"),
    "help": _(
        "help_passphrase",
        default="At least ${limit} characters; five words are good. Upper and lower"
        " case and spaces between the words count.",
        mapping={"limit": SHORTEST},
    ),
}


def hide(name: str) -> NoReturn:
    """Answer 404, exactly as for a page that does not exist.

    Plone answers 404 for such a page before it has authenticated the user, so this
    answer must not know the user either.
    """
    noSecurityManager()
    raise NotFound(name)


class VaultPage(RequestScrubber):
    """Base of the pages for key holders; ``typed`` reads removed fields."""

    private: tuple[str, ...] = SECRETS
    keeps = False  # what a case holds is not shown for a refusal's sake

    def respond(self):
        self.token = take_cookie(self.request, VAULT_COOKIE)
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
        """Whether the acting person may see this page; if not, it answers 404."""
        return bool(my_key.functions())

    def refuse_quietly(self, error: ConductError) -> None:
        """Tell how long to wait, in the ``Retry-After`` header as well."""
        super().refuse_quietly(error)
        if "seconds" in error.values_:
            seconds = str(error.values_["seconds"])
            self.request.response.setHeader("Retry-After", seconds)

    @property
    def labels(self) -> dict[str, str]:
        """Words of the fields for passphrases."""
        return {name: self.t(label) for name, label in LABELS.items()}

    def keep_token(self, token: str) -> None:
        """Set the cookie with the session token, or delete it with ""."""
        self.token = token
        address = urlsplit(self.hub_url)
        self.request.response.setCookie(
            VAULT_COOKIE,
            token or "none",
            path=address.path or "/",
            http_only=True,
            same_site="Strict",
            secure=address.scheme == "https",
            **({} if token else {"max_age": 0}),
        )


class OpenVaultPage(VaultPage):
    """Base of the pages that need an open vault; each asks for the passphrase itself.

    ``carried``: fields that were typed and are shown again after the passphrase.
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
        """The open vault of the acting person; ``Refused`` "vault_locked"."""
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
        """Ask for the passphrase when the vault is locked."""
        super().refuse_quietly(error)
        self.locked = error.code == "vault_locked"

    def shown(self):
        """Render the page itself, once the vault is open."""
        return self.index()

    def do(self):
        if "passphrase" in self.private and self.typed("passphrase"):
            return self._open()
        return self.do_action()

    def do_action(self):
        """Perform the action that was sent; return what is shown afterwards."""
        raise Refused("not_allowed")

    def opened(self):
        """Return what is shown when the vault has just been opened."""
        return self.sent(f"{self.url}/@@{self.__name__}")

    def _open(self):
        """A wrong passphrase is no error: the transaction must store the attempt."""
        token = my_key.open_vault(self.typed("passphrase"))
        if token is None:
            self.error = self.t(WRONG)
            self.request.response.setStatus(403)
            return self.ask()
        self.keep_token(token)
        return self.opened()

    @property
    def carrying(self) -> list[tuple[str, str]]:
        """The fields that were typed, for the form that asks for the passphrase."""
        found = ((name, self.typed(name)) for name in self.carried)
        return [(name, value) for name, value in found if value]

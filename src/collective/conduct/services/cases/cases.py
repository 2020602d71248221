"""``@conduct-vault`` and the base of the services for key holders.

The token of an open vault is sent as ``X-Conduct-Vault``. Passphrases and typed
texts are removed from the request first: the error log keeps a request whole.
Whoever holds no function that needs a key is answered 404.
"""

from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.operations.cases.case_access import open_case
from collective.conduct.operations.common.anonymous_transaction import scrub_transaction
from collective.conduct.operations.common.request_privacy import keep_confidential
from collective.conduct.operations.common.request_privacy import take_header
from collective.conduct.operations.common.request_privacy import VAULT_HEADER
from collective.conduct.operations.vault import my_key
from collective.conduct.services.common import rest
from functools import cached_property
from zExceptions import NotFound


class Passphrase(rest.Record):
    """The passphrase of the acting person's key."""

    passphrase: str = ""


class VaultToken(rest.Record):
    """The token of an open vault."""

    token: str


class VaultService(rest.ConductService):
    """Base: reads the token, answers 404 to whoever has no key function."""

    on, right = "hub", "SeeOwn"
    refuses = (rest.Missing, rest.Conflict, rest.Unavailable)
    token = ""

    def respond(self):
        self.token = take_header(self.request, VAULT_HEADER)
        if not my_key.functions():
            raise NotFound(self.__name__)
        keep_confidential(self.request.response)
        try:
            return super().respond()
        finally:
            if "vault" in self.__dict__:
                self.vault.close()
            scrub_transaction()  # the undo log names nobody who works on cases

    def no_step(self) -> rest.Endpoint:
        """Answer as for an address that does not exist."""
        raise NotFound(self.step)

    @cached_property
    def vault(self) -> OpenVault:
        """The open vault of the acting person; ``Refused`` "vault_locked"."""
        return my_key.vault_of(self.token)

    def opened(self, case: str) -> OpenCase:
        """Return a case, opened once in a request; ``Missing`` "no_case"."""
        return open_case(case, self.vault)

    def wrong_passphrase(self) -> rest.Refusal:
        """Answer without raising: the transaction must store the attempt."""
        return self.refuse(rest.Refused("passphrase_wrong"))


class VaultSessionService(VaultService):
    """Open the vault (201 with its token), or lock it everywhere."""

    @rest.endpoint("POST @conduct-vault", my_key.open_vault)
    def open(self, sent: Passphrase) -> VaultToken | rest.Refusal:
        """Open the vault."""
        token = my_key.open_vault(sent.passphrase)
        if token is None:
            return self.wrong_passphrase()
        self.created()
        return VaultToken(token)

    @rest.endpoint("POST @conduct-vault/lock", my_key.lock_now)
    def lock(self, sent: rest.Nothing) -> None:
        """Lock it in every browser and program."""
        my_key.lock_now()

"""Sessions of open vaults on ZODB. See IVaultSessions.

The row in the database has a person, an epoch, two times and a keyed digest of the
account's password; the token that the browser keeps holds the private key, sealed
under the server's half, which lies outside the database. Neither a copy of the
database nor a stolen cookie opens anything alone, and deleting the row ends the
session in every process.
"""

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from binascii import Error as NotBase64
from BTrees.IOBTree import IOBTree
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.server_half import remember_half
from collective.conduct.storage.vault.server_half import server_half
from hmac import compare_digest
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer

import secrets


IDLE = 60 * 60
LONGEST = 10 * 60 * 60  # a working day: nobody is asked every ten minutes
_STEP = 60  # the row is written at most once a minute


class _Row(NamedTuple):
    """One open vault; ``mark`` is random and part of the token's context too."""

    mark: bytes
    epoch: int
    begun: int
    used: int
    login: bytes


SESSION = RowFormat(
    _Row,
    {1: "mark epoch begun used", 2: "mark epoch begun used login"},
    # No digest of an account is empty: such a session has to be opened anew.
    older={1: lambda found: {**found, "login": b""}},
)


@implementer(IVaultSessions)
class Sessions(Persistent):
    """See IVaultSessions. One session for each person: a new one ends the former."""

    def __init__(self) -> None:
        self._rows = IOBTree()  # person -> row
        self.site = secrets.token_hex(16)

    def begin(self, vault: UnlockedVault, now: int, login: bytes) -> str:
        remember_half()
        row = _Row(secrets.token_bytes(16), vault.epoch, now, now, login)
        self._rows[vault.person] = SESSION.pack(row)
        context = self._context(vault.person, row)
        box = boxes.seal(self._key(), vault.private_key, context)
        return urlsafe_b64encode(box).decode()

    def resume(
        self,
        token: str,
        person: int,
        epoch: int,
        now: int,
        login: bytes,
        prolong: bool = True,
    ) -> UnlockedVault:
        stored = self._rows.get(person)
        if stored is None:
            raise Refused("vault_locked")
        row = SESSION.unpack(stored)
        if not compare_digest(row.login, login):
            raise Refused("vault_locked")
        if row.epoch != epoch or now - row.used > IDLE or now - row.begun > LONGEST:
            raise Refused("vault_locked")
        try:
            box = urlsafe_b64decode(token.encode())
            private_key = boxes.unseal(self._key(), box, self._context(person, row))
        except (Refused, NotBase64, ValueError):
            raise Refused("vault_locked") from None
        if prolong and now - row.used >= _STEP:
            self._rows[person] = SESSION.pack(row._replace(used=now))
        return UnlockedVault(person, private_key, epoch)

    def end(self, person: int) -> None:
        self._rows.pop(person, None)

    def _key(self) -> bytes:
        return boxes.derive(server_half(), b"", b"conduct-session/1")

    def _context(self, person: int, row: _Row) -> bytes:
        return boxes.bind(self.site, person, row.epoch) + row.mark

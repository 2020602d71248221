"""The unlocked vault of a person. See ``core.vault.open_vault.OpenVault``."""

from collective.conduct.core.common.errors import Refused
from collective.conduct.storage.vault import signatures
from collective.conduct.storage.vault.ciphers import boxes
from typing import Any
from typing import NoReturn


class UnlockedVault:
    """A private key and the cases that were opened with it, for one request.

    It is never stored: pickling it fails. Only modules of the vault ask for the
    private key.
    """

    __slots__ = ("_cases", "_private_key", "epoch", "person")

    def __init__(self, person: int, private_key: bytes, epoch: int = 1) -> None:
        self.person, self.epoch = person, epoch
        self._private_key: bytes | None = private_key
        self._cases: dict[str, tuple[bytes, Any]] = {}

    @property
    def public(self) -> bytes:
        return boxes.public_of(self.private_key)

    @property
    def private_key(self) -> bytes:
        """The private key; ``Refused`` "vault_locked" after ``close``."""
        if self._private_key is None:
            raise Refused("vault_locked")
        return self._private_key

    @property
    def verifier(self) -> bytes:
        return signatures.verifier_of(self.private_key)

    def sign(self, words: bytes, context: bytes) -> bytes:
        return signatures.sign(self.private_key, words, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        return boxes.unwrap(self.private_key, wrapped, context)

    def close(self) -> None:
        self._private_key = None
        self._cases.clear()

    def remembered(self, case: str, wrapped: bytes) -> Any:
        """Return the case that was opened with this very wrap, None when none was.

        A new epoch, an exclusion, or a change that was rolled back has another
        wrap or none, so what is remembered never opens more than opening anew.
        """
        before, opened = self._cases.get(case, (b"", None))
        return opened if before == wrapped else None

    def remember(self, opened: Any, wrapped: bytes) -> Any:
        """Remember a case for the rest of the request; return it."""
        self._cases[opened.id] = (wrapped, opened)
        return opened

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("an unlocked vault is never stored")

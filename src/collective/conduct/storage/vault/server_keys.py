"""Keys derived from the server's half and from receipt words. See IServerKeys."""

from collective.conduct.core.vault.keys import Cost
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers.passphrases import stretched
from collective.conduct.storage.vault.server_half import server_half
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from hmac import digest
from zope.interface import implementer


# Ninety bits cannot be tried through; stretching adds little, and a wave of
# reports must not wait for it.
COST = Cost(memory=8 * 1024, passes=1)


@dataclass(frozen=True)
class DerivedReceipt:
    """See ``core.vault.open_vault.ReceiptKey``."""

    lookup: bytes
    public: bytes
    private_key: bytes = field(repr=False)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        return boxes.unwrap(self.private_key, wrapped, context)


@implementer(IServerKeys)
class ServerKeys:
    """See IServerKeys."""

    def mark(self, purpose: bytes, words: bytes) -> bytes:
        return digest(_key(purpose), words, sha256)

    def seal(self, purpose: bytes, words: bytes, context: bytes) -> bytes:
        return boxes.seal(_key(purpose), words, context)

    def unseal(self, purpose: bytes, box: bytes, context: bytes) -> bytes:
        return boxes.unseal(_key(purpose), box, context)

    def receipt(self, words: str) -> DerivedReceipt:
        key = stretched(words, _key(b"conduct-receipt/1")[:16], COST)
        private_key = boxes.derive(key, b"", b"receipt key")
        lookup = boxes.derive(key, b"", b"receipt look-up")[:16]
        return DerivedReceipt(lookup, boxes.public_of(private_key), private_key)


def _key(purpose: bytes) -> bytes:
    return boxes.derive(server_half(), b"", purpose)

"""The seven words: made from a form's nonce, turned into what opens a receipt."""

from collective.conduct.core.interfaces import IKeystore
from collective.conduct.core.words import chosen
from collective.conduct.core.words import tidied
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault.passphrases import Cost
from collective.conduct.storage.vault.passphrases import stretched
from collective.conduct.vocabularies.receiptwords import WORDS
from hashlib import sha256
from hmac import digest
from typing import NamedTuple
from zope.component import getUtility


# Ninety bits cannot be tried through; stretching adds little, and a wave of
# reports must not wait for it.
COST = Cost(memory=8 * 1024, passes=1)


class Opened(NamedTuple):
    """What words open: where the receipt lies, and its key pair."""

    lookup: bytes
    private: bytes
    public: bytes


def words_of(nonce: str, language: str) -> tuple[str, ...]:
    """The words that belong to a form's nonce: the same for every try."""
    half = secret(b"conduct-words/1")
    seed = digest(half, nonce.encode(), "sha256")
    return chosen(seed, WORDS.get(language, WORDS["en"]))


def mark_of(nonce: str) -> bytes:
    """What is kept of a nonce, so that the same form makes one case only."""
    return digest(secret(b"conduct-nonce/1"), nonce.encode(), sha256)


def opened(typed: str) -> Opened:
    """What the typed words lead to; wrong ones lead somewhere, and as slowly."""
    key = stretched(tidied(typed), secret(b"conduct-receipt/1")[:16], COST)
    private = boxes.derive(key, b"", b"receipt key")
    lookup = boxes.derive(key, b"", b"receipt look-up")[:16]
    return Opened(lookup, private, boxes.public_of(private))


def secret(purpose: bytes) -> bytes:
    """A key of the server's half, for one purpose."""
    return boxes.derive(getUtility(IKeystore).half(), b"", purpose)

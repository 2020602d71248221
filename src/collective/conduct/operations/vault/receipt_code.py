"""The seven receipt words: derived from a form's nonce, turned into a receipt key."""

from collective.conduct.core.common.secret_words import chosen
from collective.conduct.core.common.secret_words import tidied
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.vocabularies.vault.receipt_words import WORDS
from zope.component import getUtility


def words_of(nonce: str, language: str) -> tuple[str, ...]:
    """Return the receipt words of a form's nonce: the same for every attempt."""
    seed = getUtility(IServerKeys).mark(b"conduct-words/1", nonce.encode())
    return chosen(seed, WORDS.get(language, WORDS["en"]))


def nonce_digest(nonce: str) -> bytes:
    """Return the digest by which the same form is recognised when sent again."""
    return getUtility(IServerKeys).mark(b"conduct-nonce/1", nonce.encode())


def opened(typed: str) -> ReceiptKey:
    """Return the receipt key of typed words; wrong words cost the same work."""
    return getUtility(IServerKeys).receipt(tidied(typed))

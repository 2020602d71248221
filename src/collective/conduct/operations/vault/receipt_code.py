"""The seven words: made from a form's nonce, turned into what opens a receipt."""

from collective.conduct.core.common.secret_words import chosen
from collective.conduct.core.common.secret_words import tidied
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.vocabularies.vault.receipt_words import WORDS
from zope.component import getUtility


def words_of(nonce: str, language: str) -> tuple[str, ...]:
    """The words that belong to a form's nonce: the same for every try."""
    seed = getUtility(IServerKeys).mark(b"conduct-words/1", nonce.encode())
    return chosen(seed, WORDS.get(language, WORDS["en"]))


def nonce_digest(nonce: str) -> bytes:
    """What is kept of a nonce, so that the same form makes one case only."""
    return getUtility(IServerKeys).mark(b"conduct-nonce/1", nonce.encode())


def opened(typed: str) -> ReceiptKey:
    """What the typed words lead to; wrong ones lead somewhere, and as slowly."""
    return getUtility(IServerKeys).receipt(tidied(typed))

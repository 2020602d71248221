"""Receipt words after a report: checked once copied, and shown again for a while."""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.secret_words import folded
from collective.conduct.operations.vault.receipt_code import opened
from collective.conduct.operations.vault.receipt_code import words_of
from zope.component import getUtility


ASKED = (3, 6)  # which of the seven are asked for; counted from one


def words_again(nonce: str, language: str) -> tuple[str, ...] | None:
    """Return the words of a form that was sent or saved; None when it never was."""
    words = words_of(nonce, language)
    found = getUtility(IReporterMailbox).find(opened(" ".join(words)).lookup)
    return words if found is not None else None


def copied_right(words: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    """Return whether the words that are asked for were typed correctly."""
    asked = [folded(words[number - 1]) for number in ASKED]
    return asked == [folded(word.strip()) for word in typed]

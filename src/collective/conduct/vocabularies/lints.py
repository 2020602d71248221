"""The words of lints: what stands in a text that should not, or is missing."""

from collective.conduct.core.lints import Lint
from collective.conduct.i18n import _


WORDS: dict = {}


def lint_words(lint: Lint):
    """Return the translatable sentence of a lint; its code when unknown."""
    message = WORDS.get(lint.code)
    if message is None:
        return lint.code
    mapping = {"where": lint.where, **lint.values}
    return _(str(message), default=message.default, mapping=mapping)

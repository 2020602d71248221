"""``@conduct-letters``: the words of letters, in each language."""

from collective.conduct.core.mail.templates import PARTS
from collective.conduct.operations.mail import templates as letters
from collective.conduct.services.common import rest
from plone import api


class LetterWords(rest.Record):
    """Other words for the parts of a letter; None puts the original back."""

    words: dict[str, str] | None
    letter: str = ""
    language: str = ""


class LetterChanged(rest.Record):
    """The letter whose words are others now."""

    letter: str
    language: str


class LetterShown(rest.Record):
    """The words of a letter, and the names that they may use."""

    letter: str
    language: str
    own: bool
    words: dict[str, str]
    names: dict[str, list[str]]


class LettersShown(rest.Addressed):
    """Every letter in each language."""

    letters: list[LetterShown]


class LettersGet(rest.ConductService, on="site", right="EditTerms"):
    """All words as they are sent now, and the names that each text may use."""

    @rest.endpoint("GET @conduct-letters", letters.everything)
    def show(self) -> LettersShown:
        """All words of letters."""
        return LettersShown(
            f"{api.portal.get().absolute_url()}/@conduct-letters",
            [_letter(*each) for each in letters.everything()],
        )


class LettersPatch(rest.ConductService, on="site", right="EditTerms"):
    """Write other words, or go back to the original ones."""

    @rest.endpoint("PATCH @conduct-letters", letters.write, rest.Missing)
    def change(self, sent: LetterWords) -> LetterChanged:
        """Give one letter other words."""
        letter, language, words = sent.letter, sent.language, sent.words
        if words is None:
            letters.reset(letter, language)
        else:
            given = {part: words.get(part, "") for part in PARTS.get(letter, ())}
            letters.write(letter, language, given)
        return LetterChanged(letter, language)


def _letter(letter: str, language: str, own: bool) -> LetterShown:
    names = {part: sorted(names) for part, names in PARTS[letter].items()}
    words = letters.words(letter, language)
    return LetterShown(letter, language, own, words, names)

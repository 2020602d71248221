"""``@conduct-letters``: the mail templates, in each language."""

from collective.conduct.core.mail.templates import PARTS
from collective.conduct.operations.mail import templates as letters
from collective.conduct.services.common import rest
from plone import api


class LetterWords(rest.Record):
    """New texts for the parts of a template; None resets it."""

    words: dict[str, str] | None
    letter: str = ""
    language: str = ""


class LetterChanged(rest.Record):
    """The template that was changed."""

    letter: str
    language: str


class LetterShown(rest.Record):
    """The texts of a template, and the placeholders that they may use."""

    letter: str
    language: str
    own: bool
    words: dict[str, str]
    names: dict[str, list[str]]


class LettersShown(rest.Addressed):
    """Every template in each language."""

    letters: list[LetterShown]


class LettersGet(rest.ConductService, on="site", right="EditTerms"):
    """All templates as they are sent now, and the placeholders of each text."""

    @rest.endpoint("GET @conduct-letters", letters.everything)
    def show(self) -> LettersShown:
        """All words of letters."""
        return LettersShown(
            f"{api.portal.get().absolute_url()}/@conduct-letters",
            [_letter(*each) for each in letters.everything()],
        )


class LettersPatch(rest.ConductService, on="site", right="EditTerms"):
    """Change the texts of a template, or reset it."""

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

"""``@conduct-letters``: the words of letters, in each language."""

from collective.conduct.core.errors import Missing
from collective.conduct.core.letters import PARTS
from collective.conduct.operations import letters
from collective.conduct.services.base import ConductService
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import SITE
from collective.conduct.services.fields import key
from dataclasses import dataclass
from plone import api


EDIT_TERMS = "collective.conduct.EditTerms"


@dataclass(frozen=True)
class LetterWords:
    """Other words for the parts of a letter; None puts the original back."""

    words: dict[str, str] | None
    letter: str = ""
    language: str = ""


@dataclass(frozen=True)
class LetterChanged:
    """The letter whose words are others now."""

    letter: str
    language: str


@dataclass(frozen=True)
class LetterShown:
    """The words of a letter, and the names that they may use."""

    letter: str
    language: str
    own: bool
    words: dict[str, str]
    names: dict[str, list[str]]


@dataclass(frozen=True)
class LettersShown:
    """Every letter in each language."""

    at: str = key("@id")
    letters: list[LetterShown]


class LettersGet(ConductService):
    """All words as they are sent now, and the names that each text may use."""

    @endpoint("GET @conduct-letters", SITE, EDIT_TERMS, letters.everything)
    def show(self) -> LettersShown:
        """All words of letters."""
        return LettersShown(
            f"{api.portal.get().absolute_url()}/@conduct-letters",
            [_letter(*each) for each in letters.everything()],
        )


class LettersPatch(ConductService):
    """Write other words, or go back to the original ones."""

    @endpoint("PATCH @conduct-letters", SITE, EDIT_TERMS, letters.write, Missing)
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

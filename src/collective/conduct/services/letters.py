"""``@conduct-letters``: the words of letters, in each language."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.letters import PARTS
from collective.conduct.operations import letters
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from plone import api


class LettersGet(Endpoint):
    """All words as they are sent now, and the names that each text may use."""

    def answer(self) -> dict:
        return {
            "@id": f"{api.portal.get().absolute_url()}/@conduct-letters",
            "letters": [_letter(*each) for each in letters.everything()],
        }


class LettersPatch(Writer):
    """``{"letter", "language", "words": {part: text}}``; null words reset it."""

    def answer(self) -> dict:
        body = self.body()
        letter, language = text(body, "letter"), text(body, "language")
        words = body.get("words")
        if words is None and "words" in body:
            letters.reset(letter, language)
        elif isinstance(words, dict):
            given = {part: text(words, part) for part in PARTS.get(letter, ())}
            letters.write(letter, language, given)
        else:
            raise Invalid("field", field="words")
        return {"letter": letter, "language": language}


def _letter(letter: str, language: str, own: bool) -> dict:
    return {
        "letter": letter,
        "language": language,
        "own": own,
        "words": letters.words(letter, language),
        "names": {part: sorted(names) for part, names in PARTS[letter].items()},
    }

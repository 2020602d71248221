"""The lists that the words of a receipt come from (vocabularies/words)."""

from importlib.resources import files


LANGUAGES = ("sv", "da", "en")
_FOLDER = files("collective.conduct.vocabularies.vault") / "words"
WORDS = {
    language: tuple((_FOLDER / f"{language}.txt").read_text(encoding="utf-8").split())
    for language in LANGUAGES
}

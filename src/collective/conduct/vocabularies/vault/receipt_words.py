"""Word lists of the receipt words, by language (files in ``words``)."""

from importlib.resources import files


LANGUAGES = ("sv", "da", "en")
_FOLDER = files("collective.conduct.vocabularies.vault") / "words"
WORDS = {
    language: tuple((_FOLDER / f"{language}.txt").read_text(encoding="utf-8").split())
    for language in LANGUAGES
}

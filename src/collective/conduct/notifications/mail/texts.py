"""Texts of the mail templates: those of the site, else those delivered."""

from collective.conduct.core.mail.templates import LANGUAGES
from collective.conduct.vocabularies.mail.letters import WORDS
from plone import api
from zope.i18n import translate


RECORD = "collective.conduct.letters"


def known_language(*wanted: str) -> str:
    """The first language that the templates exist in; English when there is none."""
    short = (each.split("-")[0].lower() for each in wanted if each)
    return next((each for each in short if each in LANGUAGES), "en")


def delivered(language: str, letter: str, part: str) -> str:
    """The text delivered with the product, with its placeholders."""
    return translate(WORDS[letter][part], target_language=language)


def kept() -> dict[str, str]:
    """The texts that the site has changed, by ``language.letter.part``."""
    return dict(api.portal.get_registry_record(RECORD, default=None) or {})


def keep(language: str, letter: str, texts: dict[str, str]) -> None:
    """Store the texts of a template; those equal to the delivered ones are dropped."""
    found = kept()
    for part, text in texts.items():
        found.pop(f"{language}.{letter}.{part}", None)
        if text != delivered(language, letter, part):
            found[f"{language}.{letter}.{part}"] = text
    api.portal.set_registry_record(RECORD, found)


def words(language: str, letter: str) -> dict[str, str]:
    """The texts of a template, part by part, as they are sent now."""
    own = kept()
    return {
        part: own.get(f"{language}.{letter}.{part}")
        or delivered(language, letter, part)
        for part in WORDS[letter]
    }


def changed() -> frozenset[tuple[str, str]]:
    """The (language, letter) pairs that the site has changed."""
    return frozenset((key.split(".")[0], key.split(".")[1]) for key in kept())

"""Manage the mail templates of the site: read, change, preview and reset them."""

from collections.abc import Mapping
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.mail.templates import check
from collective.conduct.core.mail.templates import fill
from collective.conduct.core.mail.templates import LANGUAGES
from collective.conduct.core.mail.templates import made
from collective.conduct.core.mail.templates import MailMessage
from collective.conduct.core.mail.templates import PARTS
from collective.conduct.notifications.mail import texts
from collective.conduct.notifications.mail.subjects import address
from collective.conduct.operations.common.authority import authorise
from collective.conduct.vocabularies.common.days import day_in_words
from datetime import date
from plone import api


# sample values: a preview shows no real mail
_SAMPLE = {"name": "Kim Lindberg", "title": "Uppförandekod", "count": "3"}
_SAMPLE_DAY = date(2027, 4, 9)
Texts = dict[str, str]


def everything() -> list[tuple[str, str, bool]]:
    """Each template in each language, and whether the site has changed it."""
    authorise("edit_terms")
    own = texts.changed()
    return [
        (letter, language, (language, letter) in own)
        for letter in PARTS
        for language in LANGUAGES
    ]


def words(letter: str, language: str) -> Texts:
    """The texts of a template as they are sent now; ``Missing`` "no_letter"."""
    authorise("edit_terms")
    _known(letter, language)
    return texts.words(language, letter)


def write(letter: str, language: str, typed: Mapping[str, str]) -> None:
    """Change the texts of a template; ``Invalid`` as ``core.mail.templates.check``."""
    authorise("edit_terms")
    _known(letter, language)
    check(letter, typed)
    texts.keep(language, letter, _tidy(typed))


def reset(letter: str, language: str) -> None:
    """Reset a template to the delivered texts."""
    authorise("edit_terms")
    _known(letter, language)
    original = {p: texts.delivered(language, letter, p) for p in PARTS[letter]}
    texts.keep(language, letter, original)


def preview(letter: str, language: str, typed: Mapping[str, str]) -> MailMessage:
    """Return a mail of the template with sample values."""
    authorise("edit_terms")
    _known(letter, language)
    check(letter, typed)
    values = {
        **_SAMPLE,
        "site": api.portal.get().Title(),
        "due": day_in_words(_SAMPLE_DAY, language),
        "link": address(),
    }
    frame = {**texts.words(language, "frame"), **(typed if letter == "frame" else {})}
    shown = {**texts.words(language, "test"), **(typed if letter != "frame" else {})}
    parts = [frame["greeting"], shown["body"], frame["closing"]]
    subject = fill(shown["subject"], values)
    return made(subject, [(each, values) for each in parts], language)


def _tidy(typed: Mapping[str, str]) -> Texts:
    """Normalise line ends, so that a delivered text is recognised as such."""
    return {
        part: text.replace("\r\n", "\n").replace("\r", "\n").strip()
        for part, text in typed.items()
    }


def _known(letter: str, language: str) -> None:
    if letter not in PARTS or language not in LANGUAGES:
        raise Missing("no_letter")

"""Messages of lints: what should not be in a text, or is missing."""

from collections.abc import Callable
from collective.conduct.core.documents.lints import Lint
from collective.conduct.core.documents.text.sections import HEADINGS
from collective.conduct.i18n import _
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES


WORDS = {
    "placeholder": _(
        "lint_placeholder",
        default="Text of a template was left in: “${found}”.",
    ),
    "section_missing": _(
        "lint_section_missing",
        default="The section “${section}” is missing. This type of document must have"
        " it.",
    ),
    "section_empty": _(
        "lint_section_empty",
        default="The section “${section}” has a heading and no text.",
    ),
    "validity_expired": _(
        "lint_validity_expired", default="It was valid until ${date} only."
    ),
    "review_overdue": _("lint_review_overdue", default="Its review was due ${date}."),
    "dead_relation": _(
        "lint_dead_relation",
        default="The related document “${relation}” is no longer there.",
    ),
    "translation_misfit": _(
        "lint_translation_misfit",
        default="The provisions of the translation (${language}) do not follow those of"
        " the text.",
    ),
}


def lint_words(
    lint: Lint,
    language: str = "en",
    say: Callable[[str], str] = str,
    day: Callable[[str], str] = str,
):
    """Return the translatable sentence of a lint; its code when unknown.

    ``language`` is that of the document: its headings are named in it.
    ``say`` translates a word, ``day`` writes an ISO date in words.
    """
    message = WORDS.get(lint.code)
    if message is None:
        return lint.code
    mapping = dict(lint.values)
    if "section" in mapping:
        names = HEADINGS[mapping["section"]]
        mapping["section"] = names.get(language[:2], names["en"])[0]
    if "date" in mapping:
        mapping["date"] = day(mapping["date"])
    if "language" in mapping:
        code = mapping["language"]
        mapping["language"] = say(LANGUAGE_TITLES.get(code, code))
    return _(str(message), default=message.default, mapping=mapping)

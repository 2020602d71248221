"""The questions of a form: those that staff designed, else those of the product."""

from collective.conduct.core.questions import Question
from collective.conduct.operations.reports.offering import form_of
from collective.conduct.vocabularies.catalogue import titles_of
from collective.conduct.vocabularies.questions import DEFAULTS
from collective.conduct.vocabularies.questions import HELP
from collective.conduct.vocabularies.questions import TERMS
from collective.conduct.vocabularies.questions import TITLES
from dataclasses import replace
from typing import NamedTuple
from zope.i18n import translate


class Term(NamedTuple):
    """A word that a form explains."""

    title: str
    text: str


def title_of(form: str, language: str) -> str:
    """The title of a form; ``Invalid`` "form_unknown"."""
    form_of(form)
    return translate(TITLES[form], target_language=language)


def help_of(form: str, language: str) -> str:
    """What a form is for, in a sentence; ``Invalid`` "form_unknown"."""
    form_of(form)
    return translate(HELP[form], target_language=language)


def questions_of(form: str, language: str) -> tuple[Question, ...]:
    """The questions of a form in a language; ``Invalid`` "form_unknown"."""
    form_of(form)
    return tuple(_in(each, language) for each in DEFAULTS[form])


def terms_of(question: Question, language: str) -> tuple[Term, ...]:
    """The words that are explained beside a question (REQUIREMENTS A6)."""
    return tuple(
        Term(*(translate(part, target_language=language) for part in TERMS[key]))
        for key in question.terms
        if key in TERMS
    )


def _in(question: Question, language: str) -> Question:
    options = question.options
    if question.source:
        options = tuple(titles_of(question.source, language).items())
    return replace(
        question,
        title=translate(question.title, target_language=language),
        help=translate(question.help, target_language=language),
        options=options,
    )

"""The questions of a report form: those that staff designed, else the product's."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.reports.ports import IDesignedForms
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.core.reports.questions import said
from collective.conduct.i18n import _
from collective.conduct.operations.cases.available_recipients import form_of
from collective.conduct.vocabularies.common.catalogue import titles_of
from collective.conduct.vocabularies.reports.questions import DEFAULTS
from collective.conduct.vocabularies.reports.questions import TERMS
from dataclasses import replace
from typing import NamedTuple
from zope.component import queryUtility
from zope.i18n import translate


YES_NO = (_("reply_yes", default="Yes"), _("reply_no", default="No"))


class GlossaryTerm(NamedTuple):
    """A term that a form explains."""

    title: str
    text: str


def questions_of(form: str, language: str) -> tuple[Question, ...]:
    """Return the questions of a form in a language; ``Invalid`` "form_unknown".

    A question whose vocabulary the site has emptied is left out.
    """
    form_of(form)
    designed = queryUtility(IDesignedForms)
    asked = designed.questions(form, language) if designed else None
    return in_words(DEFAULTS[form] if asked is None else asked, language, form)


def in_words(
    questions: Iterable[Question], language: str, form: str = ""
) -> tuple[Question, ...]:
    """Return questions translated, with the options from the site's vocabularies.

    A question of a form keeps the terms that are explained beside it when staff
    change its text (REQUIREMENTS A6).
    """
    terms = {each.name: each.terms for each in DEFAULTS.get(form, ())}
    found = (_in(each, language, terms.get(each.name, ())) for each in questions)
    return tuple(each for each in found if each.options or not each.source)


def answered(
    form: str, language: str, answers: Mapping[str, object]
) -> tuple[ReportAnswer, ...]:
    """Return the answers with the titles of the questions, as a case stores them.

    ``Invalid`` with the code and the field of what cannot be used.
    """
    yes_no = tuple(translate(each, target_language=language) for each in YES_NO)
    return said(questions_of(form, language), answers, yes_no)


def terms_of(question: Question, language: str) -> tuple[GlossaryTerm, ...]:
    """Return the terms that are explained beside a question (REQUIREMENTS A6)."""
    return tuple(
        GlossaryTerm(
            *(translate(part, target_language=language) for part in TERMS[key])
        )
        for key in question.terms
        if key in TERMS
    )


def _in(question: Question, language: str, terms: tuple[str, ...]) -> Question:
    options = question.options
    if question.source:
        options = tuple(titles_of(question.source, language).items())
    return replace(
        question,
        title=translate(question.title, target_language=language),
        help=translate(question.help, target_language=language),
        options=options,
        terms=question.terms or terms,
    )

"""Rules for the questions of a report: what may be asked, and whether an answer fits.

One table of kinds serves the form on a page, the JSON Schema of the service
and the fields that staff choose with collective.easyform. An error never quotes
an answer. (REQUIREMENTS A8, A26)
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.reports.question_kinds import is_empty
from collective.conduct.core.reports.question_kinds import KINDS
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.core.reports.question_kinds import Words
from dataclasses import dataclass


DRAFT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Designed:
    """A form whose questions staff changed.

    ``used``: it is switched on and has no fault. ``faults``: error code, and the
    name of the field or action that it is about.
    """

    uid: str
    url: str
    title: str
    form: str
    language: str
    used: bool
    on: bool
    faults: tuple[tuple[str, str], ...] = ()


def problems(
    questions: Iterable[Question], answers: Mapping[str, object]
) -> dict[str, str]:
    """Return the answers that cannot be used, as question -> error code.

    "reply_missing", "reply_kind", "reply_too_long", "reply_not_offered",
    "reply_day" and "question_unknown" under "" for an answer to no question.
    """
    asked = {each.name: each for each in _answered(questions)}
    found = {
        name: code
        for name, each in asked.items()
        if (code := _problem(each, answers.get(name)))
    }
    if set(answers) - set(asked):
        found[""] = "question_unknown"
    return found


def said(
    questions: Iterable[Question],
    answers: Mapping[str, object],
    words: Words = ("yes", "no"),
) -> tuple[ReportAnswer, ...]:
    """Return the answers as handlers read them, with the titles as they were shown.

    A case stores them, so it can be read when the form has long been changed.
    Empty answers are left out. ``Invalid`` with the first of ``problems``.
    """
    questions = tuple(questions)
    for name, code in problems(questions, answers).items():
        raise Invalid(code, field=name)
    shown = ((each, _shown(each, answers.get(each.name), words)) for each in questions)
    return tuple(
        ReportAnswer(each.name, each.kind, each.title, value)
        for each, value in shown
        if value
    )


def json_schema(questions: Iterable[Question], title: str = "") -> dict:
    """Return the JSON Schema (2020-12) of the answers; files are no part of them."""
    asked = _answered(questions)
    schema = {
        "$schema": DRAFT,
        "type": "object",
        "properties": {each.name: _property(each) for each in asked},
        "required": [each.name for each in asked if each.required],
        "additionalProperties": False,
    }
    return {**schema, "title": title} if title else schema


def _answered(questions: Iterable[Question]) -> list[Question]:
    return [each for each in questions if KINDS[each.kind].is_answer]


def _property(asked: Question) -> dict:
    words = {"title": asked.title}
    if asked.help:
        words["description"] = asked.help
    return words | KINDS[asked.kind].shape(asked)


def _problem(asked: Question, value: object) -> str:
    if is_empty(value):
        return "reply_missing" if asked.required else ""
    return KINDS[asked.kind].fault(asked, value)


def _shown(asked: Question, value: object, words: Words) -> str:
    if is_empty(value) or not KINDS[asked.kind].is_answer:
        return ""
    return KINDS[asked.kind].shown(asked, value, words)

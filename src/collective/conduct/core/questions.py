"""The questions of a report: what may be asked, and whether an answer fits.

One table of kinds serves the form on a page, the JSON Schema of the service
and the fields that staff choose with collective.easyform. An answer is never
quoted in what is said about it. (REQUIREMENTS A8, A26)
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.errors import Invalid
from collective.conduct.core.records.answers import ReportAnswer
from dataclasses import dataclass
from datetime import date


LINE, TEXT, CHOICE, SEVERAL, DAY, YES, FILE = KINDS = (
    "line",
    "text",
    "choice",
    "several",
    "day",
    "yes",
    "file",
)
LONGEST = {LINE: 1_000, TEXT: 1_000_000}  # characters
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TRUE = frozenset({"1", "on", "yes", "true"})


@dataclass(frozen=True)
class Question:
    """One question in one language.

    ``name``: the key of its answer. ``options``: key and title, for "choice"
    and "several"; ``source``: the vocabulary that they are taken from.
    ``terms``: keys of ``vocabularies.questions.TERMS`` that are explained
    beside it. Files are sent beside the answers, whatever question asks for
    them.
    """

    name: str
    title: str
    kind: str = TEXT
    help: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    source: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Designed:
    """A form whose questions staff changed.

    ``used``: it is switched on and nothing is wrong with it. ``faults``: the
    code of a refusal and the name of the field or action that it is about.
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
    """What cannot be used, as question -> code of a refusal; empty when all can.

    "reply_missing", "reply_kind", "reply_too_long", "reply_not_offered",
    "reply_day" and "question_unknown" under "" for an answer to no question.
    """
    asked = {each.name: each for each in questions if each.kind != FILE}
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
    words: tuple[str, str] = ("yes", "no"),
) -> tuple[ReportAnswer, ...]:
    """What was answered as handlers read it, with the titles as they were shown.

    A case keeps them, so it can be read when the form has long been changed.
    What was left empty is left out. ``Invalid`` with the first of ``problems``.
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
    """The JSON Schema (2020-12) of the answers; files are no part of them."""
    asked = [each for each in questions if each.kind != FILE]
    schema = {
        "$schema": DRAFT,
        "type": "object",
        "properties": {each.name: _property(each) for each in asked},
        "required": [each.name for each in asked if each.required],
        "additionalProperties": False,
    }
    return {**schema, "title": title} if title else schema


def _property(asked: Question) -> dict:
    words = {"title": asked.title}
    if asked.help:
        words["description"] = asked.help
    options = [{"const": key, "title": title} for key, title in asked.options]
    offered: dict = {"oneOf": options} if options else {"not": {}}
    shapes: dict[str, dict] = {
        CHOICE: offered,
        SEVERAL: {"type": "array", "items": offered, "uniqueItems": True},
        DAY: {"type": "string", "format": "date"},
        YES: {"type": "boolean"},
    }
    plain = {"type": "string", "maxLength": LONGEST.get(asked.kind, 0)}
    if asked.required and asked.kind in LONGEST:
        plain["minLength"] = 1
    return words | shapes.get(asked.kind, plain)


def _problem(asked: Question, value: object) -> str:
    if _is_empty(value):
        return "reply_missing" if asked.required else ""
    if asked.kind == YES:
        return "" if isinstance(value, bool | str) else "reply_kind"
    if asked.kind == SEVERAL:
        return _not_offered(asked, _keys(value))
    if not isinstance(value, str):
        return "reply_kind"
    if asked.kind == CHOICE:
        return _not_offered(asked, [value])
    if asked.kind == DAY:
        return "" if _day(value) else "reply_day"
    return "reply_too_long" if len(value) > LONGEST[asked.kind] else ""


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple) and not any(value))


def _not_offered(asked: Question, keys: list | None) -> str:
    if keys is None:
        return "reply_kind"
    offered = {key for key, _title in asked.options}
    return "" if offered.issuperset(keys) else "reply_not_offered"


def _keys(value: object) -> list[str] | None:
    """Several keys; one alone may come without a list. None for anything else."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple) and all(isinstance(key, str) for key in value):
        return [key for key in value if key]
    return None


def _shown(asked: Question, value: object, words: tuple[str, str]) -> str:
    if _is_empty(value) or asked.kind == FILE:
        return ""
    if asked.kind == YES:
        return words[0] if str(value).lower() in _TRUE else words[1]
    if asked.kind in (CHOICE, SEVERAL):
        titles, keys = dict(asked.options), _keys(value) or []
        return ", ".join(titles[key] for key in dict.fromkeys(keys))
    return str(value).strip()


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None

"""The questions of a form as the template renders them, and the answers sent."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.cases.recipients import ROLES as ROLE_KEYS
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.reports.question_kinds import KINDS
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.i18n import _
from collective.conduct.operations.reports.forms import questions_of
from collective.conduct.operations.reports.forms import terms_of
from dataclasses import dataclass


PREFIX = "q-"
ROLES = {
    "exposed": _("role_exposed", default="It happened to me"),
    "witness": _("role_witness", default="I saw or heard it"),
    "for_another": _("role_for_another", default="I tell of it for somebody else"),
}
require_rows(ROLES, ROLE_KEYS, "browser/reports/question_fields.py: ROLES")


@dataclass(frozen=True)
class Asked:
    """One question with what was typed; ``wrong``: the error message."""

    question: Question
    id: str
    value: str
    values: tuple[str, ...]
    terms: tuple
    wrong: str = ""

    @property
    def macro(self) -> str:
        """The macro of the template that renders its field."""
        return f"field_{self.question.kind}"

    @property
    def described_by(self) -> str | None:
        parts = {"help": self.question.help, "wrong": self.wrong}
        return " ".join(f"{self.id}-{key}" for key, text in parts.items() if text)


def asked(form: str, language: str, answers: Mapping, wrong: Mapping) -> list[Asked]:
    """Return the questions with answers and errors (``wrong``: name -> message)."""
    return [
        Asked(
            each,
            f"{PREFIX}{each.name}",
            _text(answers.get(each.name)),
            tuple(_list(answers.get(each.name))),
            terms_of(each, language),
            wrong.get(each.name, ""),
        )
        for each in questions_of(form, language)
        if KINDS[each.kind].is_answer
    ]


def answers_in(questions: Iterable[Question], sent) -> dict:
    """Return what was typed, question -> text or list of keys, without empty ones."""
    found: dict = {}
    for each in questions:
        name = f"{PREFIX}{each.name}"
        many = KINDS[each.kind].is_several
        value = sent.several(name) if many else sent.text(name)
        if value:
            found[each.name] = value
    return found


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _list(value) -> list:
    return value if isinstance(value, list) else [value] if value else []

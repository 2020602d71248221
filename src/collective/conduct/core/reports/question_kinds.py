"""The kinds of question: one class each, for JSON Schema, check, text and form field.

Another kind is a class and a row in ``KINDS``, a macro ``field_<kind>`` in
``browser/reports/templates/report_questions.pt`` and a row in ``models.FIELDS``.
"""

from dataclasses import dataclass
from datetime import date


LINE, TEXT, CHOICE, SEVERAL, DAY, YES, FILE = (
    *("line", "text", "choice", "several", "day", "yes", "file"),
)
TRUE = frozenset({"1", "on", "yes", "true"})
Words = tuple[str, str]  # for yes and no


@dataclass(frozen=True)
class Question:
    """One question in one language.

    ``name``: the key of its answer. ``options``: key and title, for "choice"
    and "several"; ``source``: the vocabulary that they are taken from.
    ``terms``: keys of ``questions.TERMS`` that are explained
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


def is_empty(value: object) -> bool:
    """Return whether an answer is missing or empty."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple) and not any(value))


class QuestionKind:
    """A kind of question: its JSON Schema, its check and its text for handlers.

    The answers are text unless a kind says otherwise. ``longest``: characters.
    ``is_listed``: there is something to choose from; ``is_several``: more than one
    value may be sent. ``is_answer``: false for what is sent beside the answers;
    ``may_be_required``: false for what is either ticked or not. The form field
    is in ``browser/reports/templates/report_questions.pt``, the field of a
    designed form in ``easyform.reports.models.FIELDS``.
    """

    longest = 0
    is_listed = is_several = False
    is_answer = may_be_required = True

    def shape(self, asked: Question) -> dict:
        """Return the JSON Schema of an answer."""
        least = {"minLength": 1} if asked.required else {}
        return {"type": "string", "maxLength": self.longest, **least}

    def fault(self, asked: Question, value: object) -> str:
        """Return the error code of an answer that cannot be used, "" when it can."""
        if not isinstance(value, str):
            return "reply_kind"
        return "reply_too_long" if len(value) > self.longest else ""

    def shown(self, asked: Question, value: object, words: Words) -> str:
        """Return the answer as handlers read it."""
        return str(value).strip()


class LineQuestion(QuestionKind):
    """A text of one line."""

    longest = 1_000


class TextQuestion(QuestionKind):
    """A text of several lines."""

    longest = 1_000_000


class ChoiceQuestion(QuestionKind):
    """One of the options, by its key."""

    is_listed = True

    def shape(self, asked: Question) -> dict:
        options = [{"const": key, "title": title} for key, title in asked.options]
        return {"oneOf": options} if options else {"not": {}}

    def fault(self, asked: Question, value: object) -> str:
        if not isinstance(value, str):
            return "reply_kind"
        return _not_offered(asked, [value])

    def shown(self, asked: Question, value: object, words: Words) -> str:
        titles, keys = dict(asked.options), _keys(value) or []
        return ", ".join(titles[key] for key in dict.fromkeys(keys))


class SeveralQuestion(ChoiceQuestion):
    """Any of the options; a single one may be sent without a list."""

    is_several = True

    def shape(self, asked: Question) -> dict:
        return {"type": "array", "items": super().shape(asked), "uniqueItems": True}

    def fault(self, asked: Question, value: object) -> str:
        return _not_offered(asked, _keys(value))


class DayQuestion(QuestionKind):
    """A day in ISO 8601 format."""

    def shape(self, asked: Question) -> dict:
        return {"type": "string", "format": "date"}

    def fault(self, asked: Question, value: object) -> str:
        if not isinstance(value, str):
            return "reply_kind"
        return "" if _day(value) else "reply_day"


class YesQuestion(QuestionKind):
    """A checkbox."""

    may_be_required = False

    def shape(self, asked: Question) -> dict:
        return {"type": "boolean"}

    def fault(self, asked: Question, value: object) -> str:
        return "" if isinstance(value, bool | str) else "reply_kind"

    def shown(self, asked: Question, value: object, words: Words) -> str:
        return words[0] if str(value).lower() in TRUE else words[1]


class FileQuestion(QuestionKind):
    """A file; files are sent beside the answers."""

    is_answer = False


KINDS: dict[str, QuestionKind] = {
    LINE: LineQuestion(),
    TEXT: TextQuestion(),
    CHOICE: ChoiceQuestion(),
    SEVERAL: SeveralQuestion(),
    DAY: DayQuestion(),
    YES: YesQuestion(),
    FILE: FileQuestion(),
}


def _not_offered(asked: Question, keys: list[str] | None) -> str:
    if keys is None:
        return "reply_kind"
    offered = {key for key, _title in asked.options}
    return "" if offered.issuperset(keys) else "reply_not_offered"


def _keys(value: object) -> list[str] | None:
    """Return the keys; one alone may come without a list. None for anything else."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple) and all(isinstance(key, str) for key in value):
        return [key for key in value if key]
    return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None

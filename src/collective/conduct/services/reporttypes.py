"""What reporters send after a report and what they are answered, as types."""

from collective.conduct.services.base import Refusal
from collective.conduct.services.channels import Contact
from collective.conduct.services.fields import JsonObject
from collective.conduct.services.fields import key
from collective.conduct.services.fields import sometimes
from collective.conduct.services.fields import spread
from collective.conduct.services.fields import Written
from collective.conduct.services.submission import Attachment
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True)
class ReceiptNamed:
    """The words; with ``letter`` and ``file`` a file of a letter, both from 0."""

    receipt: Written = ""
    letter: int | None = None
    file: int | None = None


@dataclass(frozen=True)
class ReporterMessage(ReceiptNamed):
    """A message to those who handle the report."""

    text: Written = ""
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class HelperMessage(ReceiptNamed):
    """A message of whoever helps from outside; without a text only a question."""

    text: Written | None = None
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class IntakeClosed(Refusal):
    """Why nothing can be sent, and who can be called instead."""

    contacts: list[Contact]


@dataclass(frozen=True)
class RecipientOffered:
    """Who would read a report, and by which function."""

    person: int
    name: str
    function: str
    substitute: bool


@dataclass(frozen=True)
class RecipientsOffered:
    """Who would read a report."""

    recipients: list[RecipientOffered]


@dataclass(frozen=True)
class FormShown:
    """A form: its questions as JSON Schema, its recipients."""

    id: str
    title: str
    description: str
    urgent: bool
    questions: JsonObject
    recipients: list[RecipientOffered]


@dataclass(frozen=True)
class FormsShown:
    """All forms."""

    at: str = key("@id")
    forms: list[FormShown]


@dataclass(frozen=True)
class ReportReceived:
    """The words, told this once; ``check``: which to ask for, counted from one."""

    receipt: str
    words: list[str]
    check: list[int]
    expect: dict[str, date]


@dataclass(frozen=True, kw_only=True)
class ReceiptLetter:
    """One line of what was said; beside the fields stand its words."""

    kind: str
    day: date
    files: list[str] | None = sometimes()
    words: JsonObject = spread()


@dataclass(frozen=True)
class StatusShown:
    """What the words open."""

    state: str
    received: date
    withdrawn: bool
    expect: dict[str, date]
    met: dict[str, date | None]
    paused: bool
    read: list[date]
    letters: list[ReceiptLetter]


@dataclass(frozen=True)
class HelperLetter:
    """One line of an exchange; ``theirs``: whoever is outside wrote it."""

    when: date
    text: str
    files: tuple[str, ...]
    theirs: bool


@dataclass(frozen=True)
class HelperLetters:
    """What was exchanged with somebody outside."""

    letters: list[HelperLetter]

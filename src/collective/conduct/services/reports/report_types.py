"""What reporters send after a report and what they are answered, as types."""

from collective.conduct.services.common import rest
from collective.conduct.services.common.files import Attachment
from collective.conduct.services.contacts.channels import Contact
from dataclasses import field
from datetime import date


class ReceiptNamed(rest.Record):
    """The words; with ``letter`` and ``file`` a file of a letter, both from 0."""

    receipt: rest.Written = ""
    letter: int | None = None
    file: int | None = None


class ReporterMessage(ReceiptNamed):
    """A message to those who handle the report."""

    text: rest.Written = ""
    attachments: list[Attachment] = field(default_factory=list)


class HelperMessage(ReceiptNamed):
    """A message of whoever helps from outside; without a text only a question."""

    text: rest.Written | None = None
    attachments: list[Attachment] = field(default_factory=list)


class IntakeClosed(rest.Refusal):
    """Why nothing can be sent, and who can be called instead."""

    contacts: list[Contact]


class RecipientOffered(rest.Record):
    """Who would read a report, and by which function."""

    person: int
    name: str
    function: str
    substitute: bool


class RecipientsOffered(rest.Record):
    """Who would read a report."""

    recipients: list[RecipientOffered]


class FormShown(rest.Record):
    """A form: its questions as JSON Schema, its recipients."""

    id: str
    title: str
    description: str
    urgent: bool
    questions: rest.JsonObject
    recipients: list[RecipientOffered]


class FormsShown(rest.Addressed):
    """All forms."""

    forms: list[FormShown]


class ReportReceived(rest.Record):
    """The words, told this once; ``check``: which to ask for, counted from one."""

    receipt: str
    words: list[str]
    check: list[int]
    expect: dict[str, date]


class ReceiptLetter(rest.Record, kw_only=True):
    """One line of what was said; beside the fields stand its words."""

    kind: str
    day: date
    files: list[str] | None = rest.sometimes()
    words: rest.JsonObject = rest.spread()


class StatusShown(rest.Record):
    """What the words open."""

    state: str
    received: date
    withdrawn: bool
    expect: dict[str, date]
    met: dict[str, date | None]
    paused: bool
    read: list[date]
    letters: list[ReceiptLetter]


class HelperLetter(rest.Record):
    """One line of an exchange; ``theirs``: whoever is outside wrote it."""

    when: date
    text: str
    files: tuple[str, ...]
    theirs: bool


class HelperLetters(rest.Record):
    """What was exchanged with somebody outside."""

    letters: list[HelperLetter]

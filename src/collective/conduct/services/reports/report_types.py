"""Types of the requests and responses of reporters, after a report."""

from collective.conduct.services.common import rest
from collective.conduct.services.common.files import Attachment
from collective.conduct.services.contacts.channels import Contact
from dataclasses import field
from datetime import date


class ReceiptNamed(rest.Record):
    """The words; with ``letter`` and ``file`` a file of a message, both from 0."""

    receipt: rest.Written = ""
    letter: int | None = None
    file: int | None = None


class PersonChosen(ReceiptNamed):
    """Somebody whom the reporter did not choose, and chooses after all."""

    person: int = 0


class ReporterMessage(ReceiptNamed):
    """A message to the handlers."""

    text: rest.Written = ""
    attachments: list[Attachment] = field(default_factory=list)


class HelperMessage(ReceiptNamed):
    """A message of the helper outside; without a text the messages are only read."""

    text: rest.Written | None = None
    attachments: list[Attachment] = field(default_factory=list)


class IntakeClosed(rest.Refusal):
    """Why nothing can be sent, and who can be called instead."""

    contacts: list[Contact]


class RecipientOffered(rest.Record):
    """An available recipient, and by which function."""

    person: int
    name: str
    function: str
    substitute: bool


class RecipientsOffered(rest.Record):
    """The available recipients, and for whom the report would be sealed.

    ``sealed_for``: one of ``recipients.SEALED_FOR``; ``message`` says what follows
    when readers or escrow holders lack, ``contacts`` whom to call when readers do.
    """

    recipients: list[RecipientOffered]
    sealed_for: str
    message: str
    contacts: list[Contact]


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
    """The words, shown only once; ``check``: which to ask for, counted from one.

    ``sealed_for`` and ``message``: see ``RecipientsOffered``.
    """

    sealed_for: str
    message: str
    receipt: str
    words: list[str]
    check: list[int]
    expect: dict[str, date]


class ReceiptLetter(rest.Record, kw_only=True):
    """One message of a report."""

    kind: str
    day: date
    files: list[str] | None = rest.sometimes()
    words: rest.JsonObject = rest.spread()


class ReaderToday(rest.Record):
    """Who can read a report, and since when; None: not known, or gone."""

    name: str | None
    functions: list[str]
    since: date | None


class FactShown(rest.Record):
    """What was done with a report; "" for a person who is not named, None: gone."""

    event: str
    day: date
    by: str | None
    person: str | None


class UntickedShown(rest.Record):
    """Somebody whom the reporter did not choose to read it."""

    person: int
    name: str


class StatusShown(rest.Record):
    """The status of a report, as its words show it.

    ``complete``: whether ``facts`` begins with the report itself. ``sealed_for``: one
    of ``recipients.SEALED_FOR``; ``holders`` open it together while nobody reads it.
    """

    state: str
    received: date
    withdrawn: bool
    expect: dict[str, date]
    met: dict[str, date | None]
    paused: bool
    read: list[date]
    readers: list[ReaderToday]
    facts: list[FactShown]
    complete: bool
    sealed_for: str
    holders: list[str | None]
    unticked: list[UntickedShown]
    letters: list[ReceiptLetter]


class HelperLetter(rest.Record):
    """One message of an exchange; ``theirs``: the helper outside wrote it."""

    when: date
    text: str
    files: tuple[str, ...]
    theirs: bool


class HelperLetters(rest.Record):
    """The messages of an exchange with somebody outside."""

    letters: list[HelperLetter]

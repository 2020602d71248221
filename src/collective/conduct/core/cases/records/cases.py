"""Sealed records in the boxes of a case (``keys.ENVELOPES``), of handlers' private
data and of their requests.
"""

from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.answers import Reporter
from collective.conduct.core.common.sealed_records import SealedRecord
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class LooseFile:
    """Where the file of a message is stored, and the key that opens it."""

    number: int
    key: bytes


@dataclass(frozen=True)
class Enclosure:
    """A file of a message; ``cleaned``: its copy without metadata."""

    name: str
    type: str
    file: LooseFile
    cleaned: LooseFile | None = None


@dataclass(frozen=True)
class ReportRecord(SealedRecord):
    """A report as it was sent (box "content").

    ``about``, ``witnesses`` and ``unticked`` (whom the reporter did not choose to
    read it): people of the register by number; ``reporter``: the name, None unless
    all readers may know it.
    """

    record = "report"
    version = 2  # version 1 did not have ``unticked``
    form: str
    answers: tuple[ReportAnswer, ...]
    reporter: Reporter | None = None
    role: str = ""
    about: tuple[int, ...] = ()
    witnesses: tuple[int, ...] = ()
    unticked: tuple[int, ...] = ()
    language: str = ""
    channel: str = ""
    received: int = 0
    registered_by: int | None = None


@dataclass(frozen=True)
class FileHead(SealedRecord):
    """Name and type of a file (boxes "attachment" and "cleaned")."""

    record = "file"
    name: str
    type: str


@dataclass(frozen=True)
class MessageRecord(SealedRecord):
    """A message between reporter and readers; ``by`` is 0 for the reporter.

    In the box "message"; without ``when`` and ``by`` in the mailbox of a receipt.
    """

    record = "message"
    text: str = ""
    files: tuple[Enclosure, ...] = ()
    when: int = 0
    by: int = 0


@dataclass(frozen=True)
class NoteRecord(SealedRecord):
    """A note for the readers, or an action (``event``) and who did it.

    ``person``: whom it was done to. For an exchange with somebody outside
    ``exchange`` is the number of the note that began it, and ``lookup`` the
    receipt of that person.
    """

    record = "note"
    event: str = ""
    text: str = ""
    when: int = 0
    by: int = 0
    person: int = 0
    files: tuple[Enclosure, ...] = ()
    exchange: int = 0
    lookup: bytes = b""


@dataclass(frozen=True)
class DiaryLine(SealedRecord):
    """The entry of a case in the municipality's diary (box "record")."""

    record = "diary"
    number: str
    text: str
    when: int = 0
    by: int = 0


@dataclass(frozen=True)
class SecrecyRecord(SealedRecord):
    """The legal basis of each secret part (box "record").

    ``answers``: name of a question -> the law; ``messages``: that of all messages.
    """

    record = "secrecy"
    answers: Mapping[str, str] = field(default_factory=dict)
    messages: str = ""
    when: int = 0
    by: int = 0


@dataclass(frozen=True)
class IdentityRecord(SealedRecord):
    """The reporter's identity and contact (box "identity")."""

    record = "identity"
    name: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    party: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The fields that the reporter filled in."""
        return {key: each for key, each in vars(self).items() if each}


@dataclass(frozen=True)
class NicknamesRecord(SealedRecord):
    """A handler's nicknames for cases."""

    record = "nicknames"
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LiftRecord(SealedRecord):
    """The request that a person is no longer shut out, for the other readers."""

    record = "lift"
    person: int
    text: str = ""


@dataclass(frozen=True)
class ReasonRecord(SealedRecord):
    """The reason of an identity request, for those who decide."""

    record = "reason"
    text: str = ""

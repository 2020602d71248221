"""What is sent about a case and what is answered, as types; see ``casework``."""

from collective.conduct.operations.cases.met import Met
from collective.conduct.operations.cases.record import Part
from collective.conduct.services.base import Batch
from collective.conduct.services.fields import JsonObject
from collective.conduct.services.fields import key
from collective.conduct.services.fields import sometimes
from collective.conduct.services.fields import spread
from collective.conduct.services.submission import Attachment
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class CaseNamed:
    """A case."""

    case: str = ""


@dataclass(frozen=True)
class CaseAnswer(CaseNamed):
    """A message to the reporter; ``final``: it answers the report."""

    text: str = ""
    final: bool = False
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class CaseNote(CaseNamed):
    """A note or an entry."""

    text: str = ""


@dataclass(frozen=True)
class CaseFile(CaseNamed):
    """A file by number; ``of`` and ``number``: that of a message or a note."""

    cleaned: bool = False
    of: str | None = None
    number: int = 0
    file: int = field(kw_only=True)


@dataclass(frozen=True)
class CaseNickname(CaseNamed):
    """One's own name for a case."""

    nickname: str = ""


@dataclass(frozen=True)
class CaseClocks(CaseNamed):
    """What to do with the deadlines of a case; nothing is an answer too."""

    deed: Literal["pause", "resume", "extend", "meet", ""] = ""
    reason: str = ""
    until: date | None = None
    kind: str = ""


@dataclass(frozen=True)
class CaseLinks(CaseNamed):
    """What to do with the links of a case, and with which ``other``."""

    deed: Literal["merge", "part", "series", "leave_series", ""] = ""
    other: str = ""


@dataclass(frozen=True)
class CaseOutside(CaseNamed):
    """Begin (``who``), send (``exchange``, ``text``, files) or end an exchange."""

    deed: Literal["begin", "send", "end", ""] = ""
    who: str = ""
    language: str | None = None
    exchange: int | None = None
    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class CaseRecord(CaseNamed):
    """Enter a case (``text``), or decide what is secret (``basis``: part -> law)."""

    deed: Literal["enter", "decide", ""] = ""
    text: str = ""
    basis: dict[str, str] | None = None


@dataclass(frozen=True)
class CaseQuery:
    """``show`` and ``sort`` as on the desk; "-" in front for downwards."""

    show: str = "open"
    sort: str = ""


@dataclass(frozen=True)
class CaseEntry:
    """Neutral facts about a case: what a desk shows without the vault."""

    case: str
    received: datetime
    form: str
    procedure: str
    state: str
    urgent: bool
    withdrawn: bool
    wrote: bool
    paused: bool
    due: date | None


@dataclass(frozen=True, kw_only=True)
class CaseBatch(Batch):
    """The cases of whoever asks, and how many there are of each sort."""

    items: list[CaseEntry]
    counts: dict[str, int]


@dataclass(frozen=True)
class FileEntry:
    """A file; ``cleaned``: the number of its copy without metadata."""

    file: int
    filename: str
    type: str = key("content-type")
    cleaned: int | bool | None


@dataclass(frozen=True)
class LineShown:
    """A message or a note; ``by`` is None for the reporter."""

    number: int
    files: list[FileEntry]
    text: str
    event: str
    when: datetime | None
    by: int | None
    person: int | None


@dataclass(frozen=True)
class ReaderEntry:
    """Somebody who can open the case."""

    person: int
    name: str


@dataclass(frozen=True)
class CaseShown(CaseEntry):
    """A case as its readers see it; beside the fields stands what was sent in."""

    files: list[FileEntry]
    messages: list[LineShown]
    notes: list[LineShown]
    readers: list[ReaderEntry]
    identity: bool
    content: JsonObject = spread()


@dataclass(frozen=True)
class AccessShown:
    """Who read what, and when; ``number`` of a file or 0."""

    person: int
    when: datetime
    kind: str
    number: int


@dataclass(frozen=True)
class CaseLog:
    """The access log of a case."""

    items: list[AccessShown]


@dataclass(frozen=True)
class NicknameShown:
    """One's own name for a case, "" for none."""

    nickname: str


@dataclass(frozen=True)
class CaseWrote:
    """Whether something that the reporter wrote awaits an answer."""

    wrote: bool


@dataclass(frozen=True)
class PeopleMet:
    """Where else the people of a case occur."""

    items: list[Met]


@dataclass(frozen=True)
class ClockShown:
    """A deadline, and the day on which it was met."""

    kind: str
    due: date
    met: date | None
    paused: bool


@dataclass(frozen=True)
class ClocksShown:
    """The deadlines of a case."""

    items: list[ClockShown]


@dataclass(frozen=True)
class LinksShown:
    """What belongs with a case."""

    merged: list[str]
    series: list[str]
    linked: list[str]


@dataclass(frozen=True)
class ExchangeEntry:
    """An exchange with somebody outside."""

    exchange: int
    who: str
    begun: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class ExchangesShown:
    """All exchanges; ``receipt`` only of one that was begun now."""

    items: list[ExchangeEntry]
    receipt: str | None = sometimes()


@dataclass(frozen=True)
class DiaryShown:
    """The line of a case in the diary."""

    number: str
    received: date
    text: str


@dataclass(frozen=True)
class RecordShown:
    """The line in the diary, the parts of a case, and what is secret of them."""

    diary: DiaryShown | None
    parts: list[str]
    secrecy: dict[str, str]


@dataclass(frozen=True)
class RedactedCopy:
    """The copy without what is secret."""

    items: list[Part]

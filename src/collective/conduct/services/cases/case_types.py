"""Types of the requests and responses about a case; see ``casework``."""

from collective.conduct.operations.cases.related_people import Met
from collective.conduct.services.common import rest
from collective.conduct.services.common.files import Attachment
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import Literal


class CaseNamed(rest.Record):
    """A case by its id."""

    case: str = ""


class CaseAnswer(CaseNamed):
    """A message to the reporter; ``final``: it is the answer to the report."""

    text: str = ""
    final: bool = False
    attachments: list[Attachment] = field(default_factory=list)


class CaseNote(CaseNamed):
    """A note in the case."""

    text: str = ""


class CaseFile(CaseNamed):
    """A file by number; ``of`` and ``number``: that of a message or a note."""

    cleaned: bool = False
    of: str | None = None
    number: int = 0
    file: int = field(kw_only=True)


class CaseNickname(CaseNamed):
    """The acting person's nickname for a case."""

    nickname: str = ""


class CaseClocks(CaseNamed):
    """An action on the deadlines of a case; without one they are only shown."""

    deed: Literal["pause", "resume", "extend", "meet", ""] = ""
    reason: str = ""
    until: date | None = None
    kind: str = ""


class CaseLinks(CaseNamed):
    """An action on the links of a case, and the ``other`` case."""

    deed: Literal["merge", "part", "series", "leave_series", ""] = ""
    other: str = ""


class CaseOutside(CaseNamed):
    """Begin (``who``), send (``exchange``, ``text``, files) or end an exchange."""

    deed: Literal["begin", "send", "end", ""] = ""
    who: str = ""
    language: str | None = None
    exchange: int | None = None
    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)


class CaseRecord(CaseNamed):
    """Register a case (``text``), or decide what a copy shows.

    ``shown``: parts; ``basis``: part -> the law that withholds it; ``seen``: the
    number of the decision that this one replaces, -1 for any.
    """

    deed: Literal["enter", "decide", ""] = ""
    text: str = ""
    shown: list[str] | None = None
    basis: dict[str, str] | None = None
    seen: int = -1


class CopyAsked(CaseNamed):
    """A copy; with ``check`` none is made. ``seen``: the decision that was checked."""

    check: bool = False
    seen: int = -1


class CaseQuery(rest.Record):
    """``show`` and ``sort`` as on the desk; "-" in front for descending."""

    show: str = "open"
    sort: str = ""


class CaseEntry(rest.Record):
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


class CaseBatch(rest.Batch, kw_only=True):
    """The acting person's cases, and how many each filter has."""

    items: list[CaseEntry]
    counts: dict[str, int]


class FileEntry(rest.Record):
    """A file; ``cleaned``: the number of its copy without metadata."""

    file: int
    filename: str
    type: str = rest.key("content-type")
    cleaned: int | bool | None


class LineShown(rest.Record):
    """A message or a note; ``by`` is None for the reporter.

    ``box`` and ``number`` name it, as ``of`` and ``number`` of a file do; ``is_older``:
    from before signatures.
    """

    box: str
    is_older: bool
    number: int
    files: list[FileEntry]
    text: str
    event: str
    when: datetime | None
    by: int | None
    person: int | None


class ReaderEntry(rest.Record):
    """A person who can open the case."""

    person: int
    name: str


class DoubtShown(rest.Record):
    """A row that is not as it was written: changed, missing or unknown."""

    kind: str
    number: int
    finding: str


class CaseShown(CaseEntry):
    """A case as its readers see it: facts, report, files, messages and notes."""

    files: list[FileEntry]
    messages: list[LineShown]
    notes: list[LineShown]
    readers: list[ReaderEntry]
    doubts: list[DoubtShown]
    content: rest.JsonObject = rest.spread()


class AccessShown(rest.Record):
    """Who read what, and when; ``number`` of a file or 0."""

    person: int
    when: datetime
    kind: str
    number: int


class CaseLog(rest.Record):
    """The access log of a case."""

    items: list[AccessShown]
    doubts: list[DoubtShown]


class NicknameShown(rest.Record):
    """The acting person's nickname for a case, "" for none."""

    nickname: str


class CaseWrote(rest.Record):
    """Whether a message of the reporter awaits an answer."""

    wrote: bool


class PeopleMet(rest.Record):
    """Other cases in which the people of a case occur."""

    items: list[Met]


class ClockShown(rest.Record):
    """A deadline, and the day on which it was met."""

    kind: str
    due: date
    met: date | None
    paused: bool


class ClocksShown(rest.Record):
    """The deadlines of a case."""

    items: list[ClockShown]


class LinksShown(rest.Record):
    """The cases linked with a case."""

    merged: list[str]
    series: list[str]
    linked: list[str]


class ExchangeEntry(rest.Record):
    """An exchange with somebody outside."""

    exchange: int
    who: str
    begun: datetime
    until: datetime


class ExchangesShown(rest.Record, kw_only=True):
    """All exchanges; ``receipt`` only for one that was begun now."""

    items: list[ExchangeEntry]
    receipt: str | None = rest.sometimes()


class DiaryShown(rest.Record):
    """The diary entry of a case."""

    number: str
    received: date
    text: str


class RecordShown(rest.Record):
    """The diary entry, the parts of a case, those a copy shows, the law of others."""

    diary: DiaryShown | None
    parts: list[str]
    shown: list[str]
    secrecy: dict[str, str]
    seen: int


class RedactedPart(rest.Record):
    """A part of a copy; a withheld one has only its title and the law."""

    part: str
    title: str
    words: str
    event: str
    by: str
    person: str
    when: datetime | None
    withheld: bool
    basis: str


class RedactedCopy(rest.Record):
    """The parts of a copy, and who decided when what it shows."""

    items: list[RedactedPart]
    decided_by: str
    decided: datetime | None
    seen: int

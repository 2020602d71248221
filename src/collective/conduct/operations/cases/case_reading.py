"""Read a case: for whoever can open it, with their own open vault.

A case of others is like one that does not exist: ``Missing`` "no_case" both times.
"""

from collections.abc import Iterable
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.records.cases import FileHead
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import transition
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import SealedRecord
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import series_of
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.streams import CHANGED
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.operations.cases.access_log import noted
from collective.conduct.operations.cases.attachments import read_attachment
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.streams.checking import doubts_of
from collective.conduct.operations.cases.summary import change
from collective.conduct.workflow.common import do_transition
from dataclasses import dataclass
from typing import TypeVar
from zope.component import getUtility


MESSAGES, NOTES = series_of("message"), series_of("note")
R = TypeVar("R", bound=SealedRecord)


@dataclass(frozen=True)
class File:
    """A file of a case; ``cleaned`` is the number of its copy, 0 without one.

    For a message's file ``number`` is its position from 0, ``cleaned`` whether it
    has a copy.
    """

    number: int
    name: str
    type: str
    cleaned: int = 0


@dataclass(frozen=True)
class CaseMessage:
    """A message or note. ``by`` is 0 for the reporter; ``event`` names an action.

    ``box``: the kind of the box that it is in (``vault.keys.ENVELOPES``).
    ``is_older``: it was written before handlers signed, so nobody can tell who did.
    """

    box: str
    number: int
    text: str
    when: int = 0
    by: int = 0
    event: str = ""
    person: int = 0
    files: tuple[File, ...] = ()
    is_older: bool = False


@dataclass(frozen=True)
class CaseReading:
    """A case as its readers see it. ``content``: the report.

    ``doubts``: what is not as it was written; it is left out where it does not open.
    """

    facts: CaseSummary
    content: ReportRecord
    files: tuple[File, ...]
    messages: tuple[CaseMessage, ...]
    notes: tuple[CaseMessage, ...]
    readers: tuple[int, ...]
    doubts: tuple[Doubt, ...] = ()


def read(case: OpenCase) -> CaseReading:
    """Return everything in a case except the reporter's identity."""
    noted(case, "read_case")
    facts, doubts = getUtility(ICases).facts(case.id), doubts_of(case.id)
    found = _Boxes(case, doubts)
    reports = found.all_of(("content",), ReportRecord)
    return CaseReading(
        facts,
        reports[0][2] if reports else ReportRecord(facts.form, ()),
        _files(found),
        _lines(found, MESSAGES),
        _lines(found, NOTES),
        getUtility(IVault).readers(case.id),
        tuple(dict.fromkeys(doubts)),
    )


class _Boxes:
    """The boxes of a case that open; for each that does not a doubt is added."""

    def __init__(self, case: OpenCase, doubts: list[Doubt]) -> None:
        self.case, self.doubts = case, doubts

    def all_of(self, kinds: Iterable[str], *records: type[R]) -> list[tuple]:
        """Return ``(kind, number, record, author)`` of the boxes of these kinds."""
        found = []
        for kind in kinds:
            for number in self.case.numbers(kind):
                written = _written(self.case, kind, number, *records)
                if written is None:
                    self.doubts.append(Doubt(kind, str(number), CHANGED))
                else:
                    found.append((kind, number, *written))
        return found


def messages_of(case: OpenCase) -> tuple[CaseMessage, ...]:
    """Return the messages between reporter and readers that are as written."""
    return _lines(_Boxes(case, []), MESSAGES)


def notes_of(case: OpenCase) -> tuple[CaseMessage, ...]:
    """Return the notes and actions in a case that are as written."""
    return _lines(_Boxes(case, []), NOTES)


def read_record(case: OpenCase, kind: str, number: int, *records: type[R]) -> R | None:
    """Return the record of a box; None when it is not as its author wrote it."""
    written = _written(case, kind, number, *records)
    return None if written is None else written[0]


def _written(
    case: OpenCase, kind: str, number: int, *records: type[R]
) -> tuple[R, int] | None:
    """Return the record of a box and who signed it (0: nobody)."""
    try:
        author, words = case.written(kind, number)
        record = decode(words, *records)
    except (Refused, Unavailable, Missing):
        return None
    # Whoever signs as themselves cannot write in the name of somebody else.
    by = getattr(record, "by", author)
    return (record, author) if author in (0, by) else None


def file_of(case: OpenCase, number: int, cleaned: bool) -> tuple[str, bytes]:
    """Return name and content of a file, or of its copy without metadata."""
    noted(case, "read_file", number)
    kind = "cleaned" if cleaned else "attachment"
    try:
        head, pieces = case.get_file(kind, number)
        return decode(head, FileHead).name, b"".join(pieces)
    except Refused:  # the case is open, so it is not the reader's key
        raise Refused("not_authentic") from None


def enclosed(
    case: OpenCase, line: tuple[str, int], place: int, cleaned: bool
) -> tuple[str, bytes]:
    """Return name and content of the file of a message or note.

    ``line``: the kind of its box, or of another of the same series, and its number;
    ``place`` from 0.
    """
    if line[0] not in (*MESSAGES, *NOTES):
        raise Missing("no_box")
    noted(case, "read_file", line[1])
    try:
        kind = _kind_of(case, *line)
        message = decode(case.get(kind, line[1]), MessageRecord, NoteRecord)
        return read_attachment(case.id, message.files, place, cleaned)
    except Refused:
        raise Refused("not_authentic") from None


def _kind_of(case: OpenCase, kind: str, number: int) -> str:
    """Return the kind of the series that has a number."""
    found = (each for each in series_of(kind) if number in case.numbers(each))
    return next(found, kind)


def begin_triage(case: OpenCase) -> None:
    """Begin the triage of a new case. Repeating it is no error."""
    cases = getUtility(ICases)
    facts = cases.facts(case.id)
    if facts.state == "triage":
        return
    step = transition("begin_triage", facts.state)
    if step is None:
        raise Refused("not_in_this_state")
    do_transition(cases.get(case.id), step.id)
    change(case.id, state=step.target)
    note(case, step.id)


def _files(found: _Boxes) -> tuple[File, ...]:
    cleaned = found.all_of(("cleaned",), FileHead)
    copies = {number: head for _kind, number, head, _author in cleaned}
    files = []
    for _kind, number, head, _author in found.all_of(("attachment",), FileHead):
        copy = next((each for each, other in copies.items() if other == head), 0)
        copies.pop(copy, None)
        files.append(File(number, head.name, head.type, copy))
    return tuple(files)


def _lines(found: _Boxes, kinds: tuple[str, ...]) -> tuple[CaseMessage, ...]:
    """Return the boxes of these kinds, in the order in which they were written."""
    boxes = found.all_of(kinds, MessageRecord, NoteRecord)
    lines = [_line(*each) for each in boxes]
    return tuple(sorted(lines, key=lambda each: (each.number, each.when)))


def _line(
    kind: str, number: int, record: MessageRecord | NoteRecord, author: int
) -> CaseMessage:
    files = tuple(
        File(place, each.name, each.type, each.cleaned is not None)
        for place, each in enumerate(record.files)
    )
    is_older = ENVELOPES[kind].is_signed and not author
    first = (kind, number, record.text, record.when, record.by)
    if isinstance(record, MessageRecord):
        return CaseMessage(*first, files=files, is_older=is_older)
    return CaseMessage(*first, record.event, record.person, files, is_older)

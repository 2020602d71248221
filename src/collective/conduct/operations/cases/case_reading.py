"""Read a case: for whoever can open it, with their own open vault.

A case of others is like one that does not exist: ``Missing`` "no_case" both times.
"""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.records.cases import FileHead
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import transition
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.access_log import noted
from collective.conduct.operations.cases.attachments import read_attachment
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.summary import change
from collective.conduct.workflow.common import do_transition
from dataclasses import dataclass
from zope.component import getUtility


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
    """A message or note. ``by`` is 0 for the reporter; ``event`` names an action."""

    number: int
    text: str
    when: int = 0
    by: int = 0
    event: str = ""
    person: int = 0
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class CaseReading:
    """A case as its readers see it. ``content``: the report."""

    facts: CaseSummary
    content: ReportRecord
    files: tuple[File, ...]
    messages: tuple[CaseMessage, ...]
    notes: tuple[CaseMessage, ...]
    readers: tuple[int, ...]


def read(case: OpenCase) -> CaseReading:
    """Return everything in a case except the reporter's identity."""
    noted(case, "read_case")
    return CaseReading(
        getUtility(ICases).facts(case.id),
        decode(case.get("content", 1), ReportRecord),
        _files(case),
        _lines(case, "message"),
        _lines(case, "note"),
        getUtility(IVault).readers(case.id),
    )


def file_of(case: OpenCase, number: int, cleaned: bool) -> tuple[str, bytes]:
    """Return name and content of a file, or of its copy without metadata."""
    noted(case, "read_file", number)
    kind = "cleaned" if cleaned else "attachment"
    head, pieces = case.get_file(kind, number)
    return decode(head, FileHead).name, b"".join(pieces)


def enclosed(
    case: OpenCase, line: tuple[str, int], place: int, cleaned: bool
) -> tuple[str, bytes]:
    """Return name and content of the file of a message or note.

    ``line``: its kind ("message", "note") and number; ``place`` from 0.
    """
    if line[0] not in ("message", "note"):
        raise Missing("no_box")
    noted(case, "read_file", line[1])
    message = decode(case.get(*line), MessageRecord, NoteRecord)
    return read_attachment(case.id, message.files, place, cleaned)


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


def _files(case: OpenCase) -> tuple[File, ...]:
    copies = {each: case.get("cleaned", each) for each in case.numbers("cleaned")}
    files = []
    for number in case.numbers("attachment"):
        head = case.get("attachment", number)
        copy = next((each for each, other in copies.items() if other == head), 0)
        copies.pop(copy, None)
        file_head = decode(head, FileHead)
        files.append(File(number, file_head.name, file_head.type, copy))
    return tuple(files)


def _lines(case: OpenCase, kind: str) -> tuple[CaseMessage, ...]:
    return tuple(_line(case, kind, number) for number in case.numbers(kind))


def _line(case: OpenCase, kind: str, number: int) -> CaseMessage:
    record = decode(case.get(kind, number), MessageRecord, NoteRecord)
    files = tuple(
        File(place, each.name, each.type, each.cleaned is not None)
        for place, each in enumerate(record.files)
    )
    if isinstance(record, MessageRecord):
        return CaseMessage(number, record.text, record.when, record.by, files=files)
    return CaseMessage(
        *(
            number,
            record.text,
            record.when,
            record.by,
            record.event,
            record.person,
            files,
        )
    )

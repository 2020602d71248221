"""Write in a case: to the reporter, or for those who handle it.

An answer is sealed for the reporter alone and waits behind the seven words; no
letter leaves, since nobody knows where to.
"""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases.attachments import enclose
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.common.uploads import Upload
from dataclasses import replace
from zope.component import getUtility


LONGEST = 100_000  # characters


def answer(
    case: OpenCase,
    text: str,
    seen: int = -1,
    final: bool = False,
    files: tuple[Upload, ...] = (),
) -> bool:
    """Send the reporter an answer, with files; False when it is there already.

    ``final``: it is what they wait for, not only a word in between.
    ``seen``: the number of the last message that was shown with the form (0:
    none, -1: not known). The same words after it are the same form, sent twice.
    ``Invalid`` "said_nothing", "said_too_long".
    """
    said, receipts = _checked(text), getUtility(IReporterMailbox)
    if _sent_already(case, "message", said, seen):
        return False
    now = now_in_seconds()
    sent = MessageRecord(said, enclose(case.id, files))
    case.put("message", encode(replace(sent, when=now, by=case.person)))
    for lookup in receipts.of(case.id):
        receipts.put(lookup, "message", now, encode(sent))
    deadline_actions.said(case.id, final)
    return True


def write_note(case: OpenCase, text: str, seen: int = -1) -> bool:
    """Write a note for all who handle the case; see ``answer``."""
    said = _checked(text)
    if _sent_already(case, "note", said, seen):
        return False
    note(case, "note", text=said)
    return True


def heard(case: OpenCase) -> None:
    """Say that what the reporter wrote needs no answer. Done already is done."""
    if facts_of(case.id).unanswered_since:
        change(case.id, unanswered_since=0)
        note(case, "heard")


def _checked(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise Invalid("said_nothing")
    if len(said) > LONGEST:
        raise Invalid("said_too_long", limit=LONGEST)
    return said


def _sent_already(case: OpenCase, kind: str, said: str, seen: int) -> bool:
    later = (number for number in case.numbers(kind) if number > seen >= 0)
    found = (
        decode(case.get(kind, number), MessageRecord, NoteRecord) for number in later
    )
    return any(each.text == said and each.by == case.person for each in found)

"""Write in a case: a message to the reporter, or a note for those who handle it.

A message is sealed for the reporter alone and waits in the mailbox of the receipt;
no mail is sent, since no address is known.
"""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases.attachments import enclose
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.case_reading import read_record
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
    """Send the reporter a message with files; False when it was sent already.

    ``final``: it is the answer to the report, not only another message.
    ``seen``: the number of the last message that was shown with the form (0:
    none, -1: not known). The same text after it is the same form, sent twice.
    ``Invalid`` "said_nothing", "said_too_long".
    """
    body, mailbox = _checked(text), getUtility(IReporterMailbox)
    if _sent_already(case, "message", body, seen):
        return False
    now = now_in_seconds()
    sent = MessageRecord(body, enclose(case.id, files))
    case.put("message", encode(replace(sent, when=now, by=case.person)))
    for lookup in mailbox.of(case.id):
        mailbox.put(lookup, "message", now, encode(sent))
    deadline_actions.said(case.id, final)
    return True


def write_note(case: OpenCase, text: str, seen: int = -1) -> bool:
    """Write a note for all who handle the case; see ``answer``."""
    body = _checked(text)
    if _sent_already(case, "note", body, seen):
        return False
    note(case, "note", text=body)
    return True


def heard(case: OpenCase) -> None:
    """Record that the reporter's message needs no answer. Repeating it is no error."""
    if facts_of(case.id).unanswered_since:
        change(case.id, unanswered_since=0)
        note(case, "heard")


def _checked(text: str) -> str:
    body = text.replace("\r\n", "\n").strip()
    if not body:
        raise Invalid("said_nothing")
    if len(body) > LONGEST:
        raise Invalid("said_too_long", limit=LONGEST)
    return body


def _sent_already(case: OpenCase, kind: str, said: str, seen: int) -> bool:
    later = (number for number in case.numbers(kind) if number > seen >= 0)
    records = (
        read_record(case, kind, number, MessageRecord, NoteRecord) for number in later
    )
    found = [each for each in records if each is not None]
    return any(each.text == said and each.by == case.person for each in found)

"""Exchange messages and files with somebody outside, such as an investigator.

They get seven words of their own, told by phone, and see what was sent to them
and nothing else of the case. It ends by an action, or after ninety days.
"""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.records.letters import ExchangeBegun
from collective.conduct.core.cases.records.letters import OUTSIDE
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import reporter_facts
from collective.conduct.operations.cases.attachments import enclose
from collective.conduct.operations.cases.attachments import read_attachment
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.case_reading import read_record
from collective.conduct.operations.common.anonymous_transaction import unseen
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.common.uploads import FilesOf
from collective.conduct.operations.common.uploads import no_files
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.vault.receipt_code import opened
from collective.conduct.operations.vault.receipt_code import words_of
from dataclasses import dataclass
from typing import Any
from zope.component import getUtility

import secrets


OPEN_FOR = 90 * 24 * 60 * 60  # seconds
LONGEST_NAME, LONGEST = 200, 100_000  # characters


@dataclass(frozen=True)
class Exchange:
    """One exchange of a case; ``number`` is that of the note that began it."""

    number: int
    who: str
    begun: int
    lookup: bytes

    @property
    def until(self) -> int:
        """When its receipt words expire, in UTC seconds."""
        return self.begun + OPEN_FOR


@dataclass(frozen=True)
class ExchangeMessage:
    """One message; ``theirs`` when the person outside wrote it."""

    when: int
    text: str
    files: tuple[str, ...]
    theirs: bool


def begin(case: OpenCase, who: str, language: str) -> tuple[str, ...]:
    """Begin an exchange; return its receipt words, which are shown only once.

    ``Invalid`` "outside_who".
    """
    name = who.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("outside_who", limit=LONGEST_NAME)
    words = words_of(secrets.token_hex(16), language)
    receipt, now = opened(" ".join(words)), now_in_seconds()
    getUtility(IReporterMailbox).add(receipt.lookup, OUTSIDE + case.id, receipt.public)
    getUtility(IReporterMailbox).put(
        receipt.lookup, "begun", now, encode(ExchangeBegun())
    )
    _note(case, "outside_begun", text=name, lookup=receipt.lookup)
    return words


def exchanges(case: OpenCase) -> list[Exchange]:
    """Return the exchanges that are open, oldest first."""
    still_open: dict[int, Exchange] = {}
    for number in case.numbers("note"):
        note = read_record(case, "note", number, NoteRecord)
        if note is None:
            continue  # the page of the case names it
        if note.event == "outside_begun":
            still_open[number] = Exchange(number, note.text, note.when, note.lookup)
        elif note.event == "outside_ended":
            still_open.pop(note.exchange, None)
    now = now_in_seconds()
    return [each for each in still_open.values() if now < each.until]


def send(
    case: OpenCase, number: int, text: str, files: tuple[Upload, ...] = ()
) -> None:
    """Send a message and files to the person outside; they are stored in the case too.

    ``Missing`` "no_exchange"; ``Invalid`` "said_nothing", "said_too_long".
    """
    exchange, sent = _exchange(case, number), _sent(case.id, text, files)
    now, encoded = now_in_seconds(), encode(sent)
    getUtility(IReporterMailbox).put(exchange.lookup, "message", now, encoded)
    _note(case, "outside_sent", exchange=number, text=sent.text, files=sent.files)


def end(case: OpenCase, number: int) -> None:
    """End an exchange: its receipt words stop working; ``Missing`` "no_exchange"."""
    exchange = _exchange(case, number)
    getUtility(IReporterMailbox).forget(exchange.lookup)
    _note(case, "outside_ended", exchange=number, text=exchange.who)


def letters(typed: str) -> list[ExchangeMessage] | None:
    """Return the messages, for the person outside; None for wrong words."""
    exchange = _found(typed)
    return None if exchange is None else [_letter(*each) for each in _said(exchange[0])]


def write(typed: str, text: str, files_of: FilesOf = no_files) -> bool:
    """Send a message and files as the person outside; False for wrong words.

    No file is read before the words are right.

    ``Invalid`` "said_nothing", "said_too_long".
    """
    exchange = _found(typed)
    if exchange is None:
        return False
    receipt, case = exchange
    with unseen():
        sent = _sent(case, text, files_of())
        now = now_in_seconds()
        getUtility(IReporterMailbox).put(receipt.lookup, "own", now, encode(sent))
        note = NoteRecord("outside_said", sent.text, now, files=sent.files)
        getUtility(IVault).post(case, "outside", encode(note))
        tell_of_case(getUtility(IVault).readers(case), "case_message")
    return True


def file_of(typed: str, letter: int, place: int) -> tuple[str, bytes] | None:
    """Return name and content of an exchanged file; None for wrong words.

    ``Missing`` "no_box" when there is no such file.
    """
    exchange = _found(typed)
    if exchange is None:
        return None
    messages = _said(exchange[0])
    if not 0 <= letter < len(messages):
        raise Missing("no_box")
    return read_attachment(
        exchange[1], decode(messages[letter][2], MessageRecord).files, place
    )


def _exchange(case: OpenCase, number: int) -> Exchange:
    for each in exchanges(case):
        if each.number == number:
            return each
    raise Missing("no_exchange")


def _found(typed: str) -> tuple[ReceiptKey, str] | None:
    """Return the receipt and its case; None when the words are wrong or expired."""
    receipt, mailbox = opened(typed), getUtility(IReporterMailbox)
    stored = mailbox.find(receipt.lookup)
    if stored is None or not stored[0].startswith(OUTSIDE):
        return None
    try:
        ((_kind, begun, _words), *_rest) = mailbox.letters(receipt)
    except Unavailable:
        raise  # they may be right, but nothing can be opened just now
    except (ConductError, ValueError):  # its first letter is not sound
        return None
    if now_in_seconds() >= begun + OPEN_FOR:
        return None
    return receipt, stored[0].removeprefix(OUTSIDE)


def _said(receipt: ReceiptKey) -> list[tuple[str, int, bytes]]:
    return getUtility(IReporterMailbox).letters(receipt)[1:]


def _letter(kind: str, when: int, words: bytes) -> ExchangeMessage:
    message = decode(words, MessageRecord)
    names = tuple(each.name for each in message.files)
    return ExchangeMessage(when, message.text, names, kind == "own")


def _sent(case: str, text: str, files: tuple[Upload, ...]) -> MessageRecord:
    body = text.replace("\r\n", "\n").strip()
    if not body and not files:
        raise Invalid("said_nothing")
    if len(body) > LONGEST:
        raise Invalid("said_too_long", limit=LONGEST)
    return MessageRecord(body, enclose(case, files))


def _note(case: OpenCase, event: str, **more: Any) -> None:
    note = NoteRecord(event, when=now_in_seconds(), by=case.person, **more)
    case.put("note", encode(note))
    reporter_facts.tell(case.id, event, case.person)

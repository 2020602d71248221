"""Follow-up by the reporter: read, write, withdraw, report a reprisal.

Wrong words, unknown ones and those of a deleted case give the same: None, after
the same work. Whoever has the words is the reporter; nothing else is known of
them here, and nobody is logged in while they write.
"""

from collections.abc import Iterable
from collective.conduct.core.cases.bars import GROUNDS
from collective.conduct.core.cases.deadlines import Deadline
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.recipients import READERS_AND_ESCROW
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.access_log import lines_of
from collective.conduct.operations.cases.attachments import enclose
from collective.conduct.operations.cases.attachments import read_attachment
from collective.conduct.operations.cases.available_recipients import kind_of
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.case_notifications import whom_to_tell
from collective.conduct.operations.cases.deadlines import is_paused
from collective.conduct.operations.cases.deadlines import promised
from collective.conduct.operations.cases.reporter_facts import Fact
from collective.conduct.operations.cases.reporter_facts import facts_in
from collective.conduct.operations.cases.reporter_facts import KIND as FACT
from collective.conduct.operations.cases.reporter_facts import name_of
from collective.conduct.operations.cases.reporter_facts import Reader
from collective.conduct.operations.cases.reporter_facts import readers_today
from collective.conduct.operations.cases.reporter_facts import shown
from collective.conduct.operations.cases.reporter_facts import tell as tell_reporter
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.common.anonymous_transaction import unseen
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.common.uploads import FilesOf
from collective.conduct.operations.common.uploads import no_files
from collective.conduct.operations.vault.receipt_code import opened
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from zope.component import getUtility


CHOSEN = "chosen_after_all"
LONGEST = 100_000  # characters of a message


@dataclass(frozen=True)
class FollowupMessage:
    """One message: ``kind`` "report", "own" or "message"."""

    kind: str
    when: int
    words: SentReport | MessageRecord


@dataclass(frozen=True)
class Unticked:
    """Somebody whom the reporter did not choose to read it."""

    person: int
    name: str


@dataclass(frozen=True)
class Status:
    """The state of a report for its reporter. ``case`` stays inside the operations."""

    state: str
    received: int
    withdrawn: bool
    letters: tuple[FollowupMessage, ...]
    read: tuple[date, ...] = ()  # the first and the last day on which it was read
    clocks: tuple[Deadline, ...] = ()
    paused: bool = False  # whether the work rests, and the clocks with it
    readers: tuple[Reader, ...] = ()  # who can read it today
    facts: tuple[Fact, ...] = ()  # what was done, oldest first
    complete: bool = True  # whether facts are told from the beginning (profile 1005)
    sealed_for: str = READERS_AND_ESCROW  # one of ``recipients.SEALED_FOR``
    holders: tuple[str | None, ...] = ()  # who opens it together while nobody reads
    unticked: tuple[Unticked, ...] = ()  # whom only the reporter can let read it

    @property
    def received_on(self) -> date:
        """The day on which it came in, in the site's time zone."""
        return getUtility(IClock).day_of(self.received)


def status(typed: str) -> Status | None:
    """Return the status of a report, for its words; None for any others."""
    found = _found(typed)
    if found is None:
        return None
    receipt, facts = found
    found_letters = getUtility(IReporterMailbox).letters(receipt)
    letters, done = _messages(found_letters), facts_in(found_letters)
    sent = _sent(letters, facts)
    readers, holders, _approvers = getUtility(IVault).holders(facts.case)
    return Status(
        facts.state,
        facts.received,
        bool(facts.withdrawn),
        letters,
        _read(facts.case),
        promised(facts),
        is_paused(facts),
        readers_today(facts, sent, done),
        shown(done),
        bool(sent.readers) or sent.escrow_alone,
        kind_of(bool(readers), bool(holders)),
        () if readers else _by_name(holders),
        _liftable(sent, facts),
    )


def _by_name(people: Iterable[int]) -> tuple[str | None, ...]:
    return tuple(sorted(map(name_of, people), key=lambda each: (each or "").casefold()))


def _sent(letters: tuple[FollowupMessage, ...], facts: CaseSummary) -> SentReport:
    """Return the reporter's own copy."""
    found = (each.words for each in letters if isinstance(each.words, SentReport))
    return next(found, SentReport(facts.form, ()))


def _liftable(sent: SentReport, facts: CaseSummary) -> tuple[Unticked, ...]:
    """Return who is kept out by the reporter's choice alone, by no other ground."""
    bar = GROUNDS["unticked"]
    found = [each for each in sent.unticked if (each, bar) in facts.bars]
    named = ((each, name_of(each)) for each in found)
    shown = [Unticked(each, name) for each, name in named if name]
    return tuple(sorted(shown, key=lambda each: each.name.casefold()))


def _messages(found: list[tuple[str, int, bytes]]) -> tuple[FollowupMessage, ...]:
    """Return what was written in both directions, oldest first, without the facts."""
    return tuple(
        FollowupMessage(kind, when, decode(words, SentReport, MessageRecord))
        for kind, when, words in found
        if kind != FACT
    )


def _read(case: str) -> tuple[date, ...]:
    """Return the first and last day on which handlers read it, without names."""
    lines = [each for each in lines_of(case) if each.kind != "searched"]
    days = [getUtility(IClock).day_of(each.when) for each in lines]
    return (days[0], days[-1]) if days else ()


def write(typed: str, text: str, files_of: FilesOf = no_files) -> Status | None:
    """Send a message to the handlers; return the status, None for wrong words.

    No file is read before the words are right and the text can be sent.
    """
    case_found = _found(typed)
    if case_found is None:
        return None
    if len(text) > LONGEST:
        raise Invalid("message_too_long", limit=LONGEST)
    files = files_of()
    if not text.strip() and not files:
        raise Invalid("message_empty")
    receipt, facts = case_found
    with unseen():
        now = now_in_seconds()
        message = MessageRecord(text.strip(), enclose(facts.case, files))
        posted = encode(replace(message, when=now))
        getUtility(IVault).post(facts.case, "posted", posted)
        getUtility(IReporterMailbox).put(receipt.lookup, "own", now, encode(message))
        change(facts.case, unanswered_since=now)
        tell_of_case(whom_to_tell(facts.case), "case_message")
    return status(typed)


def file_of(typed: str, letter: int, place: int) -> tuple[str, bytes] | None:
    """Return name and content of a message's file; None for wrong words.

    ``Missing`` "no_box" when there is no such file.
    """
    found = _found(typed)
    if found is None:
        return None
    receipt, facts = found
    letters = _messages(getUtility(IReporterMailbox).letters(receipt))
    if not 0 <= letter < len(letters):
        raise Missing("no_box")
    record = letters[letter].words
    files = record.files if isinstance(record, MessageRecord) else ()
    return read_attachment(facts.case, files, place)


def withdraw(typed: str) -> Status | None:
    """Withdraw a report: handlers see that, and decide what the law requires."""
    found = _found(typed)
    if found is None:
        return None
    _receipt, facts = found
    if not facts.withdrawn:
        with unseen():
            now = now_in_seconds()
            change(facts.case, withdrawn=now)
            tell_of_case(whom_to_tell(facts.case), "case_message")
    return status(typed)


def choose_after_all(typed: str, person: int) -> Status | None:
    """Let somebody read it after all whom the reporter did not choose (TRUST 9).

    They read nothing by that: a reader can let them in from then on. None for wrong
    words; ``Invalid`` "not_unticked" for somebody who is not kept out by that alone.
    """
    found = _found(typed)
    if found is None:
        return None
    receipt, facts = found
    letters = _messages(getUtility(IReporterMailbox).letters(receipt))
    names = {each.person for each in _liftable(_sent(letters, facts), facts)}
    if person not in names:
        raise Invalid("not_unticked")
    with unseen():
        change(facts.case, bars=tuple(e for e in facts.bars if e[0] != person))
        note = NoteRecord(CHOSEN, when=now_in_seconds(), person=person)
        getUtility(IVault).post(facts.case, "choice", encode(note))
        tell_reporter(facts.case, CHOSEN, 0, person)
        tell_of_case(whom_to_tell(facts.case), "case_message")
    return status(typed)


def linked(typed: str) -> dict:
    """Return, for a reprisal, the case it follows and its readers; else {}."""
    facts = case_of(typed)
    if facts is None:
        return {}
    first = sorted(getUtility(IVault).readers(facts.case))
    return {"linked": [facts.case], "first": first}


def case_of(typed: str) -> CaseSummary | None:
    """Return the case of the words: for a reprisal that names them."""
    found = _found(typed)
    return found[1] if found else None


def _found(typed: str) -> tuple[ReceiptKey, CaseSummary] | None:
    receipt = opened(typed)
    stored = getUtility(IReporterMailbox).find(receipt.lookup)
    if stored is None:
        return None
    try:
        facts = getUtility(ICases).facts(stored[0])
        getUtility(IReporterMailbox).letters(receipt)
    except Unavailable:
        raise  # they may be right, but nothing can be opened just now
    except ConductError:
        return None
    return receipt, facts

"""What is done in a case, told to its reporter as it is done (T23, TRUST).

``tell`` is called where events are noted, and decides by the table of
``core.cases.reporter_facts``. A fact is sealed for the receipt's words alone; only
the reporter's page opens it.
"""

from collections.abc import Iterable
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.records.letters import FactRecord
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.cases.reporter_facts import ALWAYS
from collective.conduct.core.cases.reporter_facts import TOLD
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility


KIND = "fact"
MERGED = ("merged", "took_in")  # the readers of one became readers of both


@dataclass(frozen=True)
class Fact:
    """A fact as it is shown; people by name.

    "" for somebody who is not named, None for who is no longer in the register.
    """

    event: str
    when: int
    by: str | None
    person: str | None


@dataclass(frozen=True)
class Reader:
    """Who can read a report today, as what, and since when (None: not known)."""

    name: str | None
    functions: tuple[str, ...]
    since: date | None


def tell(
    case: str, event: str, by: int, person: int = 0, opened: OpenCase | None = None
) -> None:
    """Tell the reporter of an event, if the table says so.

    ``opened``: the case, for whoever can open it; it says whom the reporter named.
    """
    rule = TOLD.get(event)
    if rule is None:
        return
    named = rule.names == ALWAYS or (rule.names and person in _named(opened))
    fact = encode(FactRecord(event, by, person if named else 0))
    mailbox = getUtility(IReporterMailbox)
    for lookup in mailbox.of(case):
        mailbox.put(lookup, KIND, now_in_seconds(), fact)


def facts_in(letters: Iterable[tuple[str, int, bytes]]) -> list[tuple[int, FactRecord]]:
    """Return the facts among the letters of a mailbox, with their times."""
    found = (each for each in letters if each[0] == KIND)
    return [(when, decode(words, FactRecord)) for _kind, when, words in found]


def shown(facts: Iterable[tuple[int, FactRecord]]) -> tuple[Fact, ...]:
    """Return facts as they are shown."""
    return tuple(
        Fact(each.event, when, name_of(each.by), name_of(each.person))
        for when, each in facts
    )


def readers_today(
    case: CaseSummary, sent: SentReport, facts: Iterable[tuple[int, FactRecord]]
) -> tuple[Reader, ...]:
    """Return who can read a report today, by name; never whom it concerns."""
    readers = set(getUtility(IVault).readers(case.case)) - set(case.excluded)
    since = dict.fromkeys(sent.readers, case.received)
    for when, fact in facts:
        if TOLD[fact.event].gives:
            since[fact.person] = when
        elif fact.event in MERGED:
            since = dict.fromkeys(readers, when) | since
    day_of = getUtility(IClock).day_of
    found = [
        Reader(
            name_of(each),
            _functions(each),
            day_of(since[each]) if each in since else None,
        )
        for each in readers
    ]
    return tuple(sorted(found, key=lambda each: (each.name or "").casefold()))


def name_of(person: int) -> str | None:
    """Return the name of a person, "" for 0; None when the register lost them."""
    try:
        return getUtility(IRegister).person(person).name if person else ""
    except Missing:
        return None


def _functions(person: int) -> tuple[str, ...]:
    """Return the functions with a key that a person holds today."""
    today = getUtility(IClock).today()
    rows = getUtility(IRegister).roster().rows_of(person, today)
    held = {row.function for row in rows if isinstance(row, Function)}
    return tuple(sorted(held & HOLD_KEYS))


def _named(case: OpenCase | None) -> frozenset[int]:
    """Return the people of the register whom the reporter named."""
    if case is None:
        return frozenset()
    report = decode(case.get("content", 1), ReportRecord)
    return frozenset({*report.about, *report.witnesses, *report.unticked})

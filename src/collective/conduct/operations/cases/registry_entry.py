"""Diary entry of a case, secrecy of its parts, redacted copy.

A case is registered in the municipality's own diary by an entry that reveals
nothing (OSL 5:2): the day, a random number, so that no series has a gap, and a
neutral text. The legal basis of secrecy is the handler's decision, part by part;
the redacted copy leaves those parts out. (REQUIREMENTS §2 K)
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import labels
from collective.conduct.core.cases.records.cases import DiaryLine
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.records.cases import SecrecyRecord
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.cases.access_log import noted
from collective.conduct.operations.cases.case_reading import messages_of
from collective.conduct.operations.cases.case_reading import read_record
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zope.component import getUtility

import re
import secrets


LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONGEST = 200  # characters of a text of the diary, or of a basis
MESSAGES = "messages"  # the part that is not an answer of the form
R = TypeVar("R", DiaryLine, SecrecyRecord)


@dataclass(frozen=True)
class Diary:
    """The diary entry of a case: when it came in, its number, a neutral text."""

    number: str
    received: date
    text: str


@dataclass(frozen=True)
class RedactedPart:
    """A part of a redacted copy: its text, or the legal basis for leaving it out."""

    title: str
    words: str
    basis: str


def diary(case: OpenCase) -> Diary | None:
    """Return the diary entry of a case, None while it is not registered."""
    entry = _latest(case, DiaryLine)
    if entry is None:
        return None
    received = getUtility(IClock).day_of(facts_of(case.id).received)
    return Diary(entry.number, received, entry.text)


def register(case: OpenCase, text: str) -> Diary:
    """Register a case in the diary, under a random number.

    ``Invalid`` "diary_text"; ``Conflict`` "diary_entered".
    """
    neutral_text = " ".join(text.split())
    if not neutral_text or len(neutral_text) > LONGEST:
        raise Invalid("diary_text", limit=LONGEST)
    if _latest(case, DiaryLine):
        raise Conflict("diary_entered")
    received = getUtility(IClock).day_of(facts_of(case.id).received)
    lot = "".join(secrets.choice(LETTERS) for _ in range(8))
    number = f"{received.year}-{lot[:4]}-{lot[4:]}"
    _keep(case, DiaryLine(number, neutral_text, now_in_seconds(), case.person))
    return Diary(number, received, neutral_text)


def parts(case: OpenCase) -> tuple[str, ...]:
    """Return the parts that can be secret: each answered question, and the messages."""
    return (*_labels(_report(case)).values(), MESSAGES)


def secrecy(case: OpenCase) -> Mapping[str, str]:
    """Return part -> the law that makes it secret, as decided; "" where it is not."""
    called = _labels(_report(case))
    return dict.fromkeys((*called.values(), MESSAGES), "") | _basis(case, called)


def set_secrecy(case: OpenCase, basis: Mapping[str, str]) -> None:
    """Decide which parts are secret, and by which law; all others are not.

    ``Invalid`` "secrecy_long" or "field" for a part that does not exist.
    """
    tidy = {part: " ".join(text.split()) for part, text in basis.items()}
    called = _labels(_report(case))
    if not set(tidy) <= {*called.values(), MESSAGES}:
        raise Invalid("field", field="basis")
    if any(len(text) > LONGEST for text in tidy.values()):
        raise Invalid("secrecy_long", limit=LONGEST)
    found = {name: tidy.get(label, "") for name, label in called.items()}
    answers = {name: text for name, text in found.items() if text}
    messages = tidy.get(MESSAGES, "")
    _keep(case, SecrecyRecord(answers, messages, now_in_seconds(), case.person))


def redacted(case: OpenCase) -> list[RedactedPart]:
    """Return a copy to be handed out: without secret parts, people by letter.

    Names of people of the register that the report names are replaced, and that
    of a reporter who gave theirs; other names in free text are not known, so
    whoever hands it out reads it first. Notes and the sealed identity are never
    in it.
    """
    noted(case, "read_case")
    report, register = _report(case), getUtility(IRegister)
    called = _labels(report)
    basis = _basis(case, called)
    people = [register.person(each).name for each in (*report.about, *report.witnesses)]
    hide = _hider(people, report.reporter.name if report.reporter else "")
    parts_of_copy = [
        _part(called[each.name], hide(each.value), basis)
        for each in report.answers
        if each.name in called
    ]
    messages = [each.text for each in messages_of(case)]
    if messages:
        parts_of_copy.append(_part(MESSAGES, hide("\n\n".join(messages)), basis))
    return parts_of_copy


def _part(title: str, words: str, basis: Mapping[str, str]) -> RedactedPart:
    why = basis.get(title, "")
    return RedactedPart(title, "" if why else words, why)


def _hider(people: list[str], told_by: str) -> Callable[[str], str]:
    """Return a function that replaces the names of these people, whole or in part."""
    known: dict[str, str] = {}
    for place, name in enumerate(dict.fromkeys(people)):
        for each in (name, *name.split()):
            known.setdefault(each.casefold(), f"[{chr(ord('A') + place % 26)}]")
    for each in (told_by, *told_by.split()):
        if each:
            known.setdefault(each.casefold(), "[...]")
    if not known:
        return lambda text: text
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(
        "|".join(rf"\b{re.escape(name)}(?:s|'s)?\b" for name in longest), re.IGNORECASE
    )

    def replaced(found: re.Match) -> str:
        name_found = found[0].casefold()
        return known[next(name for name in longest if name_found.startswith(name))]

    return lambda text: pattern.sub(replaced, text)


def _report(case: OpenCase) -> ReportRecord:
    return read_record(case, "content", 1, ReportRecord) or ReportRecord("", ())


def _labels(report: ReportRecord) -> dict[str, str]:
    """Return name -> heading of the part, for each question that was answered.

    The reporter is no part: no copy contains them.
    """
    answered = (each for each in report.answers if each.value)
    return labels(answered, taken=(MESSAGES,))


def _basis(case: OpenCase, called: Mapping[str, str]) -> dict[str, str]:
    """Return heading -> legal basis of the secret parts."""
    decided = _latest(case, SecrecyRecord) or SecrecyRecord()
    found = {label: decided.answers.get(name, "") for name, label in called.items()}
    found[MESSAGES] = decided.messages
    return {part: why for part, why in found.items() if why}


def _latest(case: OpenCase, kind: type[R]) -> R | None:
    """Return the newest sealed record of a kind; None when there is none."""
    for number in reversed(case.numbers("record")):
        record = read_record(case, "record", number, DiaryLine, SecrecyRecord)
        if isinstance(record, kind):
            return record
    return None


def _keep(case: OpenCase, record: DiaryLine | SecrecyRecord) -> None:
    case.put("record", encode(record))

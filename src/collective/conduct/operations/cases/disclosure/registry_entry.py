"""Diary entry of a case, and the other decisions that are kept in the box "record".

A case is registered in the municipality's own diary by an entry that reveals
nothing (OSL 5:2): the day, a random number, so that no series has a gap, and a
neutral text. (REQUIREMENTS §2 K)
"""

from collective.conduct.core.cases.records.cases import DiaryLine
from collective.conduct.core.cases.records.secrecy import SecrecyRecord
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.cases.case_reading import read_record
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zope.component import getUtility

import secrets


LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONGEST = 200  # characters of a text of the diary
R = TypeVar("R", DiaryLine, SecrecyRecord)


@dataclass(frozen=True)
class Diary:
    """The diary entry of a case: when it came in, its number, a neutral text."""

    number: str
    received: date
    text: str


def diary(case: OpenCase) -> Diary | None:
    """Return the diary entry of a case, None while it is not registered."""
    _number, entry = latest(case, DiaryLine)
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
    if latest(case, DiaryLine)[1]:
        raise Conflict("diary_entered")
    received = getUtility(IClock).day_of(facts_of(case.id).received)
    lot = "".join(secrets.choice(LETTERS) for _ in range(8))
    number = f"{received.year}-{lot[:4]}-{lot[4:]}"
    line = DiaryLine(number, neutral_text, now_in_seconds(), case.person)
    case.put("record", encode(line))
    return Diary(number, received, neutral_text)


def latest(case: OpenCase, kind: type[R]) -> tuple[int, R | None]:
    """Return number and content of the newest record of a kind; 0, None without one."""
    for number in reversed(case.numbers("record")):
        record = read_record(case, "record", number, DiaryLine, SecrecyRecord)
        if isinstance(record, kind):
            return number, record
    return 0, None

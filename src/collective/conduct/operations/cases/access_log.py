"""Access log: a line is written before anything of a case is shown (S23).

The line has who, when and what kind of reading; it contains no text of the case.
The lines are a sealed stream of the case: none can be changed or removed unnoticed.
"""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.streams import AccessEntry
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from zope.component import getUtility


@dataclass(frozen=True)
class AccessLines:
    """Who read what, the latest first, and the lines that cannot be verified."""

    lines: tuple[AccessEntry, ...]
    doubts: tuple[Doubt, ...]


def noted(case: OpenCase, kind: str, number: int = 0) -> OpenCase:
    """Record that the person who opened a case reads ``kind`` of it; return the case.

    To be called before any of it is decrypted to be shown.
    """
    now = now_in_seconds()
    getUtility(IAccessLog).note(case.id, kind, case.person, now, number)
    return case


def who_read(case: OpenCase) -> AccessLines:
    """Return who read what; for whoever handles the case."""
    doubts = getUtility(IAccessLog).doubts(case.id)
    return AccessLines(tuple(lines_of(case.id)[::-1]), tuple(doubts))


def lines_of(case: str) -> list[AccessEntry]:
    """Return the lines that are as they were written, the oldest first."""
    return getUtility(IAccessLog).of(case)

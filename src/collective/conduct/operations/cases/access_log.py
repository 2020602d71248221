"""Access log: a line is written before anything of a case is shown (S23).

The line has who, when and what kind of reading; it contains no text of the case.
The lines form a hash chain, so that none can be removed unnoticed.
"""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from zope.component import getUtility


@dataclass(frozen=True)
class AccessEntry:
    """One line: ``kind`` as in ``core.ledger.entries``, ``number`` of a file or 0."""

    person: int
    when: int
    kind: str
    number: int = 0


def noted(case: OpenCase, kind: str, number: int = 0) -> OpenCase:
    """Record that the person who opened a case reads ``kind`` of it; return the case.

    To be called before any of it is decrypted to be shown.
    """
    now = now_in_seconds()
    getUtility(IAccessLog).note(case.id, kind, case.person, now, number)
    return case


def who_read(case: OpenCase) -> list[AccessEntry]:
    """Return who read what, the latest first; for whoever handles the case."""
    return lines_of(case.id)[::-1]


def lines_of(case: str) -> list[AccessEntry]:
    """Return the same lines for operations, the oldest first."""
    return [
        AccessEntry(
            each.by, each.when, each.kind, (each.details or {}).get("number", 0)
        )
        for each in getUtility(IAccessLog).of(case)
    ]

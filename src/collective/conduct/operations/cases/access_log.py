"""Read a case: a line is written first, and without the line nothing is shown (S23).

The line says who, when and what kind of thing; it holds no word of the case. It
stands in a chain, so that none can be taken out of the middle unseen.
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
    """Note that whoever opened a case reads what ``kind`` names; return the case.

    To be called before any of it is decrypted to be shown.
    """
    now = now_in_seconds()
    getUtility(IAccessLog).note(case.id, kind, case.person, now, number)
    return case


def who_read(case: OpenCase) -> list[AccessEntry]:
    """Who read what, the latest first; for whoever handles the case."""
    return lines_of(case.id)[::-1]


def lines_of(case: str) -> list[AccessEntry]:
    """The same for operations, the oldest first."""
    return [
        AccessEntry(
            each.by, each.when, each.kind, (each.details or {}).get("number", 0)
        )
        for each in getUtility(IAccessLog).of(case)
    ]

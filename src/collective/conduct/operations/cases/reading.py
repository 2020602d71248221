"""Read a case: a line is written first, and without the line nothing is shown (S23).

The line says who, when and what kind of thing; it holds no word of the case. It
stands in a chain, so that none can be taken out of the middle unseen.
"""

from collective.conduct.core.interfaces import IReadings
from collective.conduct.operations.keys.own import holder
from collective.conduct.operations.keys.sharing import open_case
from collective.conduct.operations.moments import now_in_seconds
from dataclasses import dataclass
from typing import Any
from zope.component import getUtility


@dataclass(frozen=True)
class Read:
    """One line: ``kind`` as in ``core.ledger``, ``number`` of a file or 0."""

    person: int
    when: int
    kind: str
    number: int = 0


def opened(case: str, private: bytes, kind: str, number: int = 0) -> Any:
    """The key of a case, for the acting person to read what ``kind`` names.

    ``Missing`` "no_case" when there is none, or when it is not theirs.
    """
    key = open_case(case, private)
    getUtility(IReadings).note(case, kind, holder(), now_in_seconds(), number)
    return key


def who_read(case: str, private: bytes) -> list[Read]:
    """Who read what, the latest first; for whoever handles the case."""
    open_case(case, private)
    return lines_of(case)[::-1]


def lines_of(case: str) -> list[Read]:
    """The same for operations, the oldest first."""
    return [
        Read(each.by, each.when, each.kind, (each.details or {}).get("number", 0))
        for each in getUtility(IReadings).of(case)
    ]

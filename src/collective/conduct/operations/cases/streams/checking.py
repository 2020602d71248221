"""Authenticity of cases: which rows are not as the program wrote them (TRUST 12-15).

Whoever reads a case is told which row; everybody else at most that something is
wrong somewhere, without a kind or a count.
"""

from collections.abc import Iterator
from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.ports import ICaseStreams
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.deadlines import wanted_of
from collective.conduct.operations.common.time import now_in_seconds
from typing import Any
from zope.component import getUtility


def doubts_of(case: str, files: bool = False) -> list[Doubt]:
    """Return the rows of a case that are not as they were written.

    The content of files is compared with ``files`` only: reading one verifies it.
    """
    return getUtility(ICaseStreams).check(case, rows_of(case), files)


def seal() -> bool:
    """Seal the heads of all streams, once an interval; see ``ICaseStreams.seal``."""
    return getUtility(ICaseStreams).seal(now_in_seconds())


def is_behind() -> bool:
    """Return whether the database is older than, or other than, its outside lines."""
    return getUtility(ICaseStreams).is_behind()


def accept() -> None:
    """Let the database as it is count, after it was restored on purpose."""
    getUtility(ICaseStreams).accept(now_in_seconds())


def is_sound() -> bool:
    """Check every case, its desks and the outside lines; for the server alone."""
    streams = getUtility(ICaseStreams)
    streams.settle()
    known = {*streams.cases(), *(each.case for each in getUtility(ICases).everything())}
    return not (
        streams.is_behind()
        or any(_is_doubtful(case) for case in known)
        or desks_differ()
    )


def desks_differ() -> bool:
    """Return whether a desk is not what cases and wraps say (T15)."""
    desks, expected, found = getUtility(IDesks), set(), set()
    for facts in getUtility(ICases).everything():
        history = deadlines(facts.case)
        wanted = wanted_of(facts, history)
        for person, public in getUtility(IVault).publics(facts.case).items():
            expected.add((person, facts, wanted, public, history))
    counts: dict[tuple[int, str], int] = {}
    for person in desks.people():
        for each in desks.of(person, STATES):
            entry = (person, each.facts, each.wanted, each.public, each.deadlines)
            found.add(entry)
            key = (person, each.facts.state)
            counts[key] = counts.get(key, 0) + 1
    wrong = any(
        desks.count(person, state) != counts.get((person, state), 0)
        for person in desks.people()
        for state in STATES
    )
    return wrong or found != expected


def rows_of(case: str) -> Iterator[tuple[str, str, Any]]:
    """Iterate over kind, name and row of all that is stored of a case."""
    for port in (IVault, ICases, IReporterMailbox):
        yield from getUtility(port).rows(case)


def _is_doubtful(case: str) -> bool:
    try:
        return bool(doubts_of(case, files=True) or getUtility(IAccessLog).doubts(case))
    except Missing:
        return False  # its key was destroyed
    except ConductError:
        return True

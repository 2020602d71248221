"""Rows of a case that are not as the program wrote them; the outside line."""

from collections.abc import Iterator
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.operations.common.time import now_in_seconds
from typing import Any
from zope.component import getUtility


def doubts_of(case: str, files: bool = False) -> list[Doubt]:
    """Return the rows of a case that are not as they were written.

    The content of large files is compared with ``files`` only: reading verifies it.
    """
    return getUtility(ICaseStreams).check(case, rows_of(case), files)


def seal() -> bool:
    """Seal the heads of all streams, once an interval; see ``ICaseStreams.seal``."""
    return getUtility(ICaseStreams).seal(now_in_seconds())


def is_behind() -> bool:
    """Return whether the database is older than, or other than, its outside lines."""
    return getUtility(ICaseStreams).is_behind()


def rows_of(case: str) -> Iterator[tuple[str, str, Any]]:
    """Iterate over kind, name and row of all that is stored of a case."""
    for port in (IVault, ICases, IReporterMailbox):
        yield from getUtility(port).rows(case)

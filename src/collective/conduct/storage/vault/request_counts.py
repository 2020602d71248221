"""Counts of requests in a small file outside the database. See IRequestCounts.

All processes of a server share the file, one at a time; it has no key, no address and
no moment but the minute, and is overwritten in the next one. Several servers count
each for itself.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IRequestCounts
from collective.conduct.core.common.ports import MINUTE
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.storage.ledger.data_directory import folder
from contextlib import contextmanager
from zope.component import getUtility
from zope.interface import implementer

import fcntl
import os


KINDS = ("words", "forms", "reports", "searches")
BUCKETS, HEAD, WIDTH = 256, 8, 2
FILE = "requests.count"
FULL = 2 ** (8 * WIDTH) - 1


@implementer(IRequestCounts)
class RequestCounts:
    """See IRequestCounts."""

    def add(self, kind: str, source: str, now: int, amount: int = 1) -> int:
        minute = now // MINUTE
        said = f"{minute}\0{source}".encode("utf-8", "replace")
        bucket = getUtility(IServerKeys).mark(b"conduct-throttle/1", said)[0]
        at = HEAD + WIDTH * (KINDS.index(kind) * BUCKETS + bucket)
        try:
            with _opened() as file:
                return _added(file, minute.to_bytes(HEAD, "big"), at, amount)
        except OSError:
            raise Unavailable("no_home") from None


@contextmanager
def _opened() -> Iterator[int]:
    """The file, which no other process opens meanwhile."""
    path = folder() / FILE
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _added(file: int, minute: bytes, at: int, amount: int) -> int:
    if os.pread(file, HEAD, 0) != minute:
        os.pwrite(file, minute + bytes(WIDTH * BUCKETS * len(KINDS)), 0)
    found = int.from_bytes(os.pread(file, WIDTH, at), "big")
    total = min(found + amount, FULL)
    if amount:
        os.pwrite(file, total.to_bytes(WIDTH, "big"), at)
    return total

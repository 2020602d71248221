"""Sealed heads of all streams, and the outside lines that do not tell of cases.

Once an interval the heads (number and hash of the last entry of each stream) are
put into 256 groups by the case's id; the digests of the groups give one root. The
line outside the database is a keyed hash of interval, count and root, so it has the
same length whatever happened, and whoever reads the file learns nothing (TRUST 14).
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.storage.ledger.data_directory import folder
from collective.conduct.storage.ledger.seal_log import sync_folder
from collective.conduct.storage.vault.ciphers import boxes
from hashlib import sha256
from pathlib import Path
from persistent import Persistent
from time import time
from typing import NamedTuple
from zope.component import getUtility

import fcntl
import hmac
import os
import transaction


INTERVAL = 60 * 60  # seconds
FRESH = 60  # seconds in which a reader may not have seen what a line is about
GROUPS, HASH = 256, 32
WIDTH = 10 + 1 + 2 * HASH + 1  # number of the interval, blank, keyed hash, newline
Head = tuple[int, bytes]  # number of an entry, and its hash


class _Seal(NamedTuple):
    """What was sealed last: how often, how many entries, the root; and a keyed hash."""

    number: int = 0
    count: int = 0
    root: bytes = b""
    before: tuple[int, bytes] = (0, b"")  # count and root of the seal before
    mark: bytes = b""


class HeadGroup(Persistent):
    """The sealed heads of the cases of one group."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Head] = {}  # (case, stream) -> head

    def digest(self) -> bytes:
        return sha256(repr(sorted(self.rows.items())).encode()).digest()


class SealedHeads(Persistent):
    """The heads that are sealed, and the lines outside."""

    def __init__(self) -> None:
        self._groups = OOBTree()  # number of a group -> HeadGroup
        self._digests = bytes(GROUPS * HASH)
        self._seal = tuple(_Seal())

    def of(self, case: str) -> dict[str, Head] | None:
        """Return the sealed head of each stream of a case; None if they are not true.

        True is what the last seal has, which the outside line is about.
        """
        which = _group(case)
        group = self._groups.get(which)
        digest = group.digest() if group else bytes(HASH)
        seal = _Seal(*self._seal)
        if digest != self._digest(which) or (seal.number and seal.root != self._root()):
            return None
        if seal.number and seal.mark != _inside_mark(seal):
            return None
        rows = group.rows.items() if group else ()
        return {stream: head for (each, stream), head in rows if each == case}

    def is_due(self, now: int) -> bool:
        """Return whether this interval has no line yet, and one may be written."""
        if not (lines := _last_lines()):
            return True
        return lines[-1][0] < now // INTERVAL and not self._differs(lines[-1])

    def seal(self, now: int, fresh: Mapping[tuple[str, str], Head]) -> bool:
        """Seal these heads and write the line; return whether anything was sealed."""
        digests, count = self._digests, _Seal(*self._seal).count
        for which in {_group(case) for case, _stream in fresh}:
            group = self._groups.get(which)
            if group is None:
                group = self._groups[which] = HeadGroup()
            for place, head in fresh.items():
                if _group(place[0]) == which:
                    count += head[0] - group.rows.get(place, (0, b""))[0]
                    group.rows = {**group.rows, place: head}
            at = which * HASH
            digests = digests[:at] + group.digest() + digests[at + HASH :]
        if fresh:
            self._digests = digests
            self._follow(count)
        return self._write_line(now // INTERVAL)

    def is_behind(self) -> bool:
        """Return whether the database does not agree with the last outside line."""
        lines = _last_lines()
        if not lines or not self._differs(lines[-1]):
            return False
        # Whoever began to read just before a line was written sees the state of the
        # line before it.
        if not _is_fresh():
            return True
        return len(lines) > 1 and self._differs(lines[0])

    def accept(self, now: int) -> None:
        """Seal the heads as they are, and write a line for them once committed."""
        groups = [self._groups.get(which) for which in range(GROUPS)]
        self._digests = b"".join(
            group.digest() if group else bytes(HASH) for group in groups
        )
        rows = [head for group in groups if group for head in group.rows.values()]
        self._follow(sum(number for number, _chain in rows))
        lines = _last_lines()
        interval = max(now // INTERVAL, lines[-1][0] + 1 if lines else 0)
        self._write_line(interval)

    def _follow(self, count: int) -> None:
        """Make the seal that follows the last one."""
        last = _Seal(*self._seal)
        made = _Seal(last.number + 1, count, self._root(), (last.count, last.root))
        self._seal = tuple(made._replace(mark=_inside_mark(made)))

    def _write_line(self, interval: int) -> bool:
        """Write the line now, or once this transaction is committed (True)."""
        seal = _Seal(*self._seal)
        line = interval, _outside_mark(interval, seal.count, seal.root)
        if self._p_changed:
            transaction.get().addAfterCommitHook(_write_if_committed, line)
            return True
        _write(*line)
        return False

    def _differs(self, line: tuple[int, bytes]) -> bool:
        seal = _Seal(*self._seal)
        if seal.number and seal.mark != _inside_mark(seal):
            return True
        # A line that was lost after the commit: the last one is about the seal before.
        pairs = ((seal.count, seal.root), seal.before)
        marks = (_outside_mark(line[0], *each) for each in pairs)
        return not any(hmac.compare_digest(line[1], mark) for mark in marks)

    def _digest(self, which: int) -> bytes:
        return self._digests[which * HASH : (which + 1) * HASH]

    def _root(self) -> bytes:
        return sha256(self._digests).digest()


def _group(case: str) -> int:
    return sha256(case.encode()).digest()[0]


def _inside_mark(seal: _Seal) -> bytes:
    parts = (seal.number, seal.count, seal.root.hex(), seal.before[0])
    words = boxes.bind("inside", *parts, seal.before[1].hex())
    return getUtility(IServerKeys).mark(b"conduct-case-seal/1", words)


def _outside_mark(interval: int, count: int, root: bytes) -> bytes:
    words = boxes.bind("outside", interval, count, root.hex())
    return getUtility(IServerKeys).mark(b"conduct-case-seal/1", words)


# the file


def _path() -> Path:
    return folder() / f"cases-{getUtility(ILedger).ledger_id}.seals"


def _last_lines() -> list[tuple[int, bytes]]:
    """Return interval and keyed hash of the last two whole lines, oldest first."""
    try:
        with _path().open("rb") as file:
            lines = file.seek(0, os.SEEK_END) // WIDTH
            file.seek(max(0, lines - 2) * WIDTH)
            found = file.read(min(2, lines) * WIDTH).splitlines()
        parts = (line.decode().split() for line in found)
        return [(int(interval), bytes.fromhex(mark)) for interval, mark in parts]
    except FileNotFoundError:
        return []
    except OSError:
        raise Unavailable("seal_log_unreadable") from None
    except ValueError:
        raise Unavailable("seal_log_damaged", line=lines) from None


def _is_fresh() -> bool:
    return time() - _path().stat().st_mtime < FRESH


def _write(interval: int, mark: bytes) -> None:
    """Add a line durably; half a line that a power cut left is written over."""
    line, path = f"{interval:010d} {mark.hex()}\n".encode(), _path()
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            os.pwrite(handle, line, os.fstat(handle).st_size // WIDTH * WIDTH)
            os.fsync(handle)
        finally:
            os.close(handle)
        sync_folder(path.parent)
    except OSError:
        raise Unavailable("seal_log_unwritable") from None


def _write_if_committed(committed: bool, interval: int, mark: bytes) -> None:
    if committed:
        _write(interval, mark)

"""The file of seals outside the database. See ISealLog.

One JSON line per seal: the id of the ledger and the fields of the seal. A
database restored, undone or rewritten no longer agrees with it; copy it to
another machine for that reason.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger.entries import Seal
from collective.conduct.core.ledger.ports import ISealLog
from dataclasses import asdict
from pathlib import Path
from zope.interface import implementer

import errno
import fcntl
import json
import os


@implementer(ISealLog)
class SealLog:
    """See ISealLog. A line counts when its newline is there."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def append(self, ledger_id: str, seal: Seal) -> None:
        line = json.dumps({"ledger": ledger_id} | asdict(seal)) + "\n"
        try:
            new = not self.path.exists()
            self._write(line.encode())
            if new:
                sync_folder(self.path.parent)
        except OSError as problem:
            raise _unavailable("seal_log_unwritable", problem) from None

    def lines(self) -> Iterator[dict]:
        try:
            kept = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as problem:
            raise _unavailable("seal_log_unreadable", problem) from None
        for number, line in enumerate(kept.split(b"\n")[:-1], 1):
            yield _parsed(number, line)

    def _write(self, line: bytes) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        handle = os.open(self.path, flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            end = _whole(handle)
            written = os.pwrite(handle, line, end)
            if written < len(line):
                raise OSError(errno.ENOSPC, "")
            os.fsync(handle)
        finally:
            os.close(handle)


def _whole(handle: int) -> int:
    """Return where the last whole line ends, and drop what lies behind it.

    Half a line is what a power cut left; it was never reported as kept.
    """
    size = os.fstat(handle).st_size
    tail = os.pread(handle, min(size, 4096), max(0, size - 4096))
    if len(tail) < size and b"\n" not in tail:
        raise OSError(errno.EBADMSG, "")  # no file of ours: leave it alone
    end = size - len(tail) + tail.rfind(b"\n") + 1
    if end < size:
        os.ftruncate(handle, end)
    return end


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parsed(number: int, line: bytes) -> dict:
    try:
        parsed = json.loads(line)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise Unavailable("seal_log_damaged", line=number)
    return parsed


def _unavailable(code: str, problem: OSError) -> Unavailable:
    return Unavailable(code, reason=errno.errorcode.get(problem.errno, ""))

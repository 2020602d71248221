"""Run work in a process that is killed before its n-th write to the disk.

Every kind of write of a report is counted: key files, blobs, records, and each
piece that the database writes into its file.
"""

from collections.abc import Callable
from collective.conduct.storage.vault import keystore
from pathlib import Path
from Testing.makerequest import makerequest
from ZODB import blob
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.component.hooks import setSite

import os
import shutil
import signal
import transaction


class Countdown:
    """Kill this process before the n-th write; 0 only counts."""

    def __init__(self, at: int = 0) -> None:
        self.at, self.seen = at, 0

    def step(self) -> None:
        """Count one write."""
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, holder, name: str) -> None:
        """Count every call of a function."""
        real = getattr(holder, name)

        def counted(*args, **kw):
            self.step()
            return real(*args, **kw)

        setattr(holder, name, counted)


class CountedFile:
    """The database's file, flushed after each write."""

    def __init__(self, real, count: Countdown) -> None:
        self._real, self._count = real, count

    def __getattr__(self, name: str):
        return getattr(self._real, name)

    def write(self, data: bytes) -> None:
        """Write in two halves, so that the process may be killed between them."""
        half = len(data) // 2
        for part in (data[:half], data[half:]):
            self._count.step()
            self._real.write(part)
            self._real.flush()


class Disk:
    """A folder with Data.fs, blobs and keys, and a site that works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copy(self, name: str) -> "Disk":
        """Return a copy with the same content."""
        other = self.folder.with_name(name)
        shutil.copytree(self.folder, other)
        return Disk(other)

    def run(self, site: str, work: Callable, count: Countdown | None = None):
        """Let ``work`` act on the site of this folder, and commit."""
        setSite(None)
        os.environ["CONDUCT_HOME"] = str(self.folder / "home")
        storage = FileStorage(
            str(self.folder / "Data.fs"), blob_dir=str(self.folder / "blobs")
        )
        database = DB(storage)
        try:
            if count is not None:
                _count(storage, count)
            root = database.open().root()["Application"]
            portal = makerequest(root)[site]
            setSite(portal)
            made = work(portal)
            transaction.commit()
            if count is not None:
                count.step()  # all is written: from here on nothing may be lost
            return made
        finally:
            transaction.abort()
            setSite(None)
            database.close()

    def killed(self, site: str, work: Callable, at: int) -> bool:
        """Do the same in a process that may be killed; return whether it was."""
        child = os.fork()
        if not child:
            try:
                self.run(site, work, Countdown(at))
            finally:
                os._exit(0)
        _pid, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)

    def drop(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder)


def _count(storage: FileStorage, count: Countdown) -> None:
    for name in ("store", "storeBlob", "tpc_begin", "tpc_vote", "tpc_finish"):
        count.before(storage, name)
    storage._file = CountedFile(storage._file, count)
    count.before(blob, "rename_or_copy_blob")
    count.before(blob.BlobFile, "write")
    for name in ("open", "link", "fsync"):
        count.before(keystore.os, name)

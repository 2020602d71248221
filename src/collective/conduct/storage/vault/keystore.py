"""Key files outside the database: one shred key for each case, and the server's half.

Each key is a small file of its own, so that destroying one is removing a file,
and so that a backup can be kept shorter than the database's. See IKeystore.
Whoever restores an old database with today's keystore cannot open anything that
was destroyed meanwhile.
"""

from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.storage.ledger.data_directory import folder
from collective.conduct.storage.ledger.seal_log import sync_folder
from pathlib import Path
from zope.interface import implementer

import os
import re
import secrets


KEYS = "keys"
HALF = "server.half"
PENDING = ".pending"  # beside a key: the site that created it
_CASE = re.compile(r"[0-9a-f]{32}")


@implementer(IKeystore)
class Keystore:
    """See IKeystore."""

    def create(self, case: str, site: str = "") -> bytes:
        path = self._path(case)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        key = secrets.token_bytes(KEY)
        if site:
            _note(path.with_suffix(PENDING), site)
        _write(path, key)
        return key

    def settle(self, case: str) -> None:
        try:
            self._path(case).with_suffix(PENDING).unlink(missing_ok=True)
        except OSError:  # its text would name the case, in a log
            raise Unavailable("keystore_unwritable") from None

    def pending(self, site: str, before: int) -> list[str]:
        folder = self._root() / KEYS
        noted = (path for path in folder.glob(f"*{PENDING}"))
        return [path.stem for path in noted if _is_older(path, site, before)]

    def get(self, case: str) -> bytes:
        try:
            return _read(self._path(case))
        except FileNotFoundError:
            raise Missing("key_destroyed") from None

    def destroy(self, case: str) -> None:
        path = self._path(case)
        try:
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(KEY))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            self.settle(case)
            return
        except OSError:
            raise Unavailable("keystore_unwritable") from None
        self.settle(case)
        sync_folder(path.parent)

    def half(self, make: bool = True) -> bytes:
        path = self._root() / HALF
        try:
            return _read(path)
        except FileNotFoundError:
            if not make:
                raise Unavailable("half_missing") from None
        try:
            _write(path, secrets.token_bytes(KEY))
        except FileExistsError:
            pass  # another process made it at the same moment
        return _read(path)

    def _path(self, case: str) -> Path:
        if not _CASE.fullmatch(case):
            raise Missing("key_destroyed")
        return self._root() / KEYS / case

    def _root(self) -> Path:
        root = folder()
        if root.stat().st_mode & 0o077:
            raise Unavailable("keystore_open")
        return root


def _note(path: Path, site: str) -> None:
    try:
        path.write_text(site, encoding="ascii")
        path.chmod(0o600)
    except OSError:
        raise Unavailable("keystore_unwritable") from None


def _is_older(path: Path, site: str, before: int) -> bool:
    """Whether a note is this site's, and was made before a time."""
    try:
        own = path.read_text(encoding="ascii") == site
        return own and path.stat().st_mtime < before
    except (OSError, ValueError):
        return False  # settled just now, or nothing of ours


def _write(path: Path, key: bytes) -> None:
    """Write a key atomically and durably, readable for its owner alone."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)  # refuses when the key is there already
    except FileExistsError:
        raise
    except OSError:
        raise Unavailable("keystore_unwritable") from None
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        key = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError:
        raise Unavailable("keystore_unreadable") from None
    if status.st_mode & 0o077:
        raise Unavailable("keystore_open")
    if len(key) != KEY:
        raise Unavailable("keystore_damaged")
    return key

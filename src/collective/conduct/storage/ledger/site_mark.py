"""The mark by which a copy of a site is known. See ISiteMark.

The database knows a random mark. A file of that name in the data directory holds a
keyed digest of where it was made: the site in its database, the machine, the folder,
the file itself. Whoever copies database and folder gets other numbers of both, so
the digest is wrong; whoever copies the database alone finds no file.

Some set-ups have no such numbers that stay: containers that are built anew, several
machines with one folder, file systems over a network. There the environment names
the installation (``CONDUCT_INSTANCE``), and that name counts alone.
"""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.storage.ledger.data_directory import folder
from collective.conduct.storage.ledger.seal_log import sync_folder
from hmac import compare_digest
from hmac import digest
from pathlib import Path
from persistent import Persistent
from zope.component.hooks import getSite
from zope.interface import implementer

import os
import secrets
import transaction


VARIABLE = "CONDUCT_INSTANCE"
MACHINE = Path("/etc/machine-id")


@implementer(ISiteMark)
class SiteMark(Persistent):
    """See ISiteMark."""

    mark = ""
    trial = False

    def is_copy(self) -> bool:
        if not self.mark:
            return False
        try:
            path = _file(self.mark)
            return not compare_digest(path.read_bytes(), _place(self.mark, path))
        except (OSError, Unavailable):
            return True  # the folder that belongs to it is not there

    def make(self) -> None:
        if not self.mark:
            self.renew(self.trial)

    def renew(self, trial: bool) -> None:
        if getSite()._p_oid is None:
            return  # it is not kept yet, so nothing can be copied
        former, fresh = self.mark, secrets.token_hex(16)
        _write(fresh)
        self.mark, self.trial = fresh, trial
        if former:
            transaction.get().addAfterCommitHook(_forget, (_file(former),))


def _file(mark: str) -> Path:
    return folder() / f"site-{mark}.mark"


def _place(mark: str, path: Path) -> bytes:
    """Return the digest of where the mark is."""
    named = os.environ.get(VARIABLE, "").strip()
    here = ("named", named) if named else ("found", _machine(), *_numbers(path))
    parts = (getSite()._p_oid.hex(), *here)
    return digest(mark.encode(), "\0".join(parts).encode(), "sha256").hex().encode()


def _machine() -> str:
    try:
        return MACHINE.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _numbers(path: Path) -> tuple[str, str]:
    """Return the numbers of the folder and of the file; a copy has others."""
    return (str(path.parent.stat().st_ino), str(path.stat().st_ino))


def _write(mark: str) -> None:
    path = _file(mark)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(_place(mark, path))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError:
        raise Unavailable("no_home") from None


def _forget(committed: bool, path: Path) -> None:
    if committed:
        path.unlink(missing_ok=True)

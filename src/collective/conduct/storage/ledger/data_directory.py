"""The folder outside the database: seals, tokens, later keys (DESIGN 1.3, 1.5).

Named by the environment variable ``CONDUCT_HOME``; readable by the service's
user alone.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger.entries import Seal
from collective.conduct.core.ledger.ports import IDataDirectory
from collective.conduct.core.ledger.ports import ISealLog
from collective.conduct.storage.ledger.seal_log import SealLog
from pathlib import Path
from zope.interface import implementer

import os


VARIABLE = "CONDUCT_HOME"
SEALS = "seals.jsonl"
TOKEN = "tick.token"


def folder() -> Path:
    """Return the folder, created 0700; ``Unavailable`` "no_home" when unset."""
    named = os.environ.get(VARIABLE)
    if not named:
        raise Unavailable("no_home")
    path = Path(named)
    try:
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise Unavailable("no_home") from None
    return path


@implementer(IDataDirectory)
class DataDirectory:
    """See IDataDirectory. One small file per value; a missing one means "never"."""

    def path(self) -> Path:
        return folder()

    def token(self) -> str:
        return _text(folder() / TOKEN)

    def note_run(self, ledger_id: str, when: int) -> None:
        try:
            self._run(ledger_id).write_text(str(when), encoding="ascii")
        except OSError:
            raise Unavailable("no_home") from None

    def last_run(self, ledger_id: str) -> int:
        noted = _text(self._run(ledger_id))
        return int(noted) if noted.isdecimal() else 0

    def _run(self, ledger_id: str) -> Path:
        return folder() / f"tick-{ledger_id}.last"


@implementer(ISealLog)
class Seals:
    """See ISealLog: the file in the folder outside the database."""

    def append(self, ledger_id: str, seal: Seal) -> None:
        self._log().append(ledger_id, seal)

    def lines(self) -> Iterator[dict]:
        return self._log().lines()

    def _log(self) -> SealLog:
        return SealLog(folder() / SEALS)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        raise Unavailable("no_home") from None

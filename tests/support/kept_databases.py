"""Databases that a profile version itself has made: ``tests/databases``.

Made by ``scripts/keep_database.py``, one for each version that was ever kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import json
import tarfile


ARCHIVES = sorted((Path(__file__).parents[1] / "databases").glob("*.tar.xz"))


@dataclass(frozen=True)
class KeptDatabase:
    """What was unpacked, and what a test must know to read it."""

    version: int
    folder: Path
    known: dict[str, Any]

    @property
    def home(self) -> Path:
        """The folder outside of the database."""
        return self.folder / "conduct"

    @contextmanager
    def opened(self) -> Iterator[DB]:
        """The database; nothing can change it. Whoever stands on it closes it too."""
        storage = FileStorage(
            str(self.folder / "filestorage" / "Data.fs"),
            read_only=True,
            blob_dir=str(self.folder / "blobstorage"),
        )
        database = DB(storage)
        try:
            yield database
        finally:
            database.close()


def version_of(archive: Path) -> int:
    """The profile version that made it."""
    return int(archive.name.partition(".")[0])


def unpacked(archive: Path, folder: Path) -> KeptDatabase:
    """Unpack an archive into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    known = json.loads((folder / "kept.json").read_text(encoding="utf-8"))
    return KeptDatabase(version_of(archive), folder, known)

"""Files of messages, in both directions: each is encrypted under a key of its own.

The sealed message holds name, number and key; so whoever can read the message can
open the file, and nobody else knows that there is one.
"""

from collective.conduct.core.cases.records.cases import Enclosure
from collective.conduct.core.cases.records.cases import LooseFile
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.common.uploads import Upload
from zope.component import getUtility


def enclose(case: str, files: tuple[Upload, ...]) -> tuple[Enclosure, ...]:
    """Encrypt the files of a message; return the entries for the message."""
    return tuple(
        Enclosure(
            each.name,
            each.kind,
            _sealed(case, each.content),
            None if each.cleaned is None else _sealed(case, each.cleaned),
        )
        for each in files
    )


def read_attachment(
    case: str, files: tuple[Enclosure, ...], place: int, cleaned: bool = False
) -> tuple[str, bytes]:
    """Return name and content of a message's file, by its position from 0.

    ``Missing`` "no_box" when there is none.
    """
    if not 0 <= place < len(files):
        raise Missing("no_box")
    where = files[place].cleaned if cleaned else files[place].file
    if where is None:
        raise Missing("no_box")
    pieces = getUtility(IVault).enclosed(case, where.number, where.key)
    return files[place].name, b"".join(pieces)


def _sealed(case: str, content: bytes) -> LooseFile:
    return LooseFile(*getUtility(IVault).enclose(case, [content]))

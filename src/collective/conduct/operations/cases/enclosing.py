"""Files that go with a message, either way: each under a key of its own.

The message is sealed and holds name, number and key; so whoever can read it can
take the file, and nobody else knows that there is one.
"""

from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations.reports.uploads import Upload
from typing import Any
from zope.component import getUtility


Enclosure = dict[str, Any]  # name, type, number, key, cleaned: [number, key]


def enclose(case: str, files: tuple[Upload, ...]) -> dict[str, list[Enclosure]]:
    """Seal the files of a message; return what it must say of them: ``files``."""
    found = [
        {
            "name": each.name,
            "type": each.kind,
            **_sealed(case, each.content),
            "cleaned": None if each.cleaned is None else _sealed(case, each.cleaned),
        }
        for each in files
    ]
    return {"files": found} if found else {}


def taken_out(
    case: str, said: dict, place: int, cleaned: bool = False
) -> tuple[str, bytes]:
    """Name and content of a message's file, by its place from 0.

    ``Missing`` "no_box" when there is none.
    """
    found = said.get("files", [])
    if not 0 <= place < len(found) or not isinstance(found[place], dict):
        raise Missing("no_box")
    file = found[place]
    where = file["cleaned"] if cleaned else file
    if not where:
        raise Missing("no_box")
    key = bytes.fromhex(where["key"])
    pieces = getUtility(IVault).enclosed(case, where["number"], key)
    return file["name"], b"".join(pieces)


def _sealed(case: str, content: bytes) -> dict[str, Any]:
    number, key = getUtility(IVault).enclose(case, [content])
    return {"number": number, "key": key.hex()}

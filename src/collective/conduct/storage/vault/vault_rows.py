"""The rows of boxes and of wrapped keys.

A key lies in an outer box under the shred key of its case; outside of it stands
only what is public.
"""

from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.keys import KEY
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault import shred_keys
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.open_case import INBOX
from collective.conduct.storage.vault.open_case import LINK
from collective.conduct.storage.vault.open_case import READER
from collective.conduct.storage.vault.open_case import REMOVED
from contextlib import suppress
from typing import Any
from typing import NamedTuple


Place = tuple[str, int, str, int, int]  # case, epoch, role, person, other person


# What opens nothing by itself: a public key, a key under the one that follows it, and
# who was removed.
BARE = (INBOX, LINK, REMOVED)


class Box(NamedTuple):
    """A box: its epoch, whether it was sealed or posted, the ciphertext."""

    epoch: int
    how: int
    box: bytes


class _Key(NamedTuple):
    """``public``: for whom a reader's key was wrapped, or what needs no box;
    ``parts``: how many wraps, all of one length, lie in the box.
    """

    box: bytes
    public: bytes = b""
    parts: int = 1


BOX = RowFormat(Box, {1: "epoch how box"})
KEY_ROW = RowFormat(_Key, {1: "box public parts"})


def pack(key: Any, place: Place) -> tuple:
    """Return the row of a key: bytes, or a tuple of wraps.

    ``Missing`` "key_destroyed" without the shred key of its case.
    """
    case, _epoch, role, *_people = place
    if role in BARE:
        return KEY_ROW.pack(_Key(b"", key))
    parts = key if isinstance(key, tuple) else (key,)
    public = key[:KEY] if role == READER else b""
    inner = b"".join(parts)[len(public) :]
    box = shred_keys.enclosed(case, inner, _context(place))
    return KEY_ROW.pack(_Key(box, public, len(parts)))


def unpack(row: Any, place: Place) -> Any:
    """Return the key of a row as it was packed; ``Missing`` "key_destroyed"."""
    if is_bare(row):
        return row
    case, _epoch, role, *_people = place
    kept = KEY_ROW.unpack(row)
    if role in BARE:
        return kept.public
    inner = shred_keys.disclosed(case, kept.box, _context(place))
    if kept.parts == 1:
        return kept.public + inner
    size = len(inner) // kept.parts
    return tuple(inner[at : at + size] for at in range(0, len(inner), size))


def public_part(row: Any) -> bytes:
    """Return what lies outside of the box; it costs no key."""
    return row[:KEY] if is_bare(row) else KEY_ROW.unpack(row).public


def found(tree: ShardedTree, place: Place) -> Any:
    """Return the key of a place, None when there is none or it is destroyed."""
    row = tree.get(place)
    try:
        return None if row is None else unpack(row, place)
    except Missing:  # whoever looks, of whatever copy of the database
        return None


def enclose(tree: ShardedTree) -> None:
    """Put the keys that were stored before 1005 into their outer boxes."""
    for shard in tree.trees:
        for place, row in [each for each in shard.items() if is_bare(each[1])]:
            with suppress(Missing):  # destroyed: it opens nothing in either form
                shard[place] = pack(row, place)


def is_bare(row: Any) -> bool:
    """Whether a row has no outer box: those of before 1005, until their upgrade."""
    return isinstance(row, bytes) or isinstance(row[0], bytes)


def _context(place: Place) -> bytes:
    return boxes.bind("conduct-key/1", *place)

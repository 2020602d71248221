"""The stored form of one entry: packed numbers and hashes.

Bytes, because ZODB looks at every number of a tuple whenever a block is
written; and never a dict, because a tree cannot merge dicts. An entry with
details is the pair ``(bytes, Details)``: the details are an object of their
own, to be loaded and disposed of alone.
"""

from collections.abc import Mapping
from collective.conduct.core.ledger import proof
from persistent import Persistent
from struct import Struct
from typing import NamedTuple
from typing import Self

import json


_NUMBERS = Struct(">B7I32s")


class Details(Persistent):
    """The canonical JSON of an entry's details, and the salt."""

    def __init__(self, salt: str, details: Mapping) -> None:
        self.salt = bytes.fromhex(salt)
        self.content = proof.canonical(details)

    def read(self) -> tuple[str, Mapping]:
        """Return the salt in hex and the details."""
        return self.salt.hex(), json.loads(self.content)


Kept = bytes | tuple[bytes, Details]


class StoredEntry(NamedTuple):
    """An entry without its place; texts are interned numbers.

    ``since`` is the first seal that can hold the entry. ``commitment`` is
    empty when there never were details.
    """

    code: int
    when: int
    edition: int
    statement: int
    campaign: int
    language: int
    by: int
    since: int
    chain: bytes
    commitment: bytes = b""

    def pack(self, details: Details | None) -> Kept:
        """Return the packed form that a block stores."""
        packed = _NUMBERS.pack(*self[:-1]) + self.commitment
        return packed if details is None else (packed, details)

    @classmethod
    def unpack(cls, kept: Kept) -> Self:
        """Return the entry of the packed form that a block stores."""
        packed = kept if isinstance(kept, bytes) else kept[0]
        return cls(*_NUMBERS.unpack_from(packed), packed[_NUMBERS.size :])


def details_of(kept: Kept) -> tuple[str, Mapping | None]:
    """Return salt and details of a packed entry, "" and None without."""
    return ("", None) if isinstance(kept, bytes) else kept[1].read()


def code_of(kept: Kept) -> int:
    """Return the code of the kind of a packed entry, without unpacking the rest."""
    return (kept if isinstance(kept, bytes) else kept[0])[0]


def chain_of(kept: Kept) -> bytes:
    """Return the chain hash of a packed entry, without unpacking the rest."""
    packed = kept if isinstance(kept, bytes) else kept[0]
    return packed[_NUMBERS.size - 32 : _NUMBERS.size]

"""The unsealed entries, and the seals with their leaves.

A waiting entry is one integer in one of sixteen sets that exist from the
start, so sealing reads only what is new. A set always holds 0: emptied sets
cannot be merged, and with it an answer and a seal at the same moment can.
A seal keeps its leaves in packed chunks of 1,024, each a full subtree of the
Merkle tree, so that a proof reads one chunk and the roots of the others.
"""

from bisect import bisect_left
from bisect import bisect_right
from BTrees.IOBTree import IOBTree
from BTrees.LLBTree import LLTreeSet
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.entries import Seal
from collective.conduct.core.ledger.entries import SHARDS
from dataclasses import asdict
from dataclasses import replace
from itertools import chain
from itertools import groupby
from persistent import Persistent


CHUNK = 1024
_KEY, _HASH = 8, 32
_FIELDS = 5  # of a kept seal, before its chunks


class Chunk(Persistent):
    """Up to 1,024 leaves: keys (stream, seq) of 8 bytes, hashes of 32."""

    def __init__(self, keys: bytes, hashes: bytes) -> None:
        self.keys = keys
        self.hashes = hashes

    def find(self, key: int) -> int | None:
        """Return the index of an entry in this chunk, None if it is not here."""
        sought = key.to_bytes(_KEY, "big")
        places = range(len(self.keys) // _KEY)
        place = bisect_left(places, sought, key=lambda at: _nth(self.keys, at, _KEY))
        found = _nth(self.keys, place, _KEY) == sought
        return place if found else None

    def leaves(self) -> list[bytes]:
        """Return the leaf hashes, in order."""
        places = range(len(self.hashes) // _HASH)
        return [proof.leaf(_nth(self.hashes, at, _HASH)) for at in places]


class Sealing(Persistent):
    """The waiting entries and the seals of one ledger."""

    def __init__(self) -> None:
        self._waiting = tuple(LLTreeSet([0]) for _ in range(SHARDS))
        # number -> (when, count, total, root, digest, first keys, roots, chunks)
        self._seals = IOBTree()

    def wait(self, stream: int, seq: int) -> None:
        """Note that an entry is to be sealed."""
        self._waiting[stream % SHARDS].insert(_key(stream, seq))

    def waiting(self) -> int:
        """Return how many entries wait to be sealed."""
        return sum(map(len, self._waiting)) - SHARDS

    def next(self) -> int:
        """Return the number of the next seal."""
        return self._seals.maxKey() + 1 if self._seals else 1

    def seal(
        self, ledger_id: str, when: int, chain_of: Callable[[int, int], bytes]
    ) -> Seal | None:
        """Seal all waiting entries; ``chain_of(stream, seq)`` gives each chain hash."""
        keys = self._taken()
        if not keys:
            return None
        starts = range(0, len(keys), CHUNK)
        chunks = tuple(_chunk(keys[at : at + CHUNK], chain_of) for at in starts)
        roots = [proof.root(chunk.leaves()) for chunk in chunks]
        seal = self._following(ledger_id, when, len(keys), proof.root(roots))
        self._seals[seal.number] = (
            *(seal.when, seal.count, seal.total),
            *(bytes.fromhex(seal.root), bytes.fromhex(seal.digest)),
            *(_packed(keys[::CHUNK]), b"".join(roots), chunks),
        )
        return seal

    def seals(self) -> Iterator[Seal]:
        """Iterate over the seals, oldest first."""
        previous = ""
        for number, kept in self._seals.items():
            seal = _seal(number, kept, previous)
            previous = seal.digest
            yield seal

    def inclusion(self, stream: int, seq: int, since: int) -> dict | None:
        """Return the proof of an entry; ``since`` is the first seal to look in.

        Another transaction may have sealed while the entry was written, so it
        may be in a later seal; in an earlier one only after an undo.
        """
        key = _key(stream, seq)
        if key in self._waiting[stream % SHARDS]:
            return None
        since = min(since, self.next())  # a copy has begun to seal anew
        for number in chain(range(since, self.next()), range(since - 1, 0, -1)):
            if found := _included(number, self._seals[number], key):
                return found
        return None

    def covers(self, number: int) -> list[list[int]]:
        """Return the ``[stream, first, count]`` runs that a seal covers."""
        chunks = self._seals[number][-1]
        keys = (key for chunk in chunks for key in _unpacked(chunk.keys))
        runs = []
        for stream, group in groupby(keys, key=lambda key: key >> 32):
            seqs = [key & 2**32 - 1 for key in group]
            runs.append([stream, seqs[0], len(seqs)])
        return runs

    def _taken(self) -> list[int]:
        """Take out all that wait, in order of stream and number."""
        keys = []
        for waiting in self._waiting:
            # One by one: clear() would lose an entry that is written just now.
            taken = list(waiting.keys(1))
            for key in taken:
                waiting.remove(key)
            keys += taken
        return sorted(keys)

    def _following(self, ledger_id: str, when: int, count: int, top: bytes) -> Seal:
        """Return the seal that follows the last one."""
        last = self._last()
        seal = Seal(
            number=last.number + 1,
            when=max(when, last.when),
            count=count,
            total=last.total + count,
            root=top.hex(),
            previous=last.digest,
            digest="",
        )
        return replace(seal, digest=proof.seal_digest(ledger_id, asdict(seal)))

    def _last(self) -> Seal:
        if not self._seals:
            return Seal(0, 0, 0, 0, "", "", "")
        number = self._seals.maxKey()
        return _seal(number, self._seals[number], "")


def _included(number: int, kept: tuple, key: int) -> dict | None:
    firsts, roots, chunks = kept[_FIELDS:]
    which = bisect_right(_unpacked(firsts), key) - 1
    place = chunks[which].find(key) if which >= 0 else None
    if place is None:
        return None
    tops = [_nth(roots, at, _HASH) for at in range(len(chunks))]
    found = proof.path(chunks[which].leaves(), place) + proof.path(tops, which)
    return {
        "seal": number,
        "index": which * CHUNK + place,
        "size": kept[1],
        "path": [each.hex() for each in found],
        "root": kept[3].hex(),
    }


def _seal(number: int, kept: tuple, previous: str) -> Seal:
    when, count, total, top, digest = kept[:_FIELDS]
    return Seal(number, when, count, total, top.hex(), previous, digest.hex())


def _chunk(keys: list[int], chain_of: Callable[[int, int], bytes]) -> Chunk:
    hashes = (chain_of(key >> 32, key & 2**32 - 1) for key in keys)
    return Chunk(_packed(keys), b"".join(hashes))


def _key(stream: int, seq: int) -> int:
    return stream << 32 | seq


def _packed(keys: list[int]) -> bytes:
    return b"".join(key.to_bytes(_KEY, "big") for key in keys)


def _unpacked(keys: bytes) -> list[int]:
    places = range(len(keys) // _KEY)
    return [int.from_bytes(_nth(keys, at, _KEY), "big") for at in places]


def _nth(packed: bytes, place: int, size: int) -> bytes:
    return packed[place * size : (place + 1) * size]

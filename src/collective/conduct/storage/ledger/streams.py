"""The entries themselves, packed, in blocks of sixteen.

A block is one small object per sixteen entries of a stream, so that an append
rewrites about a kilobyte however long the stream is. Blocks are in sixteen
trees that exist from the start: writers to different streams seldom meet, and
where they do, the trees merge. Two appends to one stream take the same number
and so conflict, which is what keeps the chain single.
"""

from BTrees.IOBTree import IOBucket
from BTrees.LOBTree import LOBTree
from collections.abc import Iterator
from collective.conduct.core.ledger.entries import SHARDS
from collective.conduct.storage.ledger.records import Kept
from heapq import merge


STREAMS = range(1, 2**31)
BLOCK = 16
_LAST = 2**32 - 1


class Streams:
    """The packed entries, by stream and number in the stream, from 1.

    Lies in the record of the ledger, see ``StringTable``.
    """

    def __init__(self) -> None:
        self._trees = tuple(LOBTree() for _ in range(SHARDS))

    def __contains__(self, stream: int) -> bool:
        return self._last_block(stream) is not None

    def __iter__(self) -> Iterator[int]:
        """Iterate over the streams in ascending order."""
        return merge(*map(_streams_of, self._trees))

    def last(self, stream: int) -> tuple[int, Kept | None]:
        """Return number and content of the last entry, ``(0, None)`` if none."""
        block = self._last_block(stream)
        if block is None:
            return 0, None
        seq = block.maxKey()
        return seq, block[seq]

    def get(self, stream: int, seq: int) -> Kept | None:
        """Return one packed entry, None when there is none."""
        if stream not in STREAMS or not 0 < seq < _LAST >> 1:
            return None
        block = self._tree(stream).get(_key(stream, seq))
        return None if block is None else block.get(seq)

    def items(self, stream: int) -> Iterator[tuple[int, Kept]]:
        """Iterate over ``(seq, kept)``, oldest first."""
        if stream not in STREAMS:
            return
        span = (stream << 32, stream << 32 | _LAST)
        for block in self._tree(stream).values(*span):
            yield from block.items()

    def append(self, stream: int, seq: int, kept: Kept) -> None:
        """Add the entry that follows the last one."""
        tree, key = self._tree(stream), _key(stream, seq)
        block = tree.get(key)
        if block is None:
            block = tree[key] = IOBucket()
        block[seq] = kept

    def _tree(self, stream: int) -> LOBTree:
        return self._trees[stream % SHARDS]

    def _last_block(self, stream: int) -> IOBucket | None:
        tree = self._tree(stream)
        try:
            key = tree.maxKey(stream << 32 | _LAST)
        except ValueError:  # nothing at or below this key
            return None
        return tree[key] if key >> 32 == stream else None


def _key(stream: int, seq: int) -> int:
    return stream << 32 | (seq - 1) // BLOCK


def _streams_of(tree: LOBTree) -> Iterator[int]:
    stream = 0
    while stream + 1 in STREAMS:
        try:
            stream = tree.minKey(stream + 1 << 32) >> 32
        except ValueError:  # nothing at or above this key
            return
        yield stream

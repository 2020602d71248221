"""The outcome of each person on each edition: a projection of the entries.

Sixteen integer trees per edition that exist from its adoption, person ->
``seq << 8 | code``: people who answer at the same moment seldom touch the same
tree, and where they do, the tree merges. Thanks to it the question whether a
person has answered loads few objects; ``Ledger.differences`` compares it with
the chains.
"""

from BTrees.IIBTree import IIBTree
from BTrees.IOBTree import IOBTree
from collections.abc import Iterator
from collective.conduct.core.ledger.entries import NAMES
from collective.conduct.core.ledger.entries import SHARDS
from collective.conduct.storage.ledger.string_table import StringTable
from ZODB.utils import z64


CODE = 0xFF  # the bits of the kind


class Outcomes:
    """The last outcome of each person on each edition (an interned number).

    Lies in the record of the ledger, see ``StringTable``.
    """

    def __init__(self) -> None:
        self._editions = IOBTree()

    def open(self, edition: int) -> None:
        """Create the shards of an edition; nothing when it has them."""
        if edition not in self._editions:
            self._editions[edition] = tuple(IIBTree() for _ in range(SHARDS))

    def __contains__(self, edition: int | None) -> bool:
        return edition is not None and edition in self._editions

    def __iter__(self) -> Iterator[int]:
        return iter(self._editions)

    def get(self, edition: int, person: int) -> int:
        """Return ``seq << 8 | code``, 0 when the person has no outcome."""
        shards = self._editions.get(edition)
        return shards[person % SHARDS].get(person, 0) if shards else 0

    def shards(self, edition: int | None) -> tuple[IIBTree, ...] | None:
        """Return an edition's trees, None when it was never opened."""
        return self._editions[edition] if edition in self else None

    def keep(self, edition: int, person: int, value: int) -> None:
        """Store a value; 0 removes it."""
        shard = self._editions[edition][person % SHARDS]
        if value:
            shard[person] = value
        else:
            del shard[person]

    def people(self) -> set[int]:
        """Return everybody who has an outcome on any edition."""
        shards = (each for shards in self._editions.values() for each in shards)
        return {person for shard in shards for person in shard}


class OutcomeLookup(dict):
    """Edition -> its sixteen trees.

    A page asks a hundred times whether a person has answered. So the lookup of an
    edition's number and trees is cached while the connection has the ledger in
    memory. It never changes once it is committed; before that it is not cached,
    since an abort would undo it.
    """

    def __init__(self, words: StringTable, outcomes: Outcomes) -> None:
        self._words, self._outcomes = words, outcomes

    def __missing__(self, edition: str) -> tuple[IIBTree, ...]:
        shards = self._outcomes.shards(self._words.find(edition))
        if shards is None:
            return _NOBODY
        if shards[0]._p_serial != z64:
            self[edition] = shards
        return shards


_NOBODY = (IIBTree(),) * SHARDS


def value(seq: int, code: int) -> int:
    """Return the int that is stored for an outcome."""
    return seq << 8 | code


def seq_of(kept: int) -> int:
    """Return the number of the entry, 0 when there is none."""
    return kept >> 8


def kind_of(kept: int) -> str | None:
    """Return the kind of the outcome, None when there is none."""
    return NAMES.get(kept & CODE)

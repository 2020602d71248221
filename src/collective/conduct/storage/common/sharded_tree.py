"""A mapping over many BTrees, so that two reports at the same time rarely conflict.

A bucket that splits changes the tree above it, and two such changes cannot be
merged. In one tree, where a report adds a dozen rows side by side, nearly every
report splits something; among 64 trees two of them seldom meet.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collections.abc import MutableMapping
from typing import Any


SHARDS = 64


class ShardedTree(MutableMapping):
    """A mapping whose keys are a random id, or tuples that begin with one.

    An id is hex digits, bytes or a number. Ranges are of one id: its rows lie
    together. Where rows come and go, a ``seed`` (a key below all others) keeps
    every tree from being empty, which cannot be merged with what another puts.
    """

    seed: Any = None

    def __init__(self, seed: Any = None) -> None:
        self.trees = tuple(OOBTree() for _ in range(SHARDS))
        if seed is not None:
            self.seed = seed
            for tree in self.trees:
                tree[seed] = None

    def __getitem__(self, key: Any) -> Any:
        return self._tree(key)[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._tree(key)[key] = value

    def __delitem__(self, key: Any) -> None:
        del self._tree(key)[key]

    def __iter__(self) -> Iterator:
        return (key for tree in self.trees for key in tree if key != self.seed)

    def __len__(self) -> int:
        seeds = 0 if self.seed is None else len(self.trees)
        return sum(len(tree) for tree in self.trees) - seeds

    def within(self, first: tuple, last: tuple) -> list[tuple[Any, Any]]:
        """The rows from one key to another, of one id, in order."""
        return list(self._tree(first).items(first, last))

    def last(self, first: tuple, last: tuple) -> Any:
        """The greatest key from one to another, of one id; None when there is none."""
        try:
            found = self._tree(first).maxKey(last)
        except ValueError:  # nothing at or below this key
            return None
        return found if found >= first else None

    def _tree(self, key: Any) -> OOBTree:
        head = key[0] if isinstance(key, tuple) else key
        return self.trees[_number(head) % len(self.trees)]


def _number(head: str | bytes | int) -> int:
    """The first byte of an id, or a number itself; 0 for anything else."""
    if isinstance(head, int):
        return head
    if isinstance(head, bytes):
        return head[0] if head else 0
    return int(head[:2], 16) if set(head[:2]) <= set("0123456789abcdef") and head else 0

"""Rows of cases in trees that tell the case's stream of each change (TRUST 13)."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import EPOCH
from collective.conduct.core.vault.streams import FILE
from collective.conduct.core.vault.streams import KEY
from collective.conduct.storage.common.sharded_tree import ShardedTree
from hashlib import sha256
from os import fstat
from persistent import Persistent
from typing import Any
from typing import Self
from ZODB.blob import Blob
from zope.component import queryUtility


PIECE = 1024 * 1024


class CaseRows(ShardedTree):
    """A sharded tree whose keys begin with a case; whatever sets a row is noted.

    ``kind`` is that of its rows; "" when the second part of a key names it.
    """

    kind = ""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    @classmethod
    def over(cls, tree: ShardedTree, kind: str) -> Self:
        """Return the same rows in a tree that notes; an earlier version did not."""
        if isinstance(tree, cls):
            return tree
        made = cls.__new__(cls)
        made.trees, made.kind = tree.trees, kind
        return made

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        self._note(key)

    def __delitem__(self, key: Any) -> None:
        super().__delitem__(key)
        self._note(key)

    def rows(self, case: str) -> Iterator[tuple[str, str, Any]]:
        """Iterate over kind, name and row of all that is stored of a case."""
        for key, row in self._tree(case).items((case,), (f"{case}\0",)):
            yield (*self.named(key), row)

    def named(self, key: tuple) -> tuple[str, str]:
        """Return the kind and the name of a row by its key."""
        parts = key[1:] if self.kind else key[2:]
        return self.kind or key[1], " ".join(map(str, parts))

    def _note(self, key: tuple) -> None:
        note_change(key[0], *self.named(key), lambda: self.get(key))


class VaultTrees(Persistent):
    """The rows of keys, boxes and files."""

    def __init__(self) -> None:
        self._epochs = ShardedTree()  # case -> newest epoch
        # (case, epoch, role, person, other person) -> wrapped or sealed key
        self._keys = CaseRows(KEY)
        self._boxes = CaseRows("")  # (case, kind, number) -> row
        self._files = CaseRows(FILE)  # (case, kind, number) -> Blob

    def complete(self) -> None:
        """Let the trees of an earlier version note what changes in a case."""
        self._keys = CaseRows.over(self._keys, KEY)
        self._boxes = CaseRows.over(self._boxes, "")
        self._files = CaseRows.over(self._files, FILE)

    def drop(self, case: str) -> None:
        for tree in (self._keys, self._boxes, self._files):
            for place, _row in tree.within((case,), (f"{case}\0",)):
                del tree[place]
        self._epochs.pop(case, None)
        self._note_epoch(case)

    def rows(self, case: str) -> Iterator[tuple[str, str, Any]]:
        for tree in (self._keys, self._boxes, self._files):
            yield from tree.rows(case)
        if case in self._epochs:
            yield EPOCH, "", self._epochs[case]

    def numbers(self, case: str, kind: str) -> tuple[int, ...]:
        found = self._boxes.within((case, kind, 0), (case, kind, 2**31))
        return tuple(number for (_case, _kind, number), _row in found)

    def _note_epoch(self, case: str) -> None:
        note_change(case, EPOCH, "", lambda: self._epochs.get(case))


def note_change(case: str, kind: str, name: str, row: Callable[[], Any]) -> None:
    """Tell the streams, where there are any, that a row of a case was changed."""
    streams = queryUtility(ICaseStreams)
    if streams is not None:
        streams.changed(case, kind, name, row)


def digest_of(row: Any, most: int | None = None) -> str:
    """Return the digest of a row, or of the file that it is; "" for none.

    A file of more than ``most`` bytes gives "" too.
    """
    if row is None:
        return ""
    if not isinstance(row, Blob):
        # A row is a tuple of numbers, texts and bytes, which repr writes out exactly.
        return sha256(repr(row).encode("utf-8", "surrogatepass")).hexdigest()
    found = sha256()
    with row.open("r") as file:
        if most is not None and fstat(file.fileno()).st_size > most:
            return ""
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()

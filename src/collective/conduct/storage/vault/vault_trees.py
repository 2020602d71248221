"""Trees of the vault: every row of every case; each change is noted in its streams."""

from collections.abc import Iterator
from collective.conduct.core.vault.streams import EPOCH
from collective.conduct.core.vault.streams import FILE
from collective.conduct.core.vault.streams import KEY
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault.case_rows import CaseRows
from collective.conduct.storage.vault.case_rows import note_change
from persistent import Persistent
from typing import Any


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

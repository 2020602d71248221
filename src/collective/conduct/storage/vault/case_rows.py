"""Rows of cases in trees that tell the case's stream of each change (TRUST 13)."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.vault.ports import ICaseStreams
from collective.conduct.storage.common.sharded_tree import ShardedTree
from hashlib import sha256
from os import fstat
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

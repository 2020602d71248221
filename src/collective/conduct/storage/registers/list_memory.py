"""Memory of the list import on ZODB. See IRosterMemory."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.registers.lists.choices import Memory
from collective.conduct.core.registers.ports import IRosterMemory
from collective.conduct.storage.common.rows import RowFormat
from persistent import Persistent
from zope.interface import implementer


MEMORY = RowFormat(Memory, {1: "columns words"})
_EMPTY = MEMORY.pack(Memory())


@implementer(IRosterMemory)
class RosterMemory(Persistent):
    """See IRosterMemory. A few sources with a few words each."""

    def __init__(self) -> None:
        self._sources = OOBTree()  # source -> row

    def recall(self, source: str) -> Memory:
        return MEMORY.unpack(self._sources.get(source, _EMPTY))

    def remember(self, source: str, memory: Memory) -> None:
        if source and self.recall(source) != memory:
            self._sources[source] = MEMORY.pack(memory)

    def sources(self) -> list[str]:
        return list(self._sources)

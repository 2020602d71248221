"""What is remembered of imported lists. See IRosterMemory."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.interfaces import IRosterMemory
from collective.conduct.core.rosters.choices import Memory
from persistent import Persistent
from zope.interface import implementer


@implementer(IRosterMemory)
class RosterMemory(Persistent):
    """See IRosterMemory. A few sources with a few words each."""

    def __init__(self) -> None:
        self._sources = OOBTree()  # source -> (columns, words)

    def recall(self, source: str) -> Memory:
        return Memory(*self._sources.get(source, ((), ())))

    def remember(self, source: str, memory: Memory) -> None:
        if source and self.recall(source) != memory:
            self._sources[source] = (memory.columns, memory.words)

    def sources(self) -> list[str]:
        return list(self._sources)

"""Access log of cases on ZODB. See IAccessLog."""

from collections.abc import Iterator
from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.ledger.ledger import Ledger
from persistent import Persistent
from zope.interface import implementer


@implementer(IAccessLog)
class AccessLog(Persistent):
    """See IAccessLog."""

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._streams = ShardedTree()  # case -> stream

    def note(
        self, case: str, kind: str, person: int, when: int, number: int = 0
    ) -> None:
        stream = self._streams.get(case)
        if stream is None:
            stream = self._streams[case] = self._ledger.new_stream()
        said = {"number": number} if number else None
        self._ledger.append(stream, kind, when, by=person, details=said)

    def of(self, case: str) -> Iterator[Entry]:
        stream = self._streams.get(case)
        return iter(()) if stream is None else self._ledger.entries(stream)

    def drop(self, case: str) -> None:
        self._streams.pop(case, None)

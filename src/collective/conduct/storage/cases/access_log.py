"""Access log of cases on ZODB. See IAccessLog."""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import AccessEntry
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.core.vault.streams import READ
from collective.conduct.core.vault.streams import StreamEntry
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.ledger.ledger import Ledger
from contextlib import suppress
from persistent import Persistent
from zope.component import getUtility
from zope.interface import implementer


@implementer(IAccessLog)
class AccessLog(Persistent):
    """See IAccessLog. Lines are in the streams; profile 1004 had a ledger of them."""

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._streams = ShardedTree()  # case -> its stream in that ledger

    def note(
        self, case: str, kind: str, person: int, when: int, number: int = 0
    ) -> None:
        line = AccessEntry(person, when, kind, number)
        getUtility(ICaseStreams).append(case, READ, StreamEntry(readings=(line,)))

    def of(self, case: str) -> list[AccessEntry]:
        return [line for each in self._read(case)[0] for line in each.readings]

    def doubts(self, case: str) -> list[Doubt]:
        return self._read(case)[1]

    def complete_lines(self) -> None:
        for case, stream in list(self._streams.items()):
            lines = tuple(
                AccessEntry(each.by, each.when, each.kind, _number(each.details))
                for each in self._ledger.entries(stream)
            )
            with suppress(Missing):  # destroyed: nobody can read it any more
                entry = StreamEntry(readings=lines)
                getUtility(ICaseStreams).append(case, READ, entry)
            del self._streams[case]
        self._ledger = Ledger()

    def _read(self, case: str) -> tuple[list[StreamEntry], list[Doubt]]:
        return getUtility(ICaseStreams).read(case, READ)


def _number(details: object) -> int:
    return details.get("number", 0) if isinstance(details, dict) else 0

"""What reporters come back with. See IReceipts."""

from collective.conduct.core.interfaces import IReceipts
from collective.conduct.core.open_vault import ReceiptKey
from collective.conduct.storage.shards import Sharded
from collective.conduct.storage.vault import boxes
from persistent import Persistent
from zope.interface import implementer


@implementer(IReceipts)
class Receipts(Persistent):
    """See IReceipts."""

    def __init__(self) -> None:
        self._rows = Sharded()  # lock-up id -> (case, public)
        self._letters = Sharded()  # (lock-up id, number) -> (kind, when, box)
        self.complete()

    def complete(self) -> None:
        """Make the index that an earlier version lacked."""
        if not hasattr(self, "_of"):
            self._of = Sharded()  # (case, lock-up id) -> None
            for lookup, (case, _public) in self._rows.items():
                self._of[(case, lookup)] = None

    def add(self, lookup: bytes, case: str, public: bytes) -> None:
        self._rows[lookup] = (case, public)
        self._of[(case, lookup)] = None

    def find(self, lookup: bytes) -> tuple[str, bytes] | None:
        return self._rows.get(lookup)

    def put(self, lookup: bytes, kind: str, when: int, words: bytes) -> None:
        _case, public = self._rows[lookup]
        number = len(self._own(lookup)) + 1
        box = boxes.wrap(public, words, _context(kind, number, when))
        self._letters[(lookup, number)] = (kind, when, box)

    def of(self, case: str) -> tuple[bytes, ...]:
        found = self._of.within((case, b""), (case, b"\xff" * 17))
        return tuple(lookup for (_case, lookup), _none in found)

    def letters(self, receipt: ReceiptKey) -> list[tuple[str, int, bytes]]:
        return [
            (kind, when, receipt.unwrap(box, _context(kind, number, when)))
            for (_lookup, number), (kind, when, box) in self._own(receipt.lookup)
        ]

    def drop(self, case: str) -> None:
        for lookup in self.of(case):
            self.forget(lookup)

    def forget(self, lookup: bytes) -> None:
        for place, _row in self._own(lookup):
            del self._letters[place]
        if lookup in self._rows:
            case, _public = self._rows.pop(lookup)
            del self._of[(case, lookup)]

    def lapse(self, case: str, before: int) -> int:
        old = [
            lookup
            for lookup in self.of(case)
            if all(when < before for _place, (_k, when, _b) in self._own(lookup))
        ]
        for lookup in old:
            self.forget(lookup)
        return len(old)

    def _own(self, lookup: bytes) -> list:
        return self._letters.within((lookup, 0), (lookup, 2**31))


def _context(kind: str, number: int, when: int) -> bytes:
    return boxes.bind("conduct-receipt/1", kind, number, when)

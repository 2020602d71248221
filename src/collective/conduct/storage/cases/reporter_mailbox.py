"""Mailboxes of reporters on ZODB. See IReporterMailbox."""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault import boxes
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer


class _Receipt(NamedTuple):
    """The case of a receipt, and the public key for its messages."""

    case: str
    public: bytes


class _Letter(NamedTuple):
    kind: str
    when: int
    box: bytes


RECEIPT = RowFormat(_Receipt, {1: "case public"})
LETTER = RowFormat(_Letter, {1: "kind when box"})


@implementer(IReporterMailbox)
class ReporterMailbox(Persistent):
    """See IReporterMailbox."""

    def __init__(self) -> None:
        self._rows = ShardedTree()  # look-up id -> row
        self._letters = ShardedTree()  # (look-up id, number) -> row
        self.complete()

    def complete(self) -> None:
        """Build the index that an earlier version did not have."""
        if not hasattr(self, "_of"):
            self._of = ShardedTree()  # (case, look-up id) -> None
            for lookup, row in self._rows.items():
                self._of[(RECEIPT.unpack(row).case, lookup)] = None

    def add(self, lookup: bytes, case: str, public: bytes) -> None:
        self._rows[lookup] = RECEIPT.pack(_Receipt(case, public))
        self._of[(case, lookup)] = None

    def find(self, lookup: bytes) -> tuple[str, bytes] | None:
        row = self._rows.get(lookup)
        return RECEIPT.unpack(row) if row else None

    def put(self, lookup: bytes, kind: str, when: int, words: bytes) -> None:
        public = RECEIPT.unpack(self._rows[lookup]).public
        number = len(self._own(lookup)) + 1
        box = boxes.wrap(public, words, _context(kind, number, when))
        self._letters[(lookup, number)] = LETTER.pack(_Letter(kind, when, box))

    def of(self, case: str) -> tuple[bytes, ...]:
        found = self._of.within((case, b""), (case, b"\xff" * 17))
        return tuple(lookup for (_case, lookup), _none in found)

    def letters(self, receipt: ReceiptKey) -> list[tuple[str, int, bytes]]:
        rows = self._own(receipt.lookup)
        found = ((place[1], LETTER.unpack(row)) for place, row in rows)
        return [
            (kind, when, receipt.unwrap(box, _context(kind, number, when)))
            for number, (kind, when, box) in found
        ]

    def drop(self, case: str) -> None:
        for lookup in self.of(case):
            self.forget(lookup)

    def forget(self, lookup: bytes) -> None:
        for place, _row in self._own(lookup):
            del self._letters[place]
        if lookup in self._rows:
            case = RECEIPT.unpack(self._rows.pop(lookup)).case
            del self._of[(case, lookup)]

    def lapse(self, case: str, before: int) -> int:
        old = [
            lookup
            for lookup in self.of(case)
            if all(LETTER.unpack(row).when < before for _p, row in self._own(lookup))
        ]
        for lookup in old:
            self.forget(lookup)
        return len(old)

    def _own(self, lookup: bytes) -> list:
        return self._letters.within((lookup, 0), (lookup, 2**31))


def _context(kind: str, number: int, when: int) -> bytes:
    return boxes.bind("conduct-receipt/1", kind, number, when)

"""Mailboxes of reporters on ZODB. See IReporterMailbox."""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault import shred_keys
from collective.conduct.storage.vault.server_half import remember_half
from contextlib import suppress
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer

import secrets


class _Receipt(NamedTuple):
    """The case of a receipt, and the public key for its messages.

    ``own``: whose shred key lies around them when there is no case.
    """

    case: str
    public: bytes
    own: str = ""


class _Letter(NamedTuple):
    """A message; ``outer``: whether it lies in a box under a shred key."""

    kind: str
    when: int
    box: bytes
    outer: bool = False


RECEIPT = RowFormat(_Receipt, {1: "case public", 2: "case public own"})
LETTER = RowFormat(_Letter, {1: "kind when box", 2: "kind when box outer"})
NO_CASE = ""
ID = 32  # hex digits of a case, the last ones of whom a receipt belongs to


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
        remember_half()  # the words open nothing without it
        self._rows[lookup] = RECEIPT.pack(_Receipt(case, public, _own_key(case)))
        self._of[(case, lookup)] = None

    def find(self, lookup: bytes) -> tuple[str, bytes] | None:
        row = self._rows.get(lookup)
        return RECEIPT.unpack(row)[:2] if row else None

    def put(self, lookup: bytes, kind: str, when: int, words: bytes) -> None:
        receipt = RECEIPT.unpack(self._rows[lookup])
        number = len(self._own(lookup)) + 1
        box = boxes.wrap(receipt.public, words, _context(kind, number, when))
        self._keep(lookup, number, _owner(receipt), _Letter(kind, when, box))

    def of(self, case: str) -> tuple[bytes, ...]:
        found = self._of.within((case, b""), (case, b"\xff" * 17))
        return tuple(lookup for (_case, lookup), _none in found)

    def letters(self, receipt: ReceiptKey) -> list[tuple[str, int, bytes]]:
        row = self._rows.get(receipt.lookup)
        owner, found = _owner(RECEIPT.unpack(row)) if row else "", []
        for place, stored in self._own(receipt.lookup):
            kind, when, box, outer = LETTER.unpack(stored)
            if outer:
                box = shred_keys.disclosed(owner, box, _outer(*place))
            context = _context(kind, place[1], when)
            found.append((kind, when, receipt.unwrap(box, context)))
        return found

    def drop(self, case: str) -> None:
        for lookup in self.of(case):
            self.forget(lookup)

    def forget(self, lookup: bytes) -> None:
        for place, _row in self._own(lookup):
            del self._letters[place]
        if lookup in self._rows:
            receipt = RECEIPT.unpack(self._rows.pop(lookup))
            del self._of[(receipt.case, lookup)]
            if receipt.own:
                shred_keys.destroy(receipt.own)

    def lapse(self, case: str, before: int) -> int:
        old = [
            lookup
            for lookup in self.of(case)
            if all(LETTER.unpack(row).when < before for _p, row in self._own(lookup))
        ]
        for lookup in old:
            self.forget(lookup)
        return len(old)

    def owners(self) -> frozenset[str]:
        kept = (self._rows[lookup] for lookup in self.of(NO_CASE))
        return frozenset(RECEIPT.unpack(row).own for row in kept)

    def enclose_all(self) -> None:
        """Put the letters of before 1005 into their outer boxes."""
        for lookup, row in list(self._rows.items()):
            receipt = RECEIPT.unpack(row)
            if not _owner(receipt):
                receipt = receipt._replace(own=_own_key(receipt.case))
                self._rows[lookup] = RECEIPT.pack(receipt)
            for place, stored in self._own(lookup):
                letter = LETTER.unpack(stored)
                if not letter.outer:
                    with suppress(Missing):  # destroyed: the words are unknown
                        self._keep(*place, _owner(receipt), letter)

    def _keep(self, lookup: bytes, number: int, owner: str, letter: _Letter) -> None:
        outer = shred_keys.enclosed(owner, letter.box, _outer(lookup, number))
        kept = letter._replace(box=outer, outer=True)
        self._letters[(lookup, number)] = LETTER.pack(kept)

    def _own(self, lookup: bytes) -> list:
        return self._letters.within((lookup, 0), (lookup, 2**31))


def _own_key(case: str) -> str:
    """Create a shred key for what belongs to no case; "" for what does."""
    if case != NO_CASE:
        return ""
    own = secrets.token_hex(ID // 2)
    shred_keys.create(own)
    return own


def _owner(receipt: _Receipt) -> str:
    """Return whose shred key is around the letters."""
    return receipt.own or receipt.case[-ID:]


def _outer(lookup: bytes, number: int) -> bytes:
    return boxes.bind("conduct-letter/1", lookup.hex(), number)


def _context(kind: str, number: int, when: int) -> bytes:
    return boxes.bind("conduct-receipt/1", kind, number, when)

"""Mailboxes of reporters on ZODB. See IReporterMailbox."""

from collections.abc import Iterator
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.letters import OUTSIDE
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.ports import ICaseStreams
from collective.conduct.core.vault.streams import LETTER as LETTER_ROW
from collective.conduct.core.vault.streams import RECEIPT as RECEIPT_ROW
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault.case_rows import note_change
from functools import partial
from persistent import Persistent
from typing import Any
from typing import NamedTuple
from zope.component import queryUtility
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
        self._note_receipt(case, lookup)

    def find(self, lookup: bytes) -> tuple[str, bytes] | None:
        row = self._rows.get(lookup)
        return RECEIPT.unpack(row) if row else None

    def put(self, lookup: bytes, kind: str, when: int, words: bytes) -> None:
        row, number = self._rows[lookup], len(self._own(lookup)) + 1
        case, public = RECEIPT.unpack(row)
        streams, own = queryUtility(ICaseStreams), _case_of(case)
        if streams is not None and own:  # else whoever exchanged the key would read it
            streams.refuse_unsound(own, {(RECEIPT_ROW, lookup.hex()): row})
        box = boxes.wrap(public, words, _context(kind, number, when))
        self._letters[(lookup, number)] = LETTER.pack(_Letter(kind, when, box))
        self._note_letter(case, (lookup, number))

    def of(self, case: str) -> tuple[bytes, ...]:
        found = self._of.within((case, b""), (case, b"\xff" * 17))
        return tuple(lookup for (_case, lookup), _none in found)

    def letters(self, receipt: ReceiptKey) -> list[tuple[str, int, bytes]]:
        rows = self._sound(receipt.lookup)
        found = ((place[1], LETTER.unpack(row)) for place, row in rows)
        return [
            (kind, when, receipt.unwrap(box, _context(kind, number, when)))
            for number, (kind, when, box) in found
        ]

    def drop(self, case: str) -> None:
        for lookup in self.of(case):
            self.forget(lookup)

    def forget(self, lookup: bytes) -> None:
        row = self._rows.pop(lookup, None)
        case = RECEIPT.unpack(row).case if row else ""
        for place, _row in self._own(lookup):
            del self._letters[place]
            self._note_letter(case, place)
        if row:
            del self._of[(case, lookup)]
            self._note_receipt(case, lookup)

    def lapse(self, case: str, before: int) -> int:
        old = [
            lookup
            for lookup in self.of(case)
            if all(LETTER.unpack(row).when < before for _p, row in self._own(lookup))
        ]
        for lookup in old:
            self.forget(lookup)
        return len(old)

    def rows(self, case: str) -> Iterator[tuple[str, str, Any]]:
        for owner in (case, f"{OUTSIDE}{case}"):
            for lookup in self.of(owner):
                if row := self._rows.get(lookup):
                    yield RECEIPT_ROW, lookup.hex(), row
                for place, letter in self._own(lookup):
                    yield LETTER_ROW, _name(place), letter

    def _sound(self, lookup: bytes) -> list:
        """Return the letters that are as they were written: others are not shown.

        Whoever writes to the database could seal one for the reporter's public key.
        """
        rows, streams = self._own(lookup), queryUtility(ICaseStreams)
        row = self._rows.get(lookup)
        case = _case_of(RECEIPT.unpack(row).case) if row else ""
        if streams is None or not case:
            return rows
        names = {place: (LETTER_ROW, _name(place)) for place, _row in rows}
        wrong = streams.unsound(case, {names[place]: each for place, each in rows})
        return [(place, each) for place, each in rows if names[place] not in wrong]

    def _note_receipt(self, owner: str, lookup: bytes) -> None:
        if case := _case_of(owner):
            row = partial(self._rows.get, lookup)
            note_change(case, RECEIPT_ROW, lookup.hex(), row)

    def _note_letter(self, owner: str, place: tuple[bytes, int]) -> None:
        if case := _case_of(owner):
            row = partial(self._letters.get, place)
            note_change(case, LETTER_ROW, _name(place), row)

    def _own(self, lookup: bytes) -> list:
        return self._letters.within((lookup, 0), (lookup, 2**31))


def _case_of(owner: str) -> str:
    """Return the case of a receipt's owner; "" for a report that was only saved."""
    return owner.removeprefix(OUTSIDE)


def _name(place: tuple[bytes, int]) -> str:
    return f"{place[0].hex()} {place[1]}"


def _context(kind: str, number: int, when: int) -> bytes:
    return boxes.bind("conduct-receipt/1", kind, number, when)

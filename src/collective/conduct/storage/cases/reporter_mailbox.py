"""Mailboxes of reporters on ZODB. See IReporterMailbox."""

from collections.abc import Iterator
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.letters import OUTSIDE
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import LETTER as LETTER_ROW
from collective.conduct.core.vault.streams import RECEIPT as RECEIPT_ROW
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault import shred_keys
from collective.conduct.storage.vault.case_rows import note_change
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.server_half import remember_half
from contextlib import suppress
from functools import partial
from persistent import Persistent
from typing import Any
from typing import NamedTuple
from zope.component import queryUtility
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
        self._note_receipt(case, lookup)

    def find(self, lookup: bytes) -> tuple[str, bytes] | None:
        row = self._rows.get(lookup)
        return RECEIPT.unpack(row)[:2] if row else None

    def put(self, lookup: bytes, kind: str, when: int, words: bytes) -> None:
        row, number = self._rows[lookup], len(self._own(lookup)) + 1
        receipt = RECEIPT.unpack(row)
        streams, case = queryUtility(ICaseStreams), _case_of(receipt.case)
        if streams is not None and case:  # else whoever exchanged the key would read it
            streams.refuse_unsound(case, {(RECEIPT_ROW, lookup.hex()): row})
        box = boxes.wrap(receipt.public, words, _context(kind, number, when))
        self._keep(lookup, number, receipt, _Letter(kind, when, box))

    def of(self, case: str) -> tuple[bytes, ...]:
        found = self._of.within((case, b""), (case, b"\xff" * 17))
        return tuple(lookup for (_case, lookup), _none in found)

    def letters(self, receipt: ReceiptKey) -> list[tuple[str, int, bytes]]:
        row = self._rows.get(receipt.lookup)
        owner, found = _owner(RECEIPT.unpack(row)) if row else "", []
        for place, stored in self._sound(receipt.lookup):
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
        row = self._rows.pop(lookup, None)
        case = RECEIPT.unpack(row).case if row else ""
        for place, _row in self._own(lookup):
            del self._letters[place]
            self._note_letter(case, place)
        if row:
            receipt = RECEIPT.unpack(row)
            del self._of[(case, lookup)]
            self._note_receipt(case, lookup)
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
                        self._keep(*place, receipt, letter)

    def _keep(
        self, lookup: bytes, number: int, receipt: _Receipt, letter: _Letter
    ) -> None:
        place = _outer(lookup, number)
        outer = shred_keys.enclosed(_owner(receipt), letter.box, place)
        kept = letter._replace(box=outer, outer=True)
        self._letters[(lookup, number)] = LETTER.pack(kept)
        self._note_letter(receipt.case, (lookup, number))

    def _own(self, lookup: bytes) -> list:
        return self._letters.within((lookup, 0), (lookup, 2**31))


def _case_of(owner: str) -> str:
    """Return the case of a receipt's owner; "" for a report that was only saved."""
    return owner.removeprefix(OUTSIDE)


def _name(place: tuple[bytes, int]) -> str:
    return f"{place[0].hex()} {place[1]}"


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

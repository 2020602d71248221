"""Streams of cases on ZODB. See ICaseStreams.

An entry is sealed with a key derived from the shred key alone, so that the server
can write one for whoever posts, and whoever writes to the database cannot. It is
bound to the entry before it, so none can be taken out of the middle; the end is
held by the sealed heads (``sealed_heads``).
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault import streams
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import CaseSigner
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.core.vault.streams import Row
from collective.conduct.core.vault.streams import StreamEntry
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault.case_rows import digest_of
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.sealed_heads import SealedHeads
from contextlib import suppress
from hashlib import sha256
from persistent import Persistent
from typing import Any
from typing import NamedTuple
from zope.component import getUtility
from zope.interface import implementer

import transaction


Rows = dict[tuple[str, str, str], Callable[[], Any]]  # case, kind, name -> the row
AT_ONCE = 1024 * 1024  # bytes of a file that is compared whenever its case is opened
SEED = ("",)  # below all marks: an emptied tree could not be merged


class _Entry(NamedTuple):
    """A sealed entry, and the hash of it and of the one before."""

    chain: bytes
    box: bytes


class _Changes:
    """What a transaction has changed in cases: rows by their place, and signers.

    ``written``: rows that have an entry already, since the case was read meanwhile.
    """

    def __init__(self) -> None:
        self.rows: Rows = {}
        self.written: Rows = {}
        self.signers: dict[str, set[CaseSigner]] = {}
        self.behind: bool | None = None  # asked once in a transaction


ENTRY = RowFormat(_Entry, {1: "chain box"})


@implementer(ICaseStreams)
class CaseStreams(Persistent):
    """See ICaseStreams."""

    def __init__(self) -> None:
        self._entries = ShardedTree()  # (case, stream, number) -> row
        self._waiting = ShardedTree(SEED)  # (case, stream) -> None: not sealed yet
        self._heads = SealedHeads()

    def changed(self, case: str, kind: str, name: str, row: Callable[[], Any]) -> None:
        self._changes().rows[(case, kind, name)] = row

    def signed(self, case: str, signer: CaseSigner) -> None:
        self._changes().signers.setdefault(case, set()).add(signer)

    def settle(self) -> None:
        changes = self._changes()
        rows, changes.rows = changes.rows, {}
        changes.written |= rows
        entries: dict[tuple[str, str], dict[str, str]] = {}
        for (case, kind, name), row in rows.items():
            found = entries.setdefault((case, streams.stream_of(kind)), {})
            found[streams.name_of(kind, name)] = digest_of(row())
        for (case, stream), found in entries.items():
            who = changes.signers.get(case, ()) if _has_signed(found) else ()
            entry = StreamEntry(found, tuple(sorted(who, key=_person)))
            # A case destroyed in this transaction has no key: nothing can be read.
            with suppress(Missing):
                self.append(case, stream, entry)

    def _is_behind(self) -> bool:
        changes = self._changes()
        if changes.behind is None:
            changes.behind = self._heads.is_behind()
        return changes.behind

    def _commit(self) -> None:
        """Settle; and write again what was undone together with its entry."""
        changes = self._changes()
        for case in {place[0] for place in changes.written}:
            with suppress(Missing):
                entries, _doubts = self.read(case, streams.POSTED, streams.HANDLED)
                named = streams.named_rows(entries)
                for place, row in changes.written.items():
                    if place[0] != case:
                        continue
                    if named.get(place[1:], "") != digest_of(row()):
                        changes.rows.setdefault(place, row)
        self.settle()

    def append(self, case: str, stream: str, entry: StreamEntry) -> None:
        number, chain = self._last(case, stream)
        place = _place(case, stream, number + 1, chain)
        box = boxes.seal(_key(case), encode(entry), place)
        row = _Entry(sha256(chain + box).digest(), box)
        self._entries[(case, stream, number + 1)] = ENTRY.pack(row)
        self._waiting[(case, stream)] = None

    def read(self, case: str, *names: str) -> tuple[list[StreamEntry], list[Doubt]]:
        self.settle()
        entries: list[StreamEntry] = []
        doubts: list[Doubt] = []
        key, sealed = _key(case), self._heads.of(case)
        if sealed is None or self._is_behind():
            doubts.append(Doubt(streams.REGISTER, "", streams.CHANGED))
        for name in names:
            for each in self._opened(case, name, key, (sealed or {}).get(name)):
                (entries if isinstance(each, StreamEntry) else doubts).append(each)
        return entries, doubts

    def check(
        self, case: str, rows: Iterable[tuple[str, str, Any]], files: bool = False
    ) -> list[Doubt]:
        entries, doubts = self.read(case, streams.POSTED, streams.HANDLED)
        found = {
            (kind, name): digest_of(row, None if files else AT_ONCE)
            for kind, name, row in rows
        }
        if files:
            doubts += self._forgotten(case)
        return [*doubts, *streams.doubts(streams.named_rows(entries), found)]

    def unsound(self, case: str, rows: Mapping[Row, Any]) -> set[Row]:
        entries, _doubts = self.read(case, streams.POSTED, streams.HANDLED)
        named = streams.named_rows(entries)
        return {each for each, row in rows.items() if named.get(each) != digest_of(row)}

    def refuse_unsound(self, case: str, rows: Mapping[Row, Any]) -> None:
        if self.unsound(case, rows):
            raise Unavailable("case_not_sound")

    def signers(self, case: str) -> dict[bytes, CaseSigner]:
        entries, _doubts = self.read(case, streams.POSTED, streams.HANDLED)
        return {who.public: who for each in reversed(entries) for who in each.signers}

    def is_older(self, case: str, kind: str, number: int) -> bool:
        entries, _doubts = self.read(case, streams.HANDLED)
        named = streams.name_of(kind, str(number))
        return any(named in each.before for each in entries)

    def cases(self) -> Iterator[str]:
        return iter(sorted({case for case, _stream, _number in self._entries}))

    def drop(self, case: str) -> None:
        for tree in (self._entries, self._waiting):
            for place, _row in tree.within((case,), (f"{case}\0",)):
                del tree[place]

    def seal(self, now: int) -> bool:
        heads = self._heads
        if not heads.is_due(now):
            return False
        marks = [place for place in self._waiting if place != SEED]
        fresh = {}
        for case, stream in marks:
            number, chain = self._last(case, stream)
            before = (heads.of(case) or {}).get(stream)
            # What does not follow from the head that was sealed stays in doubt.
            if before is None or self._chain(case, stream, before[0]) == before[1]:
                fresh[(case, stream)] = (number, chain)
                del self._waiting[(case, stream)]
        return heads.seal(now, fresh)

    def is_behind(self) -> bool:
        return self._heads.is_behind()

    def accept(self, now: int) -> None:
        self._heads.accept(now)

    def _changes(self) -> _Changes:
        """Return what this transaction changed; it is written when it is committed."""
        current = transaction.get()
        try:
            return current.data(self)
        except KeyError:
            made = _Changes()
            current.set_data(self, made)
            current.addBeforeCommitHook(self._commit)
            return made

    def _opened(
        self, case: str, stream: str, key: bytes, sealed: tuple[int, bytes] | None
    ) -> Iterator[StreamEntry | Doubt]:
        """Iterate over the entries of a stream; a doubt in place of a wrong one."""
        kind = streams.READING if stream == streams.READ else streams.LINE
        expected, before = 1, b""
        for (_case, _stream, number), packed in self._stream(case, stream):
            for missing in range(expected, number):
                yield Doubt(kind, f"{stream} {missing}", streams.MISSING)
            yield self._entry(case, stream, number, before, packed, key) or Doubt(
                kind, f"{stream} {number}", streams.CHANGED
            )
            expected, before = number + 1, ENTRY.unpack(packed).chain
        if sealed is not None:
            for missing in range(expected, sealed[0] + 1):
                yield Doubt(kind, f"{stream} {missing}", streams.MISSING)
            is_there = expected > sealed[0]
            if is_there and self._chain(case, stream, sealed[0]) != sealed[1]:
                yield Doubt(kind, f"{stream} {sealed[0]}", streams.CHANGED)

    def _forgotten(self, case: str) -> Iterator[Doubt]:
        """Yield a doubt for a stream that grew and does not wait to be sealed."""
        sealed = self._heads.of(case) or {}
        for stream in streams.STREAMS:
            head = self._last(case, stream)
            if head[0] and head != sealed.get(stream):
                if (case, stream) not in self._waiting:
                    yield Doubt(streams.LINE, f"{stream} {head[0]}", streams.UNKNOWN)

    def _entry(self, case, stream, number, before, packed, key) -> StreamEntry | None:
        try:
            row = ENTRY.unpack(packed)
            place = _place(case, stream, number, before)
            entry = decode(boxes.unseal(key, row.box, place), StreamEntry)
        except (ConductError, TypeError, ValueError, AttributeError):
            return None
        return entry if row.chain == sha256(before + row.box).digest() else None

    def _stream(self, case: str, stream: str) -> list:
        return self._entries.within((case, stream, 0), (case, stream, 2**31))

    def _last(self, case: str, stream: str) -> tuple[int, bytes]:
        """Return number and hash of the last entry, ``(0, b"")`` without one."""
        place = self._entries.last((case, stream, 0), (case, stream, 2**31))
        if place is None:
            return 0, b""
        return place[2], ENTRY.unpack(self._entries[place]).chain

    def _chain(self, case: str, stream: str, number: int) -> bytes:
        packed = self._entries.get((case, stream, number))
        return ENTRY.unpack(packed).chain if packed else b""


def _person(signer: CaseSigner) -> tuple[int, bytes]:
    return signer.person, signer.public


def _has_signed(rows: Iterable[str]) -> bool:
    envelopes = (ENVELOPES.get(each.partition(" ")[0]) for each in rows)
    return any(each is not None and each.is_signed for each in envelopes)


def _key(case: str) -> bytes:
    shred = getUtility(IKeystore).get(case)
    return boxes.derive(shred, b"", boxes.bind("conduct-stream/1", case))


def _place(case: str, stream: str, number: int, before: bytes) -> bytes:
    return boxes.bind("conduct-stream/1", case, stream, number) + before

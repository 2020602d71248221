"""The ledger on ZODB. See ILedger; docs/reference/proof.md for the hashes."""

from BTrees.IIBTree import IIBTree
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.ledger.entries import KINDS
from collective.conduct.core.ledger.entries import NAMES
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.entries import Seal
from collective.conduct.core.ledger.entries import SHARDS
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.storage.ledger import outcomes
from collective.conduct.storage.ledger.outcomes import CODE
from collective.conduct.storage.ledger.outcomes import OutcomeLookup
from collective.conduct.storage.ledger.outcomes import Outcomes
from collective.conduct.storage.ledger.records import chain_of
from collective.conduct.storage.ledger.records import code_of
from collective.conduct.storage.ledger.records import Details
from collective.conduct.storage.ledger.records import details_of
from collective.conduct.storage.ledger.records import Kept
from collective.conduct.storage.ledger.records import StoredEntry
from collective.conduct.storage.ledger.sealing import Sealing
from collective.conduct.storage.ledger.streams import STREAMS
from collective.conduct.storage.ledger.streams import Streams
from collective.conduct.storage.ledger.string_table import StringTable
from dataclasses import asdict
from persistent import Persistent
from zope.interface import implementer

import re
import secrets


# As functions and lists of the module: these lookups run by the thousand.
# A method of a tree that is not in memory would load it when it is only named.
_get = IIBTree.get
_NAMED = [NAMES.get(code) for code in range(CODE + 1)]
_MAYBE_HASH = re.compile("([0-9a-f]{64})?")


@implementer(ILedger)
class Ledger(Persistent):
    """See ILedger."""

    former: tuple[str, ...] = ()  # id and last seal of what it was copied from

    def __init__(self) -> None:
        self.ledger_id = secrets.token_hex(16)
        self._words = StringTable()
        self._streams = Streams()
        self._outcomes = Outcomes()
        self._sealing = Sealing()

    def new_stream(self) -> int:
        while True:
            stream = secrets.choice(STREAMS)
            if stream not in self._streams:
                return stream

    def append(
        self,
        stream: int,
        kind: str,
        when: int,
        *,
        edition: str = "",
        statement: str = "",
        campaign: str = "",
        language: str = "",
        by: int = 0,
        details: Mapping | None = None,
    ) -> Entry:
        _check(stream, kind, when, by)
        _check_hashes(edition, statement)
        if kind in OUTCOMES and self._words.find(edition) not in self._outcomes:
            raise Missing("no_edition")
        content = (edition, statement, campaign, language, by)
        entry = self._linked(stream, kind, when, content, details)
        self._streams.append(stream, entry.seq, self._kept(entry))
        self._sealing.wait(stream, entry.seq)
        if kind in OUTCOMES:
            value = outcomes.value(entry.seq, KINDS[kind])
            self._outcomes.keep(self._words.find(edition), stream, value)
        return entry

    def entry(self, stream: int, seq: int) -> Entry:
        kept = self._streams.get(stream, seq)
        if kept is None:
            raise Missing("no_entry")
        return self._entry(stream, seq, kept, self._chain(stream, seq - 1).hex())

    def entries(
        self, stream: int, kinds: Collection[str] | None = None
    ) -> Iterator[Entry]:
        previous = ""
        for seq, kept in self._streams.items(stream):
            if kinds is None or NAMES[code_of(kept)] in kinds:
                yield self._entry(stream, seq, kept, previous)
            previous = chain_of(kept).hex()

    def streams(self) -> Iterator[int]:
        return iter(self._streams)

    def open_edition(self, edition: str) -> None:
        if not edition:
            raise Invalid("bad_hash")
        _check_hashes(edition)
        self._outcomes.open(self._words.number(edition))

    def outcome(self, edition: str, person: int) -> str | None:
        kept = _get(self._ways[edition][person % SHARDS], person)
        return NAMES[kept & CODE] if kept else None

    def outcomes(self, edition: str, people: Iterable[int]) -> dict[int, str]:
        trees, get, named, shards = self._ways[edition], _get, _NAMED, SHARDS
        return {
            person: named[kept & 0xFF]
            for person in people
            if (kept := get(trees[person % shards], person))
        }

    def answered(self, person: int, editions: Iterable[str]) -> list[str]:
        ways, which, get = self._ways, person % SHARDS, _get
        return [each for each in editions if get(ways[each][which], person)]

    def last_answer(self, person: int, edition: str) -> Entry | None:
        kept = _get(self._ways[edition][person % SHARDS], person)
        return self.entry(person, outcomes.seq_of(kept)) if kept else None

    def begin_anew(self) -> None:
        self.former = (self.ledger_id, *[each.digest for each in self.seals()][-1:])
        self.ledger_id, self._sealing = secrets.token_hex(16), Sealing()
        for stream in self._streams:
            for seq, _kept in self._streams.items(stream):
                self._sealing.wait(stream, seq)

    def seal(self, when: int) -> Seal | None:
        return self._sealing.seal(self.ledger_id, when, self._chain)

    def seals(self) -> Iterator[Seal]:
        return self._sealing.seals()

    def inclusion(self, stream: int, seq: int) -> dict | None:
        kept = self._streams.get(stream, seq)
        if kept is None:
            raise Missing("no_entry")
        return self._sealing.inclusion(stream, seq, StoredEntry.unpack(kept).since)

    def unsealed(self) -> int:
        return self._sealing.waiting()

    def export(self) -> dict:
        streams = {
            str(stream): [_exported(entry) for entry in self.entries(stream)]
            for stream in self.streams()
        }
        heads = {
            stream: {"count": len(entries), "chain": entries[-1]["chain"]}
            for stream, entries in streams.items()
        }
        seals = [
            asdict(seal) | {"covers": self._sealing.covers(seal.number)}
            for seal in self.seals()
        ]
        return {
            "format": "conduct-ledger/1",
            "ledger": self.ledger_id,
            "streams": streams,
            "heads": heads,
            "seals": seals,
        }

    def differences(self) -> list[tuple]:
        return [
            (
                self._words.text(edition),
                person,
                outcomes.kind_of(kept),
                outcomes.kind_of(expected),
            )
            for edition, person, kept, expected in self._differing()
        ]

    def rebuild(self) -> None:
        # Key by key: a tree made anew would lose an answer given just now.
        for edition, person, _kept, expected in list(self._differing()):
            self._outcomes.open(edition)
            self._outcomes.keep(edition, person, expected)

    @property
    def _ways(self) -> OutcomeLookup:
        """The cached lookup of outcomes, see ``OutcomeLookup``."""
        try:
            return self._v_ways
        except AttributeError:
            self._v_ways = OutcomeLookup(self._words, self._outcomes)
            return self._v_ways

    def _differing(self) -> Iterator[tuple[int, int, int, int]]:
        for person in sorted({*self._streams, *self._outcomes.people()}):
            expected = self._expected(person)
            for edition in sorted({*self._outcomes, *expected}):
                kept = self._outcomes.get(edition, person)
                if kept != expected.get(edition, 0):
                    yield edition, person, kept, expected.get(edition, 0)

    def _expected(self, person: int) -> dict[int, int]:
        records = (
            (seq, StoredEntry.unpack(kept)) for seq, kept in self._streams.items(person)
        )
        return {
            record.edition: outcomes.value(seq, record.code)
            for seq, record in records
            if NAMES[record.code] in OUTCOMES
        }

    def _linked(
        self, stream: int, kind: str, when: int, said: tuple, details: Mapping | None
    ) -> Entry:
        """Return the entry with its place, its commitment and its chain hash."""
        seq, kept = self._streams.last(stream)
        if kept:
            when = max(when, StoredEntry.unpack(kept).when)
        salt = "" if details is None else secrets.token_hex(16)
        covered = (stream, seq + 1, kind, when, *said, _commitment(salt, details))
        previous = chain_of(kept).hex() if kept else ""
        names = zip(proof.PAYLOAD, covered, strict=True)
        linked = proof.chain(previous, dict(names))
        return Entry(*covered, previous, linked, salt, details)

    def _kept(self, entry: Entry) -> Kept:
        texts = (entry.edition, entry.statement, entry.campaign, entry.language)
        record = StoredEntry(
            KINDS[entry.kind],
            entry.when,
            *map(self._words.number, texts),
            entry.by,
            self._sealing.next(),
            bytes.fromhex(entry.chain),
            bytes.fromhex(entry.commitment),
        )
        details = entry.details
        return record.pack(None if details is None else Details(entry.salt, details))

    def _entry(self, stream: int, seq: int, kept: Kept, previous: str) -> Entry:
        record = StoredEntry.unpack(kept)
        salt, details = details_of(kept)
        return Entry(
            *(stream, seq, NAMES[record.code], record.when),
            *map(self._words.text, record[2:6]),
            by=record.by,
            commitment=record.commitment.hex(),
            previous=previous,
            chain=record.chain.hex(),
            salt=salt,
            details=details,
        )

    def _chain(self, stream: int, seq: int) -> bytes:
        kept = self._streams.get(stream, seq)
        return chain_of(kept) if kept else b""


def _check(stream: int, kind: str, when: int, by: int) -> None:
    if kind not in KINDS:
        raise Invalid("unknown_kind")
    if stream not in STREAMS or not 0 <= by < 2**31:
        raise Invalid("bad_stream")
    if not isinstance(when, int) or not 0 <= when < 2**32:
        raise Invalid("bad_time")


def _check_hashes(*hashes: str) -> None:
    if not all(_MAYBE_HASH.fullmatch(each) for each in hashes):
        raise Invalid("bad_hash")


def _commitment(salt: str, details: Mapping | None) -> str:
    if details is None:
        return ""
    try:
        return proof.commitment(salt, details)
    except ValueError:
        raise Invalid("bad_details") from None


def _exported(entry: Entry) -> dict:
    fields = proof.payload(entry)
    del fields["stream"]
    proofs = {"chain": entry.chain, "salt": entry.salt}
    return fields | proofs | {"details": entry.details}

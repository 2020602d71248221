"""The ledger on ZODB. See ILedger; docs/reference/proof.md for the hashes.

An entry is a tuple of small ints and hashes: ``(code, when, edition,
statement, campaign, language, by, since, chain[, commitment, details])``.
Texts are interned; ``by`` is None for the stream itself; ``since`` is the
first seal that can hold the entry. A tuple, never a dict: a tree cannot merge
dicts. Details lie in an object of their own, to be loaded and disposed of
alone.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core import proof
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.ledger import Entry
from collective.conduct.core.ledger import KINDS
from collective.conduct.core.ledger import NAMES
from collective.conduct.core.ledger import OUTCOMES
from collective.conduct.core.ledger import Seal
from collective.conduct.storage import outcomes
from collective.conduct.storage.interning import Words
from collective.conduct.storage.outcomes import Outcomes
from collective.conduct.storage.sealing import Sealing
from collective.conduct.storage.streams import STREAMS
from collective.conduct.storage.streams import Streams
from dataclasses import asdict
from dataclasses import replace
from persistent import Persistent
from zope.interface import implementer

import json
import re
import secrets


_CHAIN = 8
_HASH = re.compile("[0-9a-f]{64}")


class Details(Persistent):
    """The canonical JSON of an entry's details, and the salt."""

    def __init__(self, salt: bytes, content: bytes) -> None:
        self.salt = salt
        self.content = content


@implementer(ILedger)
class Ledger(Persistent):
    """See ILedger."""

    def __init__(self) -> None:
        self.ledger_id = secrets.token_hex(16)
        self._words = Words()
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
        entry = Entry(
            *(stream, 0, kind, when, edition, statement, campaign, language, by),
            details=details,
        )
        self._check(entry)
        entry = self._linked(entry)
        self._streams.append(stream, self._record(entry))
        self._sealing.wait(stream, entry.seq)
        if kind in OUTCOMES:
            kept = outcomes.value(entry.seq, KINDS[kind])
            self._outcomes.keep(self._words.number(edition), stream, kept)
        return entry

    def entry(self, stream: int, seq: int) -> Entry:
        record = self._streams.get(stream, seq)
        if record is None:
            raise Missing("no_entry")
        before = self._streams.get(stream, seq - 1)
        return self._entry(stream, seq, record, before[_CHAIN].hex() if before else "")

    def entries(self, stream: int) -> Iterator[Entry]:
        previous = ""
        for seq, record in self._streams.records(stream):
            yield self._entry(stream, seq, record, previous)
            previous = record[_CHAIN].hex()

    def streams(self) -> Iterator[int]:
        return iter(self._streams)

    def open_edition(self, edition: str) -> None:
        _check_hash(edition)
        self._outcomes.open(self._words.number(edition))

    def outcome(self, edition: str, person: int) -> str | None:
        kept = self._outcomes.get(self._words.find(edition), person)
        return outcomes.kind_of(kept)

    def outcomes(self, edition: str, people: Iterable[int]) -> dict[int, str]:
        number = self._words.find(edition)
        kept = ((person, self._outcomes.get(number, person)) for person in people)
        return {person: outcomes.kind_of(value) for person, value in kept if value}

    def last_answer(self, person: int, edition: str) -> Entry | None:
        kept = self._outcomes.get(self._words.find(edition), person)
        return self.entry(person, outcomes.seq_of(kept)) if kept else None

    def seal(self, when: int) -> Seal | None:
        return self._sealing.seal(self.ledger_id, when, self._chain)

    def seals(self) -> Iterator[Seal]:
        return self._sealing.seals()

    def inclusion(self, stream: int, seq: int) -> dict | None:
        record = self._streams.get(stream, seq)
        if record is None:
            raise Missing("no_entry")
        return self._sealing.inclusion(stream, seq, record[_CHAIN - 1])

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

    def _differing(self) -> Iterator[tuple[int, int, int, int]]:
        for person in sorted({*self._streams, *self._outcomes.people()}):
            expected = self._expected(person)
            for edition in sorted({*self._outcomes, *expected}):
                kept = self._outcomes.get(edition, person)
                if kept != expected.get(edition, 0):
                    yield edition, person, kept, expected.get(edition, 0)

    def _expected(self, person: int) -> dict[int, int]:
        return {
            record[2]: outcomes.value(seq, record[0])
            for seq, record in self._streams.records(person)
            if NAMES[record[0]] in OUTCOMES
        }

    def _check(self, entry: Entry) -> None:
        if entry.kind not in KINDS:
            raise Invalid("unknown_kind")
        if entry.stream not in STREAMS or entry.by not in range(2**31):
            raise Invalid("bad_stream")
        if not isinstance(entry.when, int) or not 0 <= entry.when < 2**37:
            raise Invalid("bad_time")
        for each in filter(None, (entry.edition, entry.statement)):
            _check_hash(each)
        edition = self._words.find(entry.edition)
        if entry.kind in OUTCOMES and edition not in self._outcomes:
            raise Missing("no_edition")

    def _linked(self, entry: Entry) -> Entry:
        """Return the entry with its place, its commitment and its chain hash."""
        seq, last = self._streams.last(entry.stream)
        salt = secrets.token_hex(16) if entry.details is not None else ""
        placed = replace(
            entry,
            seq=seq + 1,
            when=max(entry.when, last[1]) if last else entry.when,
            previous=last[_CHAIN].hex() if last else "",
            salt=salt,
            commitment=_commitment(salt, entry.details),
        )
        linked = proof.chain(placed.previous, proof.payload(placed))
        return replace(placed, chain=linked)

    def _record(self, entry: Entry) -> tuple:
        texts = (entry.edition, entry.statement, entry.campaign, entry.language)
        record = (
            *(KINDS[entry.kind], entry.when),
            *map(self._words.number, texts),
            None if entry.by == entry.stream else entry.by,
            self._sealing.next(),
            bytes.fromhex(entry.chain),
        )
        if entry.details is None:
            return record
        content = proof.canonical(entry.details)
        details = Details(bytes.fromhex(entry.salt), content)
        return (*record, bytes.fromhex(entry.commitment), details)

    def _entry(self, stream: int, seq: int, record: tuple, previous: str) -> Entry:
        code, when, *texts, by, _since, chain = record[: _CHAIN + 1]
        committed, details = record[_CHAIN + 1 :] or (b"", None)
        return Entry(
            *(stream, seq, NAMES[code], when),
            *map(self._words.text, texts),
            by=stream if by is None else by,
            commitment=committed.hex(),
            previous=previous,
            chain=chain.hex(),
            salt=details.salt.hex() if details else "",
            details=json.loads(details.content) if details else None,
        )

    def _chain(self, stream: int, seq: int) -> bytes:
        return self._streams.get(stream, seq)[_CHAIN]


def _check_hash(text: str) -> None:
    if not _HASH.fullmatch(text):
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

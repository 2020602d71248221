"""Streams of a case: which rows it must have, and what is found instead (TRUST 13).

Each transaction that changes a case adds one entry to a stream, which names the
changed rows by kind, number and digest. So a row that was changed, removed, added
or swapped by somebody else is found, whatever the place where it is stored.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.sealed_records import SealedRecord
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import HANDLERS
from dataclasses import dataclass
from dataclasses import field


# Apart, so that readings and posts do not collide with what handlers write.
POSTED, HANDLED, READ = STREAMS = ("posted", "handled", "read")
CHANGED, MISSING, UNKNOWN = FINDINGS = ("changed", "missing", "unknown")
# Kinds of rows that are no boxes.
FILE, KEY, EPOCH, SUMMARY, DEADLINE, RECEIPT, LETTER = OTHER_ROWS = (
    "file",
    "key",
    "epoch",
    "summary",
    "deadline",
    "receipt",
    "letter",
)
READING, LINE, REGISTER = "reading", "line", "register"  # what only findings name
Row = tuple[str, str]  # kind, and number or name within the kind


@dataclass(frozen=True)
class CaseSigner:
    """A key that signed in this transaction, its holder, and what verifies it."""

    person: int
    public: bytes
    verifier: bytes


@dataclass(frozen=True)
class AccessEntry:
    """Who read what, and when: ``kind`` as in ``core.ledger.entries``.

    ``number`` is that of a file, or 0.
    """

    person: int
    when: int
    kind: str
    number: int = 0


@dataclass(frozen=True)
class StreamEntry(SealedRecord):
    """What one transaction changed in a case.

    ``rows``: kind and name of each row (with a blank between) -> its digest, "" once
    it was removed. ``begun``: the case is older than its streams, ``before``: its
    boxes that are older than signatures.
    """

    record = "stream"
    rows: Mapping[str, str] = field(default_factory=dict)
    signers: tuple[CaseSigner, ...] = ()
    begun: bool = False
    before: tuple[str, ...] = ()
    readings: tuple[AccessEntry, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """A row that is not as it was written, and what was found (``FINDINGS``)."""

    kind: str
    name: str
    finding: str

    @property
    def number(self) -> int:
        """The number of the row within its kind, 0 when it has none."""
        last = self.name.rpartition(" ")[2]
        return int(last) if last.isdecimal() else 0

    @property
    def holder(self) -> int:
        """Whose key it is, 0 for anything else."""
        parts = self.name.split() if self.kind == KEY else []
        return int(parts[-2]) if len(parts) > 1 and parts[-2].isdecimal() else 0


def stream_of(kind: str) -> str:
    """Return the stream that names the rows of a kind."""
    envelope = ENVELOPES.get(kind)
    posted = envelope is not None and envelope.writer != HANDLERS
    return POSTED if posted or kind == FILE else HANDLED


def named_rows(entries: Iterable[StreamEntry]) -> dict[Row, str]:
    """Return the rows that a case has after these entries, each with its digest."""
    found: dict[str, str] = {}
    for entry in entries:
        found |= entry.rows
    return {_row(named): digest for named, digest in found.items() if digest}


def name_of(kind: str, name: str) -> str:
    """Return a row as an entry names it."""
    return f"{kind} {name}"


def _row(named: str) -> Row:
    kind, _blank, name = named.partition(" ")
    return kind, name


def doubts(named: Mapping[Row, str], found: Mapping[Row, str]) -> list[Doubt]:
    """Compare the rows that a case must have with those that are there.

    ``found``: the digest of each, "" for one that is only known to be there.
    """
    wrong = [
        Doubt(*row, MISSING if row not in found else CHANGED)
        for row, digest in named.items()
        if found.get(row, MISSING) not in (digest, "")
    ]
    added = (Doubt(*row, UNKNOWN) for row in found if row not in named)
    return sorted([*wrong, *added], key=_order)


def _order(doubt: Doubt) -> tuple:
    return (doubt.kind, doubt.number, doubt.name)

"""Entries of the ledger: their kinds and their fields.

How an entry is hashed is defined in ``core.ledger.proof``, which an auditor can run
alone; how it is stored, in ``storage.ledger.ledger``.
"""

from collections.abc import Mapping
from dataclasses import dataclass


ANSWER, END, NOTICE, EDITION, CAMPAIGN, READING, KEY = FAMILIES = (
    "answer",  # of a person to an edition (DESIGN 1.3)
    "end",  # of an obligation, by no answer
    "notice",  # a notice of one's own data was read (B18)
    "edition",  # acts upon an edition; the stream is the document's
    "campaign",  # acts upon a campaign; the stream is the campaign's
    "reading",  # somebody read a case; its stream, in a ledger of its own
    "key",  # of a key holder (TRUST 1); one stream for all, see IKeyDirectory
)


@dataclass(frozen=True)
class RecordKind:
    """A kind of entry. ``code`` is stored in the database and never reused.

    ``settles``: somebody with such an entry is no longer asked. A lapse belongs to
    one campaign and does not settle anything: who comes back is asked again.
    """

    code: int
    family: str
    settles: bool = False


RECORDS = {
    "acknowledged": RecordKind(1, ANSWER, settles=True),
    "committed": RecordKind(2, ANSWER, settles=True),
    "objected": RecordKind(3, ANSWER, settles=True),
    "declined": RecordKind(4, ANSWER, settles=True),
    "waived": RecordKind(5, END, settles=True),
    "lapsed": RecordKind(6, END),
    "informed": RecordKind(7, NOTICE),
    "adopted": RecordKind(20, EDITION),
    "noted": RecordKind(21, EDITION),
    "annulled": RecordKind(22, EDITION),
    "repealed": RecordKind(23, EDITION),
    "launched": RecordKind(30, CAMPAIGN),
    "closed": RecordKind(31, CAMPAIGN),
    "read_case": RecordKind(40, READING),
    "read_file": RecordKind(41, READING),
    "read_identity": RecordKind(42, READING),
    "searched": RecordKind(43, READING),
    "key_made": RecordKind(50, KEY),
    "key_replaced": RecordKind(51, KEY),
    "key_restored": RecordKind(52, KEY),
    "key_before": RecordKind(53, KEY),
    "key_signs": RecordKind(54, KEY),
    "key_founding": RecordKind(55, KEY),
    "key_confirmed": RecordKind(56, KEY),
    "key_ended": RecordKind(57, KEY),
    "key_resumed": RecordKind(58, KEY),
    "key_anew": RecordKind(59, KEY),
    "key_stays": RecordKind(60, KEY),
}
KINDS = {name: each.code for name, each in RECORDS.items()}
NAMES = {code: name for name, code in KINDS.items()}


def of_family(*families: str) -> tuple[str, ...]:
    """The kinds of these families, in the order of the table."""
    return tuple(name for name, each in RECORDS.items() if each.family in families)


ANSWERS = of_family(ANSWER)
OUTCOMES = tuple(name for name, each in RECORDS.items() if each.settles)
SHARDS = 16


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, with interned values resolved.

    ``stream`` is a random 31-bit int: a person's, or a document's. ``when`` is
    seconds since 1970 in UTC. ``edition`` and ``statement`` are SHA-256 in
    hex or "". ``by`` is the person who recorded it (equal to ``stream`` when
    the person did). ``details`` (text of a reservation, references, reasons)
    lie beside the chain under ``commitment``; None after their disposal.
    """

    stream: int
    seq: int
    kind: str
    when: int
    edition: str = ""
    statement: str = ""
    campaign: str = ""
    language: str = ""
    by: int = 0
    commitment: str = ""
    previous: str = ""
    chain: str = ""
    salt: str = ""
    details: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Seal:
    """One Merkle root over the entries appended since the seal before.

    Leaves are the chain hashes (32 bytes each) ordered by (stream, seq).
    ``previous`` is the digest of the seal before, "" for the first.
    """

    number: int
    when: int
    count: int
    total: int
    root: str
    previous: str
    digest: str

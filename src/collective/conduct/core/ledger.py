"""What the ledger records: the kinds of entry and their shape.

How an entry is hashed is defined in ``core.proof``, which an auditor can run
alone; how it is stored, in ``storage.ledger``.
"""

from collections.abc import Mapping
from dataclasses import dataclass


# name -> code stored in the database. Codes are never reused.
KINDS = {
    # answers of a person to an edition (DESIGN 1.3)
    "acknowledged": 1,
    "committed": 2,
    "objected": 3,
    "declined": 4,
    # ends of an obligation that are not answers; a lapse is told of a campaign
    # and does not settle anything: who comes back is asked again
    "waived": 5,
    "lapsed": 6,
    # a notice of one's own data was read (B18)
    "informed": 7,
    # acts upon an edition; the stream is the document's
    "adopted": 20,
    "noted": 21,
    "annulled": 22,
    "repealed": 23,
    # acts upon a campaign; the stream is the campaign's
    "launched": 30,
    "closed": 31,
    # somebody read a case; the stream is the case's, in a ledger of its own
    "read_case": 40,
    "read_file": 41,
    "read_identity": 42,
    "searched": 43,
}
NAMES = {code: name for name, code in KINDS.items()}
ANSWERS = ("acknowledged", "committed", "objected", "declined")
OUTCOMES = (*ANSWERS, "waived")
SHARDS = 16


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, with interned values resolved.

    ``stream`` is a random 31-bit int: a person's, or a document's. ``when`` is
    seconds since 1970 in UTC. ``edition`` and ``statement`` are SHA-256 in
    hex or "". ``by`` is the person who recorded it (equal to ``stream`` when
    the person did). ``details`` (words of a reservation, references, reasons)
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

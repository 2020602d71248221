"""Data model of the encryption: what is sealed, for whom, bound to which place.

Every ciphertext is bound to its *place*: case, kind of envelope, number and
epoch (DESIGN 1.5). Moved to another case, another field or another recipient it
does not open. The cryptography itself is in ``storage.vault``.

Each case has one data key for each *epoch*. A new epoch begins when somebody
loses access: what is written afterwards is closed to their old key. The key that
seals is derived from the data key and from the case's shred key, which lies
outside the database: without either of the two, nothing opens.
"""

from dataclasses import dataclass


KEY = 32  # bytes of every key
SHORTEST = 12  # characters of a passphrase
# kind of envelope -> what is in it
ENVELOPES = {
    "content": "the answers of the form, in the reporter's own words",
    "attachment": "a file with its name and type",
    "cleaned": "the copy of a file without its metadata",
    "message": "what reporter and handlers write to each other",
    "note": "what handlers write for each other",
    "record": "what handlers have decided: a diary line, what is secret and why",
    "identity": "who the reporter is, and how to reach them",
    "half": "the readers' half of the key of an identity",
}
ESCROW_HOLDERS = 3


@dataclass(frozen=True)
class Cost:
    """The cost parameters of Argon2id, stored beside the key that they protect."""

    memory: int = 64 * 1024  # KiB
    passes: int = 3
    lanes: int = 1


@dataclass(frozen=True)
class Locked:
    """A private key encrypted with a passphrase, for one owner and epoch."""

    owner: int
    epoch: int
    public: bytes
    salt: bytes
    box: bytes
    cost: Cost = Cost()


@dataclass(frozen=True)
class BoxPlace:
    """The place that a ciphertext is bound to; it opens nowhere else."""

    case: str
    kind: str
    number: int = 0
    epoch: int = 1

    def context(self, *more: str) -> bytes:
        """The bytes that bind a ciphertext to this place (and to ``more``)."""
        parts = ("conduct-vault/1", self.case, self.kind, str(self.number))
        return spelled(*parts, str(self.epoch), *more)


def spelled(*parts: str) -> bytes:
    """Join texts so that no two lists of texts give the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def pairs(holders: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return every pair of escrow holders: any pair opens a case, nobody does alone.

    With one holder excluded from a case one pair is left; with two, none.
    """
    known = sorted(set(holders))
    return tuple((one, two) for one in known for two in known if one < two)

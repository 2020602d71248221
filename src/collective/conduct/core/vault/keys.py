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
# Who writes the boxes of a kind; how a box is sealed follows from it (TRUST 12).
INTAKE = "intake"  # sealed as the report comes in, before the case has a reader
HANDLERS = "handlers"  # sealed under the case key, the author's signature inside
POSTED = "posted"  # sealed for the inbox, by who has no key of the case
SIGNED = "signed"  # posted by a key holder who cannot open the case, and signed


@dataclass(frozen=True)
class Envelope:
    """A kind of box: what is in it, who writes it, and in which series it is counted.

    The kinds of one series are numbered together, in the order of writing; "" is a
    series of its own.
    """

    holds: str
    writer: str
    series: str = ""

    @property
    def is_posted(self) -> bool:
        return self.writer in (POSTED, SIGNED)

    @property
    def is_signed(self) -> bool:
        return self.writer in (HANDLERS, SIGNED)


MESSAGES, NOTES = "messages", "notes"
ENVELOPES = {
    "content": Envelope("the answers of the form, as the reporter wrote them", INTAKE),
    "attachment": Envelope("a file with its name and type", INTAKE),
    "cleaned": Envelope("the copy of a file without its metadata", INTAKE),
    "identity": Envelope("who the reporter is, and how to reach them", INTAKE),
    "half": Envelope("the readers' half of the key of an identity", INTAKE),
    "message": Envelope("what handlers write to the reporter", HANDLERS, MESSAGES),
    "posted": Envelope("what the reporter writes afterwards", POSTED, MESSAGES),
    "note": Envelope("what handlers write for each other", HANDLERS, NOTES),
    "request": Envelope("that a reader asks to be let in again", POSTED, NOTES),
    "choice": Envelope("whom the reporter chose after all", POSTED, NOTES),
    "event": Envelope("what an approver or escrow holder did", SIGNED, NOTES),
    "outside": Envelope("what a helper outside writes", POSTED, NOTES),
    "record": Envelope("what handlers have decided: a diary line, secrecy", HANDLERS),
}


def series_of(kind: str) -> tuple[str, ...]:
    """Return the kinds that are numbered together with a kind, itself first."""
    series = ENVELOPES[kind].series
    others = (each for each in ENVELOPES if each != kind)
    alike = (each for each in others if series and ENVELOPES[each].series == series)
    return (kind, *alike)


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

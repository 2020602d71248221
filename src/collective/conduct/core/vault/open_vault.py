"""An unlocked vault and an opened case, as typed objects that operations pass on.

Whoever acts in cases has unlocked their vault: a page or a service takes the
``OpenVault`` out of the request once, opens a case with it once, and passes the
``OpenCase`` on. Neither gives out a private key or a key of the case, and both
live in memory, for one request. They are implemented in ``storage.vault``.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Protocol


class OpenVault(Protocol):
    """The unlocked vault of one person: who holds it can open what is for them.

    ``epoch`` is the number of their key pair.
    """

    person: int
    epoch: int

    @property
    def public(self) -> bytes:
        """The public key of the person."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open what was wrapped for this person; for stores. ``Refused`` "box_shut"."""

    def close(self) -> None:
        """Forget the private key and every case that was opened with it."""


class OpenCase(Protocol):
    """A case that was opened: its id, whose vault opened it, the keys of its epochs.

    A case that was only just begun has no ``vault``, and its ``person`` is 0.
    Whatever does not open raises ``Refused`` "box_shut", whatever the reason.
    """

    id: str
    epoch: int
    vault: OpenVault

    @property
    def person(self) -> int:
        """Who opened it."""

    def put(self, kind: str, words: bytes) -> int:
        """Seal words in a new box of a kind; return its number."""

    def get(self, kind: str, number: int) -> bytes:
        """Open a box; ``Missing`` "no_box" when there is none."""

    def numbers(self, kind: str) -> tuple[int, ...]:
        """Return the numbers of the boxes of a kind, oldest first."""

    def put_file(self, kind: str, head: bytes, chunks: Iterable[bytes]) -> int:
        """Seal a file and its head (name and type, as bytes); return its number.

        The file is a blob; neither name, type nor size stands anywhere else.
        ``Unavailable`` "disk_full" when it cannot be written.
        """

    def get_file(self, kind: str, number: int) -> tuple[bytes, Iterator[bytes]]:
        """Return ``(head, iterator of chunks)``; ``Missing`` "no_box"."""

    def grant(self, person: int, public: bytes) -> None:
        """Let somebody read the case, all that was written before included."""

    def revoke(
        self, publics: Mapping[int, bytes], escrow: Mapping[int, bytes]
    ) -> "OpenCase":
        """Begin a new epoch for these readers alone; return the case in it.

        What somebody could read, they could have kept; what is written from
        now on is closed to them. This object can read still, and write no more.
        """

    def seal_identity(self, words: bytes, approvers: Mapping[int, bytes]) -> None:
        """Seal who the reporter is, so that nobody opens it alone.

        One half of its key is for the readers of the case, the other for each
        of ``approvers`` (people and public keys). ``Invalid`` "no_approver"
        without one: then no identity is taken in (S14).
        """

    def open_identity(self) -> bytes:
        """Return who the reporter is, to a reader who was handed the other half."""


class ReceiptKey(Protocol):
    """The key pair of a receipt, made of its seven words: where its letters lie."""

    lookup: bytes
    public: bytes

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open what was wrapped for the receipt; for stores. ``Refused`` "box_shut"."""

"""Interfaces of an unlocked vault and an opened case, which operations pass on.

Whoever acts in cases has unlocked their vault: a page or a service reads the
``OpenVault`` from the request once, opens a case with it once, and passes the
``OpenCase`` on. Neither gives out a private key or a key of the case, and both
exist in memory only, for one request. They are implemented in ``storage.vault``.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.vault.permissions import MayKnow
from typing import Protocol


class OpenVault(Protocol):
    """The unlocked vault of one person: it opens whatever is sealed for them.

    ``epoch`` is the number of their key pair.
    """

    person: int
    epoch: int

    @property
    def public(self) -> bytes:
        """The public key of the person."""

    @property
    def verifier(self) -> bytes:
        """The public key that verifies what the person signs."""

    def sign(self, words: bytes, context: bytes) -> bytes:
        """Sign bytes for one context; ``Refused`` "vault_locked" after ``close``."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Decrypt what was wrapped for them (for stores); ``Refused`` "box_shut"."""

    def close(self) -> None:
        """Forget the private key and every case that was opened with it."""


class OpenCase(Protocol):
    """A case that was opened: its id, the vault that opened it, the keys of its epochs.

    A case that was only just created has no ``vault``, and its ``person`` is 0.
    Whatever cannot be opened raises ``Refused`` "box_shut", whatever the reason.
    """

    id: str
    epoch: int
    vault: OpenVault

    @property
    def person(self) -> int:
        """The number of the person who opened it."""

    def put(self, kind: str, words: bytes) -> int:
        """Seal a text in a new box of a kind; return its number.

        A kind that handlers write is signed with the vault that opened the case.
        """

    def get(self, kind: str, number: int) -> bytes:
        """Return the content of a box; ``Missing`` "no_box" when there is none.

        ``Refused`` "not_authentic" when it is not sealed as its kind is, or not
        signed by whom it names.
        """

    def written(self, kind: str, number: int) -> tuple[int, bytes]:
        """Return who signed a box (0: nobody has to), and its content; see ``get``."""

    def numbers(self, kind: str) -> tuple[int, ...]:
        """Return the numbers of the boxes of a kind, oldest first."""

    def put_file(self, kind: str, head: bytes, chunks: Iterable[bytes]) -> int:
        """Seal a file and its head (name and type, as bytes); return its number.

        The file is a blob; neither name, type nor size stands anywhere else.
        ``Unavailable`` "disk_full" when it cannot be written.
        """

    def get_file(self, kind: str, number: int) -> tuple[bytes, Iterator[bytes]]:
        """Return ``(head, iterator of chunks)``; ``Missing`` "no_box"."""

    def grant(self, may: MayKnow) -> None:
        """Give a person access to the case, including all that was written before.

        ``Refused`` "not_permitted" unless the permission is of this case and of
        this transaction; the same holds for each permission below.
        """

    def revoke(
        self, readers: Iterable[MayKnow], escrow: Iterable[MayKnow]
    ) -> "OpenCase":
        """Begin a new epoch for these readers alone; return the case in that epoch.

        What somebody could read, they could have copied; what is written from now on
        is closed to them. Wraps and halves of earlier epochs are deleted. This
        object can still read, but no longer write.
        """

    def seal_identity(self, words: bytes, approvers: Iterable[MayKnow]) -> None:
        """Seal who the reporter is, so that nobody can open it alone.

        One half of the key is for the readers of the case, the other for each of
        ``approvers``. ``Invalid`` "no_approver" without one:
        then no identity is accepted (S14).
        """

    def open_identity(self) -> bytes:
        """Return who the reporter is, to a reader who was given the other half."""


class ReceiptKey(Protocol):
    """The key pair derived from seven receipt words; ``lookup``: its mailbox."""

    lookup: bytes
    public: bytes

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Decrypt what was wrapped for it (for stores); ``Refused`` "box_shut"."""

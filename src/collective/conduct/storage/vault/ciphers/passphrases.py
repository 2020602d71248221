"""Passphrase encryption of a handler's private key (Argon2id, DESIGN 1.5).

64 MiB and three passes. Few derivations run at once, and one more waits: many
requests at once take neither memory nor the server's threads from anybody else,
they are asked to come back later (S16).
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.keys import Cost
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.keys import Locked
from collective.conduct.core.vault.keys import SHORTEST
from collective.conduct.storage.vault.ciphers.boxes import bind
from collective.conduct.storage.vault.ciphers.boxes import seal
from collective.conduct.storage.vault.ciphers.boxes import unseal
from contextlib import contextmanager
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from threading import BoundedSemaphore
from unicodedata import normalize

import secrets


AT_ONCE = 2
LINE = AT_ONCE + 1  # a server has four threads: one must be left for everybody else
WAIT = 10.0  # seconds in the line
RETRY_AFTER = 15
SALT = 16


_running, _line = BoundedSemaphore(AT_ONCE), BoundedSemaphore(LINE)


def lock(
    private_key: bytes, public: bytes, passphrase: str, owner: int, epoch: int
) -> Locked:
    """Encrypt a private key with a passphrase; ``Invalid`` "passphrase_short"."""
    if len(normalize("NFC", passphrase).strip()) < SHORTEST:
        raise Invalid("passphrase_short", limit=SHORTEST)
    salt, cost = secrets.token_bytes(SALT), Cost()
    with _turn():
        key = stretched(passphrase, salt, cost)
    box = seal(key, private_key, _context(owner, epoch, public))
    return Locked(owner, epoch, public, salt, box, cost)


def unlock(locked: Locked, passphrase: str) -> bytes:
    """Return the private key; ``Refused`` "box_shut" for a wrong passphrase.

    ``Unavailable`` "vault_busy" (``seconds``) when too many ask at once.
    """
    with _turn():
        key = stretched(passphrase, locked.salt, locked.cost)
    return unseal(key, locked.box, _context(locked.owner, locked.epoch, locked.public))


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Derive a key from a passphrase, in NFC and without spaces at the ends.

    Callers with a high cost take their turn (``_turn``) first.
    """
    words = normalize("NFC", passphrase).strip().encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt,
        length=KEY,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    ).derive(words)


@contextmanager
def _turn() -> Iterator[None]:
    with _place(_line, 0), _place(_running, WAIT):
        yield


@contextmanager
def _place(places: BoundedSemaphore, wait: float) -> Iterator[None]:
    if not places.acquire(timeout=wait):
        raise Unavailable("vault_busy", seconds=RETRY_AFTER)
    try:
        yield
    finally:
        places.release()


def _context(owner: int, epoch: int, public: bytes) -> bytes:
    return bind("conduct-keyring/1", owner, epoch) + public

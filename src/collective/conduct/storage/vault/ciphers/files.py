"""Encryption of files in chunks of 64 KiB, so that a large one needs little memory.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) in the shape
that the age format uses: ChaCha20-Poly1305, a nonce of eleven bytes of counter
and one byte that is 1 on the last chunk only. Cut off, lengthened, swapped or
doubled chunks are detected: ``Refused`` "box_shut".
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.errors import Refused
from collective.conduct.storage.vault.ciphers.boxes import derive
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

import secrets


CHUNK = 64 * 1024
TAG = 16
SALT = 16


def seal_file(key: bytes, chunks: Iterable[bytes], context: bytes) -> Iterator[bytes]:
    """Yield the sealed file in pieces; the salt of its own key comes first."""
    salt = secrets.token_bytes(SALT)
    yield salt
    yield from encrypt(derive(key, salt, context), chunks)


def unseal_file(key: bytes, chunks: Iterable[bytes], context: bytes) -> Iterator[bytes]:
    """Yield the plaintext of a file. Nothing of a chunk is given before it is verified.

    A reader that must not act upon the beginning of a file that was cut off
    takes all pieces first.
    """
    pieces = _resized(chunks, CHUNK + TAG, first=SALT)
    salt = next(pieces, (b"", True))[0]
    if len(salt) != SALT:
        raise Refused("box_shut")
    yield from _decrypted(derive(key, salt, context), pieces)


def encrypt(key: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of STREAM under a key that is used for nothing else."""
    cipher = ChaCha20Poly1305(key)
    for number, (piece, last) in enumerate(_resized(chunks, CHUNK)):
        yield cipher.encrypt(_nonce(number, last), piece, None)


def _decrypted(key: bytes, pieces: Iterable[tuple[bytes, bool]]) -> Iterator[bytes]:
    cipher, ended = ChaCha20Poly1305(key), False
    for number, (piece, last) in enumerate(pieces):
        try:
            words = cipher.decrypt(_nonce(number, last), piece, None)
        except (InvalidTag, ValueError):
            raise Refused("box_shut") from None
        if last and number and not words:
            raise Refused("box_shut")  # an empty last chunk would be a second way
        ended = last
        yield words
    if not ended:
        raise Refused("box_shut")


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _resized(
    chunks: Iterable[bytes], size: int, first: int = 0
) -> Iterator[tuple[bytes, bool]]:
    """Yield pieces of one size (after one of ``first``), each with "is it the last"."""
    kept, wanted = b"", first or size
    for chunk in chunks:
        kept += chunk
        while len(kept) > wanted:
            yield kept[:wanted], False
            kept, wanted = kept[wanted:], size
    yield kept, True

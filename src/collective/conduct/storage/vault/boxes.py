"""Boxes: sealed under a key, or for somebody's public key (DESIGN 1.5).

``cryptography`` alone. Nothing here knows what is sealed. Whatever is wrong
with a box (key, place, length, a flipped bit), the refusal is the same:
``Refused`` "box_shut", raised from nothing, so that no byte of it is told.
"""

from collective.conduct.core.errors import Refused
from collective.conduct.core.vault import KEY
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

import secrets


SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
NONCE = 12
BLOCK = 256


def new_key() -> bytes:
    """A fresh random key."""
    return secrets.token_bytes(KEY)


def new_pair() -> tuple[bytes, bytes]:
    """A fresh X25519 key pair: private, public."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def derive(secret: bytes, salt: bytes, context: bytes) -> bytes:
    """A key made of a secret and a salt, for one purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY, salt, context).derive(secret)


def seal(key: bytes, words: bytes, context: bytes) -> bytes:
    """Seal under a key (ChaCha20-Poly1305); the nonce stands in front.

    The words are padded to whole blocks: their length is told roughly only.
    """
    nonce = secrets.token_bytes(NONCE)
    padded = words + b"\x80" + bytes(-(len(words) + 1) % BLOCK)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, context)


def unseal(key: bytes, box: bytes, context: bytes) -> bytes:
    """Open what ``seal`` made; ``Refused`` "box_shut"."""
    try:
        cipher = ChaCha20Poly1305(key)
        padded = cipher.decrypt(box[:NONCE], box[NONCE:], context)
        words, _mark, rest = padded.rpartition(b"\x80")
    except (InvalidTag, ValueError):
        raise Refused("box_shut") from None
    if not _mark or any(rest):
        raise Refused("box_shut")
    return words


def wrap(public: bytes, key: bytes, context: bytes) -> bytes:
    """Seal a key for one recipient (HPKE, RFC 9180)."""
    return SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), context)


def unwrap(private: bytes, wrapped: bytes, context: bytes) -> bytes:
    """Open what ``wrap`` made; ``Refused`` "box_shut"."""
    try:
        opener = X25519PrivateKey.from_private_bytes(private)
        return SUITE.decrypt(wrapped, opener, context)
    except (InvalidTag, ValueError):
        raise Refused("box_shut") from None


def split(key: bytes) -> tuple[bytes, bytes]:
    """Two halves of a key; either alone is random bytes."""
    one = secrets.token_bytes(len(key))
    return one, joined(one, key)


def joined(one: bytes, other: bytes) -> bytes:
    """The key of two halves."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))

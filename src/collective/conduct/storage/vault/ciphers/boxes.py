"""Cryptographic primitives of the vault: seal, wrap, pad, bind (DESIGN 1.5).

``seal`` / ``unseal``  bytes under a key, padded (ChaCha20-Poly1305)
``wrap`` / ``unwrap``  bytes or a key for the holder of a key pair (HPKE)
``pad`` / ``unpad``    fill bytes up, so that only a rough length is visible
``bind``               the context that ties a box to its place
``new_key``, ``new_pair``, ``derive``, ``split`` / ``joined``  make and derive keys

Together with ``files`` (STREAM) and ``passphrases`` (Argon2id) this is all the
cryptography; nothing outside of ``storage`` imports it. It uses ``cryptography``
alone and knows nothing of what is sealed. Whatever is wrong with a box (key, place,
length, a flipped bit), the error is the same: ``Refused`` "box_shut", raised
without a cause, so that it carries no byte of the content.
"""

from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.keys import spelled
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
    """Return a fresh random key."""
    return secrets.token_bytes(KEY)


def new_pair() -> tuple[bytes, bytes]:
    """Return a fresh X25519 key pair: private, public."""
    made = X25519PrivateKey.generate()
    return made.private_bytes_raw(), made.public_key().public_bytes_raw()


def public_of(private_key: bytes) -> bytes:
    """Return the public key of a private one."""
    pair = X25519PrivateKey.from_private_bytes(private_key)
    return pair.public_key().public_bytes_raw()


def derive(secret: bytes, salt: bytes, context: bytes) -> bytes:
    """Derive a key from a secret and a salt, for one purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY, salt, context).derive(secret)


def bind(purpose: str, *parts: str | int) -> bytes:
    """Return the unambiguous context of a box: its purpose and where it belongs."""
    return spelled(purpose, *map(str, parts))


def pad(words: bytes) -> bytes:
    """Fill bytes up to whole blocks, so that only a rough length is visible."""
    return words + b"\x80" + bytes(-(len(words) + 1) % BLOCK)


def unpad(padded: bytes) -> bytes:
    """Return what was padded; ``Refused`` "box_shut"."""
    words, mark, rest = padded.rpartition(b"\x80")
    if not mark or any(rest):
        raise Refused("box_shut")
    return words


def seal(key: bytes, words: bytes, context: bytes) -> bytes:
    """Seal under a key (ChaCha20-Poly1305), padded; the nonce stands in front."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, pad(words), context)


def unseal(key: bytes, box: bytes, context: bytes) -> bytes:
    """Open what ``seal`` made; ``Refused`` "box_shut"."""
    try:
        cipher = ChaCha20Poly1305(key)
        padded = cipher.decrypt(box[:NONCE], box[NONCE:], context)
    except (InvalidTag, ValueError):
        raise Refused("box_shut") from None
    return unpad(padded)


def wrap(public: bytes, key: bytes, context: bytes) -> bytes:
    """Seal a key for one recipient (HPKE, RFC 9180)."""
    return SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), context)


def unwrap(private_key: bytes, wrapped: bytes, context: bytes) -> bytes:
    """Open what ``wrap`` made; ``Refused`` "box_shut"."""
    try:
        opener = X25519PrivateKey.from_private_bytes(private_key)
        return SUITE.decrypt(wrapped, opener, context)
    except (InvalidTag, ValueError):
        raise Refused("box_shut") from None


def split(key: bytes) -> tuple[bytes, bytes]:
    """Return two halves of a key; either alone is random bytes."""
    one = secrets.token_bytes(len(key))
    return one, joined(one, key)


def joined(one: bytes, other: bytes) -> bytes:
    """Return the key of two halves."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))

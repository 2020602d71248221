"""Ed25519 signatures of key holders, derived from their private key (TRUST 2).

A signature is bound to a context as a box is (``boxes.bind``): moved to another
place it does not verify.
"""

from collective.conduct.storage.vault import boxes
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


PURPOSE = b"conduct-signing/1"


def verifier_of(private_key: bytes) -> bytes:
    """Return the public key that verifies what is signed with a private key."""
    return _signer(private_key).public_key().public_bytes_raw()


def sign(private_key: bytes, words: bytes, context: bytes) -> bytes:
    """Sign bytes for one context; return the signature (64 bytes)."""
    return _signer(private_key).sign(_bound(words, context))


def verified(verifier: bytes, signature: bytes, words: bytes, context: bytes) -> bool:
    """Return whether the holder of the verifying key signed these bytes."""
    try:
        key = Ed25519PublicKey.from_public_bytes(verifier)
        key.verify(signature, _bound(words, context))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signer(private_key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(boxes.derive(private_key, b"", PURPOSE))


def _bound(words: bytes, context: bytes) -> bytes:
    return len(context).to_bytes(4, "big") + context + words

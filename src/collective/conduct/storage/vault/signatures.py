"""Ed25519 signatures of key holders, derived from their private key (TRUST 2, 12).

A signature is bound to a context as a box is (``boxes.bind``): moved to another
place it does not verify. In a box that handlers write it stands before the words:
the key of a case is known to everybody who ever read it, the signature is not theirs
to make.
"""

from collections.abc import Mapping
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import CaseSigner
from collective.conduct.storage.vault.ciphers import boxes
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from zope.component import queryUtility


PURPOSE = b"conduct-signing/1"
MARK = b"\x01conduct-signed/1"  # no sealed record begins so: those are JSON
SIGNATURE = 64


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


def signed_by(vault: OpenVault | None, place: BoxPlace, words: bytes) -> bytes:
    """Return the words with the author's key and signature in front.

    ``Refused`` "vault_locked" without the vault of an author.
    """
    if vault is None:
        raise Refused("vault_locked")
    public = vault.public
    signature = vault.sign(words, _authors_context(place, public))
    if (streams := queryUtility(ICaseStreams)) is not None:
        streams.signed(place.case, CaseSigner(vault.person, public, vault.verifier))
    return MARK + public + signature + words


def is_signed(content: bytes) -> bool:
    """Return whether an author's signature is in front."""
    return content.startswith(MARK)


def author_of(
    content: bytes, place: BoxPlace, signers: Mapping[bytes, CaseSigner]
) -> tuple[CaseSigner, bytes]:
    """Return who wrote a signed content, and the words.

    ``signers``: by public key, as the streams of the case know them; what the key
    directory knows of a key counts before that. ``Refused`` "not_authentic".
    """
    at = len(MARK)
    public, at = content[at : at + KEY], at + KEY
    signature, words = content[at : at + SIGNATURE], content[at + SIGNATURE :]
    signer = signers.get(public)
    if signer is None:
        raise Refused("not_authentic")
    directory = queryUtility(IKeyDirectory)
    known = directory.verifier(public) if directory is not None else None
    verifier = signer.verifier if known is None else known
    if not verified(verifier, signature, words, _authors_context(place, public)):
        raise Refused("not_authentic")
    return signer, words


def _authors_context(place: BoxPlace, public: bytes) -> bytes:
    return place.context("signed", public.hex())

"""Who wrote a box: the author's signature inside what is sealed (TRUST 12).

The key of a case is known to everybody who ever read it. The signature is not
theirs to make: it is over the place of the box and its content, and names the
public key of the author.
"""

from collections.abc import Mapping
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.ports import ICaseStreams
from collective.conduct.core.vault.ports import IKeyDirectory
from collective.conduct.core.vault.streams import CaseSigner
from collective.conduct.storage.vault import signatures
from collective.conduct.storage.vault.open_vault import UnlockedVault
from zope.component import queryUtility


MARK = b"\x01conduct-signed/1"  # no sealed record begins so: those are JSON
SIGNATURE = 64


def signed_by(vault: UnlockedVault | None, place: BoxPlace, words: bytes) -> bytes:
    """Return the words with the author's key and signature in front.

    ``Refused`` "vault_locked" without the vault of an author.
    """
    if vault is None:
        raise Refused("vault_locked")
    public = vault.public
    signature = vault.sign(words, _context(place, public))
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
    if not signatures.verified(verifier, signature, words, _context(place, public)):
        raise Refused("not_authentic")
    return signer, words


def _context(place: BoxPlace, public: bytes) -> bytes:
    return place.context("signed", public.hex())

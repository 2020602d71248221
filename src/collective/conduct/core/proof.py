"""Define every hash of the product, and verify what it exports.

This file stands alone: it needs Python's standard library and nothing else,
so an auditor can carry it away and run it without Plone:

    python proof.py edition FILE
    python proof.py receipt FILE [--seals FILE]
    python proof.py ledger FILE [--seals FILE]

The exit code is 0 when FILE is sound, 1 when it is not, 2 when it cannot be
read or is not such a file. The same is installed as ``conduct-verify``.
docs/reference/proof.md says the rules in words, with an example.
"""

import argparse
import hashlib
import json
import re
import sys
import unicodedata

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from typing import NamedTuple


LARGEST = 2**53 - 1
DEPTH = 64
PAYLOAD = (
    "stream",
    "seq",
    "kind",
    "when",
    "edition",
    "statement",
    "campaign",
    "language",
    "by",
    "commitment",
)
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Unreadable(ValueError):
    """What was given is not a file of this format (exit code 2)."""


class Fault(NamedTuple):
    """One thing that is not sound: where, a stable code, a plain sentence."""

    where: str
    code: str
    sentence: str


# --- hashes


def canonical(value: object) -> bytes:
    """Return the one spelling of a JSON value that is hashed.

    UTF-8, keys sorted by code point, no white space, strings in NFC, whole
    numbers within 53 bits. ``ValueError`` for anything else, for two keys
    that NFC makes equal, and beyond 64 levels.
    """
    return _JSON.encode(_plain(value, DEPTH)).encode()


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical form, in hex.

    So is the hash of an edition's manifest and of a statement's text made.
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def payload(entry: object) -> dict:
    """Return what the chain covers of an entry (``core.ledger.Entry``)."""
    return {name: getattr(entry, name) for name in PAYLOAD}


def chain(previous: str, covered: Mapping) -> str:
    """Return the chain hash of a payload; ``previous`` is "" for the first."""
    before = bytes.fromhex(previous) or bytes(32)
    return _tagged(b"conduct-chain/1\0", before, canonical(covered))


def commitment(salt: str, details: Mapping) -> str:
    """Return the commitment to details under a salt of 16 bytes in hex."""
    return _tagged(b"conduct-details/1\0", bytes.fromhex(salt), canonical(details))


def seal_digest(ledger_id: str, seal: Mapping) -> str:
    """Return the digest of a seal: its fields and the digest of the one before."""
    names = ("number", "when", "count", "total", "root", "previous")
    covered = {"ledger": ledger_id} | {name: seal[name] for name in names}
    return _tagged(b"conduct-seal/1\0", canonical(covered))


def leaf(data: bytes) -> bytes:
    """Return the hash of a Merkle leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\0" + data).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the Merkle root over leaf hashes, or over roots of full subtrees."""
    level = list(hashes)
    while len(level) > 1:
        level = _parents(level)
    return level[0] if level else hashlib.sha256().digest()


def path(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the inclusion path of one leaf, from the leaf up (RFC 9162, 2.1.3)."""
    level, found = list(hashes), []
    while len(level) > 1:
        if index ^ 1 < len(level):
            found.append(level[index ^ 1])
        level, index = _parents(level), index >> 1
    return found


def included(
    hashed: bytes, index: int, size: int, siblings: Iterable[bytes], top: bytes
) -> bool:
    """Whether the path leads from the leaf hash to the root (RFC 9162, 2.1.3.2)."""
    last = size - 1
    if not 0 <= index <= last:
        return False
    for sibling in siblings:
        if not last:
            return False
        while index == last and not index & 1:
            index, last = index >> 1, last >> 1
        pair = (sibling, hashed) if index & 1 else (hashed, sibling)
        hashed, index, last = _node(*pair), index >> 1, last >> 1
    return not last and hashed == top


def _plain(value: object, depth: int) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) <= LARGEST:
            return value
        raise ValueError("a number has more than 53 bits")
    if not depth:
        raise ValueError(f"nested deeper than {DEPTH} levels")
    if isinstance(value, list | tuple):
        return [_plain(each, depth - 1) for each in value]
    return _plain_mapping(value, depth)


def _plain_mapping(value: object, depth: int) -> dict:
    if not isinstance(value, Mapping):
        raise ValueError(f"a {type(value).__name__} has no canonical form")
    if not all(isinstance(key, str) for key in value):
        raise ValueError("a key is not a text")
    made = {_plain(key, 0): _plain(each, depth - 1) for key, each in value.items()}
    if len(made) < len(value):
        raise ValueError("two keys are the same text in NFC")
    return made


def _tagged(tag: bytes, *parts: bytes) -> str:
    return hashlib.sha256(tag + b"".join(parts)).hexdigest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _parents(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    return [_node(*pair) for pair in pairs] + level[len(level) & ~1 :]

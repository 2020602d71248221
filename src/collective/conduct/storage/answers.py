"""ZODB storage of the secrets of calendars. See ICalendarTokens.

A secret has 256 random bits, so its plain SHA-256 gives nothing away and
nobody can guess another's. Only the hash is looked up: how long that takes says
nothing about the secret; the hash that was found is compared in constant time.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from collective.conduct.core.answers.ports import ICalendarTokens
from collective.conduct.storage.common.rows import RowFormat
from hashlib import sha256
from hmac import compare_digest
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer

import secrets


BYTES = 32


class _Given(NamedTuple):
    """The hash of a person's secret, and when it was given."""

    hash: bytes
    when: int


GIVEN = RowFormat(_Given, {1: "hash when"})


@implementer(ICalendarTokens)
class CalendarTokens(Persistent):
    """See ICalendarTokens."""

    def __init__(self) -> None:
        self._people = OIBTree()  # hash -> person
        self._given = IOBTree()  # person -> row

    def give(self, person: int, when: int) -> str:
        self.revoke(person)
        secret = secrets.token_urlsafe(BYTES)
        self._people[_hash(secret)] = person
        self._given[person] = GIVEN.pack(_Given(_hash(secret), when))
        return secret

    def person_of(self, secret: str) -> int | None:
        hashed = _hash(secret)
        person = self._people.get(hashed)
        row = self._given.get(person or 0)
        stored = GIVEN.unpack(row).hash if row else b""
        return person if compare_digest(stored, hashed) else None

    def given(self, person: int) -> int | None:
        row = self._given.get(person)
        return GIVEN.unpack(row).when if row else None

    def revoke(self, person: int) -> None:
        row = self._given.pop(person, None)
        if row:
            del self._people[GIVEN.unpack(row).hash]


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogateescape")).digest()

"""Slow down whoever tries too often, without keeping who it was (S15).

A source falls into one of 256 buckets by a key that is random, lives in this
process alone and is made anew every minute: nothing can be told from it
afterwards, nothing is written. Ninety bits need no lock-out; what is protected
is the machine, and for a minute at most.
"""

from collective.conduct.core.common.errors import Unavailable
from hashlib import blake2b

import secrets


MINUTE = 60
WRONG = 20  # words that lead nowhere, in a minute
SENT = 40  # forms, in a minute


class Throttle:
    """Counts of this minute; ``most`` of a bucket are let through."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._begin(0)

    def check(self, source: str, now: int) -> None:
        """``Unavailable`` "too_many_tries" (``seconds``) when a bucket is full."""
        if self._counts[self._bucket(source, now)] >= self.most:
            raise Unavailable("too_many_tries", seconds=MINUTE - now % MINUTE)

    def note(self, source: str, now: int) -> None:
        """Count one."""
        bucket = self._bucket(source, now)
        self._counts[bucket] = self._counts[bucket] + 1

    def _bucket(self, source: str, now: int) -> int:
        if now // MINUTE != self._minute:
            self._begin(now // MINUTE)
        return blake2b(source.encode(), key=self._key, digest_size=1).digest()[0]

    def _begin(self, minute: int) -> None:
        self._minute, self._key = minute, secrets.token_bytes(16)
        self._counts = [0] * 256


words = Throttle(WRONG)
forms = Throttle(SENT)

"""Rate limiting that stores nothing about the sender (S15).

A source falls into one of 256 buckets by a key that is random, lives in this
process alone and is made anew every minute: nothing can be learnt from it
afterwards, nothing is written. A code of ninety bits needs no lock-out: the limit
protects the server, for a minute at most.
"""

from collective.conduct.core.common.errors import Unavailable
from hashlib import blake2b

import secrets


MINUTE = 60
WRONG = 20  # wrong receipt codes in a minute
SENT = 40  # forms in a minute


class Throttle:
    """Counts of the current minute; ``most`` requests of each bucket are allowed."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._begin(0)

    def check(self, source: str, now: int) -> None:
        """Raise ``Unavailable`` "too_many_tries" (``seconds``) for a full bucket."""
        if self._counts[self._bucket(source, now)] >= self.most:
            raise Unavailable("too_many_tries", seconds=MINUTE - now % MINUTE)

    def note(self, source: str, now: int) -> None:
        """Count one request."""
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

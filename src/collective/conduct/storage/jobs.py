"""The lease of the timed job on ZODB. See ILease.

Two that ask at the same moment write the same object: one of them gets a
conflict, asks again and is refused.
"""

from collective.conduct.core.jobs.ports import ILease
from persistent import Persistent
from zope.interface import implementer


@implementer(ILease)
class Lease(Persistent):
    """See ILease."""

    holder = ""
    until = 0

    def acquire(self, holder: str, now: int, seconds: int) -> bool:
        if self.holder not in ("", holder) and now < self.until:
            return False
        self.holder, self.until = holder, now + seconds
        return True

    def release(self, holder: str) -> None:
        if self.holder == holder:
            self.holder, self.until = "", 0

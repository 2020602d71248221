"""Ports of jobs: the lease of the timed job.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class ILease(Interface):
    """Lease: one job at a time, over all processes of a site."""

    def acquire(holder, now, seconds):
        """Take or prolong the lease; False while somebody else has it."""

    def release(holder):
        """Give the lease back; does nothing when somebody else has it."""

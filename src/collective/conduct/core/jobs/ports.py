"""Ports of jobs: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class ILease(Interface):
    """One job at a time, over all processes of a site."""

    def acquire(holder, now, seconds):
        """Take or prolong the lease; False while somebody else has it."""

    def release(holder):
        """Give the lease back; nothing when somebody else has it."""

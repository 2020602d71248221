"""Ports of answers: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class ICalendarTokens(Interface):
    """The secret addresses of people's calendars: one each, stored as a hash."""

    def give(person, when):
        """Return a new secret for a person; an earlier one stops working."""

    def person_of(secret):
        """Return the person whose secret this is, None for anything else."""

    def given(person):
        """Return when (UTC seconds) the standing secret was given, None if none."""

    def revoke(person):
        """Revoke a person's secret; do nothing when there is none."""

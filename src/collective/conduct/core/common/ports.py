"""Ports of the capability common: the clock and the lookup of people.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Attribute
from zope.interface import Interface


class IClock(Interface):
    """The clock. Nothing in the product asks the system clock directly."""

    def now():
        """Return an aware ``datetime`` in UTC."""

    def today():
        """Return the ``date`` in the site's time zone: what "in force" means."""

    def day_of(seconds):
        """Return the ``date`` of UTC seconds in the site's time zone."""


class IPhoneNumbers(Interface):
    """Whom to call while the site itself can do nothing."""

    def to_call():
        """Return ``(name, number)`` of everybody that anybody may call."""


class ISiteMark(Interface):
    """Whether this is the site that was made here, or a copy of it (DESIGN 4).

    A copy is read-only and silent until somebody says what it is.
    """

    mark = Attribute("Random name of the mark in the data directory, or empty")
    trial = Attribute("Whether it was adopted as a test copy, which sends no letter")

    def is_copy():
        """Whether the data directory does not hold this site's mark, made here."""

    def make():
        """Mark the site as the one that is here; do nothing when it has a mark.

        ``Unavailable`` "no_home".
        """

    def renew(trial):
        """Mark it anew: it is the one that is here from now on."""


class IPersonLookup(Interface):
    """Lookup of an account's person: the part of the register that all may use."""

    def enrol(userid=None, name="", key=""):
        """Return the person of an account or key, creating one when unknown."""

    def person_of(userid):
        """Return the person of an account or None. Never writes."""

"""Markers of content that only operations move, and of content that stays unlisted."""

from zope.interface import Interface


class IGuarded(Interface):
    """Marks content whose transitions are fired by operations alone."""


class ISilent(Interface):
    """Marks content that must not appear in any catalog, listing or history."""

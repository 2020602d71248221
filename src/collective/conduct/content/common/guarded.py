"""Markers: content whose workflow operations alone move, and content that is silent."""

from zope.interface import Interface


class IGuarded(Interface):
    """Marks content whose transitions are fired by operations alone."""


class ISilent(Interface):
    """Marks what no catalog, listing or history may tell of."""

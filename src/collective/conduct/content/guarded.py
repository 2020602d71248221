"""A marker: steps of its workflow are deeds, and each deed has one door."""

from zope.interface import Interface


class IGuarded(Interface):
    """Marks content whose transitions are fired by operations alone."""

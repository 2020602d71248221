"""ConductChannel: where to turn (DESIGN 2; REQUIREMENTS D15, E20, E21)."""

from plone.dexterity.content import Item
from plone.supermodel import model
from zope.interface import implementer


class IConductChannel(model.Schema):
    """A person, function, hotline, outside scheme or agreed path."""


@implementer(IConductChannel)
class ConductChannel(Item):
    """See IConductChannel."""

"""ConductHub: the container of the product's content, one per site (DESIGN 1.11)."""

from plone.dexterity.content import Container
from plone.supermodel import model
from zope.interface import implementer


class IConductHub(model.Schema):
    """The hub: pending work, the code in force, contacts, the programme."""


@implementer(IConductHub)
class ConductHub(Container):
    """See IConductHub."""

"""ConductHub: the home of the product, one per site (DESIGN 1.11)."""

from plone.dexterity.content import Container
from plone.supermodel import model
from zope.interface import implementer


class IConductHub(model.Schema):
    """What awaits me, the code in force, where do I turn, the programme."""


@implementer(IConductHub)
class ConductHub(Container):
    """See IConductHub."""

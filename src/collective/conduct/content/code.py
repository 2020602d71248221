"""ConductCode: a code of conduct, groups of numbered provisions."""

from collective.conduct.content.governing import GoverningDocument
from collective.conduct.content.governing import IGoverningDocument
from zope.interface import implementer


class IConductCode(IGoverningDocument):
    """A code (bemötandekod, uppförandekod, kodeks)."""


@implementer(IConductCode)
class ConductCode(GoverningDocument):
    """See IConductCode."""

"""ConductPolicy: policy, guideline, routine, guidance, action plan, programme."""

from collective.conduct.content.documents.governing import GoverningDocument
from collective.conduct.content.documents.governing import IGoverningDocument
from zope.interface import implementer


class IConductPolicy(IGoverningDocument):
    """A governing document of any type but a code."""


@implementer(IConductPolicy)
class ConductPolicy(GoverningDocument):
    """See IConductPolicy."""

"""Content type ConductPolicy: a governing document of any type but a code.

Such as a policy, guideline, routine, guidance, action plan or programme.
"""

from collective.conduct.content.documents.governing import GoverningDocument
from collective.conduct.content.documents.governing import IGoverningDocument
from zope.interface import implementer


class IConductPolicy(IGoverningDocument):
    """A governing document of any type but a code."""


@implementer(IConductPolicy)
class ConductPolicy(GoverningDocument):
    """See IConductPolicy."""

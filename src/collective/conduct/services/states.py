"""``@workflow``: our types have their own pages for every step (DESIGN 5 b).

Plone's endpoint sets dates and reindexes before it asks the guard, and what
it wrote stays when the guard refuses. So ours refuses first.
"""

from plone.restapi.services import Service
from zExceptions import Forbidden
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class NoTransition(Service):
    """Refuse every transition, before anything is read or written."""

    def publishTraverse(self, request, name: str) -> "NoTransition":
        """Take whatever name: it is refused all the same."""
        return self

    def render(self) -> None:
        """Refuse, whoever asks: not even the right to use the API matters."""
        raise Forbidden("This step has its own page.")

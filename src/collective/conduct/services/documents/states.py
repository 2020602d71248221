"""``@workflow``: refuse transitions, since each step has its page (DESIGN 5 b).

Plone's endpoint sets dates and reindexes before it asks the guard, and what
it wrote stays when the guard refuses. So this one refuses first.
"""

from collective.conduct.services.common import rest
from plone.restapi.services import Service
from zExceptions import Forbidden
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class NoTransition(Service):
    """Refuse every transition, before anything is read or written."""

    on, right = "document edition hub body campaign", "zope.Public"
    refuses = (rest.Refused,)

    def publishTraverse(self, request, name: str) -> "NoTransition":
        """Accept any name of a transition: all are refused."""
        return self

    @rest.endpoint("POST @workflow/{step}", None)
    def render(self) -> None:
        """Refuse a transition: every step has its own page."""
        # whoever asks: not even the right to use the API matters
        raise Forbidden("This step has its own page.")

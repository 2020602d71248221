"""``@workflow``: our types have their own pages for every step (DESIGN 5 b).

Plone's endpoint sets dates and reindexes before it asks the guard, and what
it wrote stays when the guard refuses. So ours refuses first.
"""

from collective.conduct.core.errors import Refused
from collective.conduct.services.endpoint import BODY
from collective.conduct.services.endpoint import CAMPAIGN
from collective.conduct.services.endpoint import DOCUMENT
from collective.conduct.services.endpoint import EDITION
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import PUBLIC
from plone.restapi.services import Service
from zExceptions import Forbidden
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


OURS = DOCUMENT + EDITION + HUB + BODY + CAMPAIGN


@implementer(IPublishTraverse)
class NoTransition(Service):
    """Refuse every transition, before anything is read or written."""

    def publishTraverse(self, request, name: str) -> "NoTransition":
        """Take whatever name: it is refused all the same."""
        return self

    @endpoint("POST @workflow/{step}", OURS, PUBLIC, None, Refused)
    def render(self) -> None:
        """Refuse a transition: every step has its own page."""
        # whoever asks: not even the right to use the API matters
        raise Forbidden("This step has its own page.")

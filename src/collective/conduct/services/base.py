"""What every endpoint shares: refusals in one shape, and careful reading.

A refusal is answered with its status and ``{"code", "message"}``; neither
holds a text that somebody wrote, and nothing of the request is kept.
"""

from collective.conduct.core.errors import ConductError
from collective.conduct.core.errors import Invalid
from collective.conduct.core.wellformed import well_formed
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from datetime import date
from datetime import datetime
from datetime import UTC
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json
import transaction


JSON = "application/json"


class Endpoint(Service):
    """Base of our endpoints: ``answer`` gives what is sent back."""

    def reply(self) -> object:
        """Answer, or say why not; nothing is written by a refusal."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        try:
            return self.answer()
        except ConductError as error:
            transaction.doom()
            self.refused(error)
            self.request.response.setStatus(status(error))
            message = translate(words(error), context=self.request)
            return {"code": error.code, "message": message}

    def refused(self, error: ConductError) -> None:
        """Add a header to a refusal, for those who have one."""

    def answer(self) -> object:
        """Return what is sent as JSON."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The address of the thing that was asked."""
        return self.context.absolute_url()


class Writer(Endpoint):
    """Base of the endpoints that write or take a body.

    The token of a form is not asked for, so the body must be sent as JSON:
    a page of another site cannot do that without being asked first. The body
    leaves the request at once: Plone looks into it for a log-in, and the error
    log keeps a request whole.
    """

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self._sent = request.get("BODY") if sent_as(request) == JSON else b""
        if self._sent:
            request.other["BODY"], request.other["BODYFILE"] = b"", None

    def reply(self) -> object:
        alsoProvides(self.request, IDisableCSRFProtection)
        return super().reply()

    def body(self) -> dict:
        """The object that was sent; ``Invalid`` "not_json" for anything else."""
        if sent_as(self.request) != JSON:
            raise Invalid("not_json")
        return loaded(self._sent or b"{}")


def sent_as(request) -> str:
    """The type of the body, as the request names it."""
    return (request.getHeader("Content-Type") or "").split(";")[0].strip().lower()


def loaded(body: bytes | str | None) -> dict:
    """The object of a JSON text; ``Invalid`` "not_json" for anything else."""
    try:
        data = well_formed(json.loads(body or b""))
    except (ValueError, TypeError, RecursionError):
        raise Invalid("not_json") from None
    if not isinstance(data, dict):
        raise Invalid("not_json")
    return data


@implementer(IPublishTraverse)
class Named(Endpoint):
    """Base of the endpoints that take one more step in the path."""

    name = ""

    def publishTraverse(self, request, name: str) -> "Named":
        """Keep the one step; a second one leads nowhere."""
        if self.name:
            raise NotFound(name)
        self.name = name
        return self


class Batched(Endpoint):
    """A list in pages: ``b_start`` and ``b_size``, as everywhere in plone.restapi."""

    def batched(self, found: list, told) -> dict:
        """A page of what was found, with the way to the next."""
        batch = HypermediaBatch(self.request, found)
        links = {"batching": batch.links} if batch.links else {}
        return {
            "@id": batch.canonical_url,
            "items": [told(each) for each in batch],
            "items_total": batch.items_total,
            **links,
        }


def text(data: dict, name: str) -> str:
    """A text of the body, "" when it is not there; ``Invalid`` "field" else."""
    value = data.get(name, "")
    if not isinstance(value, str):
        raise Invalid("field", field=name)
    return value


def moment(seconds: int) -> str:
    """A time of the ledger as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def day(value: date | None) -> str | None:
    """A day as ISO 8601, None when there is none."""
    return value.isoformat() if value else None


def receipt_url(receipt: str) -> str:
    """The address of a receipt."""
    return f"{api.portal.get().absolute_url()}/@conduct-receipt/{receipt}"

"""Base class of all REST services: read the input, call the endpoint, render JSON.

A refusal is answered with its status and ``{"code", "message"}``; neither
holds a text that somebody wrote, and nothing of the request is kept.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.operations.common import site_version
from collective.conduct.operations.common.request_privacy import keep_confidential
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.common.request_privacy import take_body
from collective.conduct.operations.common.safe_errors import OUTSIDE
from collective.conduct.operations.common.site_version import phone_numbers
from collective.conduct.services.common.endpoint import Endpoint
from collective.conduct.services.common.endpoint import endpoints_of
from collective.conduct.services.common.endpoint import WRITING
from collective.conduct.services.common.fields import key
from collective.conduct.services.common.fields import read
from collective.conduct.services.common.fields import Record
from collective.conduct.services.common.fields import sometimes
from collective.conduct.services.common.rendering import as_json
from collective.conduct.vocabularies.common.version_messages import call_instead
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from datetime import datetime
from datetime import UTC
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service
from typing import Any
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json
import transaction


JSON = "application/json"
READING = ("GET", "HEAD", "OPTIONS")


class Refusal(Record):
    """The answer to a refused request: a code for programs, a message for people."""

    code: str
    message: str


class Nothing(Record):
    """An input without fields: an empty JSON object."""


class Addressed(Record):
    """An answer with its own address."""

    at: str = key("@id")


class Batch(Addressed, kw_only=True):
    """A part of a list with links to the others; a subclass has the ``items``."""

    items_total: int
    batching: dict[str, str] | None = sometimes()


@implementer(IPublishTraverse)
class ConductService(Service):
    """Base of our services; each method with ``@endpoint`` answers one path.

    The token of a form is not asked for, so a body must be sent as JSON: a page
    of another site cannot do that without being asked first. The body leaves
    the request at once: Plone looks into it for a log-in, and the error log
    keeps a request whole.
    """

    on = ""  # keys of ``PLACES``
    right = ""  # the permission; ours without "collective.conduct."
    refuses: tuple[type[ConductError], ...] = ()  # what all its endpoints may raise
    goes_on = False  # whether it answers while the site waits for its upgrade
    step = ""

    def __init_subclass__(cls, on: str = "", right: str = "") -> None:
        if on:  # else that of a base holds
            cls.on, cls.right = on, right

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self._body = take_body(request) if sent_as(request) == JSON else b""

    def publishTraverse(self, request, name: str) -> "ConductService":
        """Keep one more step of the path; a second one is not found."""
        if self.step or not any(each.step for each in endpoints_of(type(self))):
            raise NotFound(name)
        self.step = name
        return self

    def reply(self) -> Any:
        """Answer the request; an error as ``Refusal``, and nothing is written then."""
        keep_private(self.request.response)
        if self.request.method != "GET":
            alsoProvides(self.request, IDisableCSRFProtection)
        reads = self.request.method in READING
        waits_for = site_version.refusal() or ("" if reads else site_version.copied())
        if not waits_for:
            return self.respond()
        if not (self.goes_on and reads):
            return self.wait(Unavailable(waits_for))
        try:
            return self.respond()
        except OUTSIDE:
            raise
        except Exception:  # whatever records of an earlier version make of it
            return self.wait(Unavailable(waits_for))

    def respond(self) -> Any:
        """Answer on a site whose records are of this version."""
        try:
            return self.answered()
        except ConductError as error:
            transaction.doom()
            return as_json(self.refuse(error))

    def wait(self, error: Unavailable) -> Any:
        """Say that the site waits for its upgrade, and whom to call meanwhile."""
        transaction.doom()
        keep_confidential(self.request.response)
        self.request.response.setStatus(status(error))
        said = translate(words(error), context=self.request)
        numbers = ", ".join(f"{name} {phone}" for name, phone in phone_numbers())
        if numbers:
            call = translate(call_instead(numbers), context=self.request)
            said = f"{said} {call}"
        return as_json(Refusal(error.code, said))

    def answered(self) -> Any:
        """Call the requested endpoint; return its result as JSON, 204 for None."""
        found = self.endpoint()
        sent = self.sent()
        given = (read(found.input, sent),) if found.input else ()
        told = getattr(self, found.method)(*given)
        return self.reply_no_content() if told is None else as_json(told)

    def endpoint(self) -> Endpoint:
        """The endpoint that the path names; else as ``no_step``."""
        rows = endpoints_of(type(self))
        here = [each for each in rows if each.verb == self.request.method]
        exact = [each for each in here if each.step == self.step]
        found = exact or [each for each in here if each.takes_value]
        return found[0] if found else self.no_step()

    def no_step(self) -> Endpoint:
        """Refuse a path that has no endpoint; ``Missing`` "no_page"."""
        raise Missing("no_page")

    def sent(self) -> Mapping[str, Any]:
        """The input: the body of a writing request, else the query."""
        if self.request.method in WRITING:
            return self.body()
        return self.request.form

    def body(self) -> dict[str, Any]:
        """The JSON object of the body; ``Invalid`` "not_json" for anything else."""
        if sent_as(self.request) != JSON:
            raise Invalid("not_json")
        return loaded(self._body or b"{}")

    def refuse(self, error: ConductError) -> Refusal:
        """Set status and headers of an error; return its answer, without an abort."""
        self.request.response.setStatus(status(error))
        if "seconds" in error.values_:
            seconds = str(error.values_["seconds"])
            self.request.response.setHeader("Retry-After", seconds)
        return Refusal(error.code, translate(words(error), context=self.request))

    def created(self, url: str = "") -> None:
        """Answer 201, with the address of what was created."""
        self.request.response.setStatus(201)
        if url:
            self.request.response.setHeader("Location", url)

    def batched(self, found: list, told: Callable[[Any], Any]) -> dict[str, Any]:
        """One batch of a list: ``b_start``, ``b_size`` as in plone.restapi."""
        batch = HypermediaBatch(self.request, found)
        return {
            "at": batch.canonical_url,
            "items": [told(each) for each in batch],
            "items_total": batch.items_total,
            "batching": batch.links or None,
        }

    @property
    def url(self) -> str:
        """The address of the requested content."""
        return self.context.absolute_url()


def sent_as(request) -> str:
    """The content type of the body, as the request declares it."""
    return (request.getHeader("Content-Type") or "").split(";")[0].strip().lower()


def loaded(body: bytes | str | None) -> dict[str, Any]:
    """Parse a JSON object; ``Invalid`` "not_json" for anything else."""
    try:
        data = well_formed(json.loads(body or b""))
    except (ValueError, TypeError, RecursionError):
        raise Invalid("not_json") from None
    if not isinstance(data, dict):
        raise Invalid("not_json")
    return data


def moment(seconds: int) -> datetime:
    """Convert a timestamp to a ``datetime`` in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def receipt_url(receipt: str) -> str:
    """The address of a receipt."""
    return f"{api.portal.get().absolute_url()}/@conduct-receipt/{receipt}"

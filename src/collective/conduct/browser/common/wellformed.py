"""Replace lone surrogates in requests to our pages, forms, services and content.

Zope decodes a form with ``surrogateescape``, and JSON can spell half a character;
neither could be hashed, sealed or shown later. See ``core.common.wellformed``.
Requests for the content and pages of others are left unchanged.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.interfaces import IConductLayer
from typing import Any
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal

import json
import re


OURS = "collective.conduct."
SETTINGS = ["conduct-settings"]  # what is left of the path of @controlpanels
JSON = "application/json"
# How half a character can stand in JSON: spelled out, or as three bytes.
_HALF = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")


@adapter(IPubAfterTraversal)
def replace_half_characters(event) -> None:
    """Replace lone surrogates in the form, query and JSON body of a request for us."""
    request = event.request
    if IConductLayer.providedBy(request) and any(map(_is_ours, _asked(request))):
        for values in (request.form, request.other):
            for name, value in list(values.items()):
                if _is_text(value):
                    values[name] = well_formed(value)
        _mend_body(request)


def _asked(request) -> Iterator[Any]:
    """The published object, its context and parents, and the form of a form wrapper."""
    published = request.get("PUBLISHED")
    published = getattr(published, "__self__", published)
    yield from (published, *request.get("PARENTS", ()))
    yield from (getattr(published, name, None) for name in ("context", "form"))


def _is_ours(thing: Any) -> bool:
    if getattr(thing, "params", None) == SETTINGS:
        return True
    kind = thing if isinstance(thing, type) else type(aq_base(thing))
    return any(each.__module__.startswith(OURS) for each in kind.__mro__)


def _is_text(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_is_text, value))
    return isinstance(value, str) and not value.isascii()


def _mend_body(request) -> None:
    """Do the same in a JSON body for plone.restapi; ``services`` do it for ours."""
    kind = (request.getHeader("Content-Type") or "").split(";")[0].strip().lower()
    body = request.get("BODY") if kind == JSON else b""
    if body and _HALF.search(body):
        try:
            sent = json.dumps(well_formed(json.loads(body)))
        except (ValueError, RecursionError):
            return  # whoever reads it says so
        request.other["BODY"] = sent.encode()

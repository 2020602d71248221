"""Answer 4xx to malformed requests that would make Zope fail and log them.

``nonce:int`` in a query or a form makes Zope convert the value, and its error
quotes the value. A verb of WebDAV on a page makes it look for content of that
name. Both happen before any page is called, so Zope's own two steps of a request
are wrapped; requests that do not fail are unchanged, but for the secrets that are
set aside for the page that takes them (``request_privacy``).
"""

from collective.conduct.core.common.errors import TooLarge
from collective.conduct.operations.common.request_privacy import forget_all
from collective.conduct.operations.common.request_privacy import give_fields_back
from collective.conduct.operations.common.request_privacy import set_aside
from collective.conduct.operations.common.request_privacy import set_fields_aside
from collective.conduct.operations.common.uploads import BODY
from collective.conduct.operations.common.uploads import JSON_BODY
from plone.restapi.exceptions import DeserializationError
from typing import Any
from zExceptions import BadRequest
from zExceptions import HTTPException
from zExceptions import MethodNotAllowed
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubStart

import re


VERBS = ("GET", "HEAD", "POST", "PURGE")  # that a page answers
OURS = "collective.conduct.browser."
FOR_REPORTERS = re.compile(r"(@@)?(report|exchange)|@conduct-(report|exchange)")


@adapter(IPubStart)
def catch(event) -> None:
    """Set secrets aside; wrap parsing and traversal of a request."""
    request = event.request
    set_aside(request)
    request.processInputs = _Reading(request)
    if request.method not in VERBS or _is_json(request):
        request.traverse = _Looking(request)


class _Step:
    """A wrapped step of a request; it removes itself before it runs Zope's own step."""

    name = ""

    def __init__(self, request) -> None:
        self._request = request

    def plain(self, *given: Any, **named: Any) -> Any:
        """Remove this wrapper and run Zope's own step."""
        delattr(self._request, self.name)
        return getattr(self._request, self.name)(*given, **named)


def _refuse_large(request) -> None:
    """Refuse what is too large for a reporter's page before anything of it is read.

    Anybody can send to these. Other pages may take any file, and ask who sends it.
    """
    name = request.environ.get("PATH_INFO", "").rstrip("/").rpartition("/")[2]
    if not FOR_REPORTERS.match(name):
        return
    limit = JSON_BODY if _is_json(request) else BODY
    said = request.environ.get("CONTENT_LENGTH") or "0"
    if not said.isdecimal() or int(said[:20]) > limit:
        raise TooLarge("body_too_large", limit=limit)


class _Reading(_Step):
    """``processInputs``: answer 400 to what cannot be parsed, without quoting it."""

    name = "processInputs"

    def __call__(self) -> None:
        _refuse_large(self._request)
        try:
            self.plain()
            return set_fields_aside(self._request)
        except HTTPException:
            raise
        except Exception:  # whatever a converter raises
            forget_all(self._request)
        raise BadRequest("The request cannot be read.")  # nothing is chained


class _Looking(_Step):
    """``traverse``: 405 for a method that pages do not support, 400 for odd JSON.

    plone.restapi looks for a log-in in the body of every request.
    """

    name = "traverse"

    def __call__(self, *given: Any, **named: Any) -> Any:
        try:
            return self.plain(*given, **named)
        except AttributeError:
            if self._request.method in VERBS:
                raise
        except (DeserializationError, RecursionError):
            raise BadRequest("The body cannot be read.") from None
        raise _refused(self._request)


@adapter(IPubAfterTraversal)
def hand_over(event) -> None:
    """Give others their fields back; answer 405 to an unsupported method on ours."""
    request = event.request
    if not _is_ours(request.get("PUBLISHED")):
        give_fields_back(request)
    elif request.method not in VERBS:
        raise _refused(request)


def _is_json(request) -> bool:
    return request.environ.get("CONTENT_TYPE", "").startswith("application/json")


def _is_ours(page) -> bool:
    bases = type(getattr(page, "__self__", page)).__mro__
    return any(each.__module__.startswith(OURS) for each in bases)


def _refused(request) -> MethodNotAllowed:
    request.response.setHeader("Allow", "GET, HEAD, POST")
    return MethodNotAllowed("A page answers GET, HEAD and POST.")

"""Answer 4xx to malformed requests that would make Zope fail and log them.

``nonce:int`` in a query or a form makes Zope convert the value, and its error
quotes the value. A verb of WebDAV on a page makes it look for content of that
name. Both happen before any page is called, so Zope's own two steps of a request
are wrapped; requests that do not fail are unchanged, but for the secrets that are
set aside for the page that takes them (``request_privacy``).
"""

from collective.conduct.operations.common.request_privacy import forget_all
from collective.conduct.operations.common.request_privacy import give_fields_back
from collective.conduct.operations.common.request_privacy import set_aside
from collective.conduct.operations.common.request_privacy import set_fields_aside
from typing import Any
from zExceptions import BadRequest
from zExceptions import HTTPException
from zExceptions import MethodNotAllowed
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubStart


VERBS = ("GET", "HEAD", "POST", "PURGE")  # that a page answers
OURS = "collective.conduct.browser."


@adapter(IPubStart)
def catch(event) -> None:
    """Set secrets aside; wrap parsing and traversal of a request."""
    request = event.request
    set_aside(request)
    request.processInputs = _Reading(request)
    if request.method not in VERBS:
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


class _Reading(_Step):
    """``processInputs``: answer 400 to what cannot be parsed, without quoting it."""

    name = "processInputs"

    def __call__(self) -> None:
        try:
            self.plain()
            return set_fields_aside(self._request)
        except HTTPException:
            raise
        except Exception:  # whatever a converter raises
            forget_all(self._request)
        raise BadRequest("The request cannot be read.")  # nothing is chained


class _Looking(_Step):
    """``traverse``: answer 405 to a method that pages do not support."""

    name = "traverse"

    def __call__(self, *given: Any, **named: Any) -> Any:
        try:
            return self.plain(*given, **named)
        except AttributeError:
            pass
        raise _refused(self._request)


@adapter(IPubAfterTraversal)
def hand_over(event) -> None:
    """Give others their fields back; answer 405 to an unsupported method on ours."""
    request = event.request
    if not _is_ours(request.get("PUBLISHED")):
        give_fields_back(request)
    elif request.method not in VERBS:
        raise _refused(request)


def _is_ours(page) -> bool:
    bases = type(getattr(page, "__self__", page)).__mro__
    return any(each.__module__.startswith(OURS) for each in bases)


def _refused(request) -> MethodNotAllowed:
    request.response.setHeader("Allow", "GET, HEAD, POST")
    return MethodNotAllowed("A page answers GET, HEAD and POST.")

"""Requests that Zope fails over: answered 4xx, and nothing of them in a log.

``nonce:int`` in a query or a form makes Zope convert the value, and its error
quotes the value. A verb of WebDAV on a page makes it look for content of that
name. Both happen before any page is asked, so they are caught around Zope's own
two steps of a request; what does not fail is as it was.
"""

from collective.conduct.operations.common.request_privacy import forget_all
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
    """Catch what goes wrong when a request is read, and when its page is looked for."""
    request = event.request
    request.processInputs = _Reading(request)
    if request.method not in VERBS:
        request.traverse = _Looking(request)


class _Step:
    """A step of a request; it leaves before it is done, and the plain one is back."""

    name = ""

    def __init__(self, request) -> None:
        self._request = request

    def plain(self, *given: Any, **named: Any) -> Any:
        """Do Zope's own step."""
        delattr(self._request, self.name)
        return getattr(self._request, self.name)(*given, **named)


class _Reading(_Step):
    """``processInputs``: what cannot be read is 400, and quoted nowhere."""

    name = "processInputs"

    def __call__(self) -> None:
        try:
            return self.plain()
        except HTTPException:
            raise
        except Exception:  # whatever a converter raises
            forget_all(self._request)
        raise BadRequest("The request cannot be read.")  # nothing hangs behind it


class _Looking(_Step):
    """``traverse``: a verb that a page does not know is 405."""

    name = "traverse"

    def __call__(self, *given: Any, **named: Any) -> Any:
        try:
            return self.plain(*given, **named)
        except AttributeError:
            pass
        raise _refused(self._request)


@adapter(IPubAfterTraversal)
def refuse_verb(event) -> None:
    """Refuse a verb that our pages do not know, where plone.rest found the page."""
    request = event.request
    page = request.get("PUBLISHED")
    bases = type(getattr(page, "__self__", page)).__mro__
    ours = any(each.__module__.startswith(OURS) for each in bases)
    if ours and request.method not in VERBS:
        raise _refused(request)


def _refused(request) -> MethodNotAllowed:
    request.response.setHeader("Allow", "GET, HEAD, POST")
    return MethodNotAllowed("A page answers GET, HEAD and POST.")

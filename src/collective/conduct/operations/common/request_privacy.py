"""Take confidential values out of a request, and mark confidential answers.

The error log keeps a request whole: form, cookies, headers, body. So what
somebody wrote leaves the request before anything is done with it. Pages and
services alike use these functions; a request is whatever has the mappings
``form``, ``other``, ``cookies`` and ``environ``.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any


# Kept by no proxy and no browser: what one person alone may read.
PRIVATE = {"Cache-Control": "private, no-store"}
# Also told to no other site, and found by no search engine.
CONFIDENTIAL = {
    **PRIVATE,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
_BODIES = ("BODY", "BODYFILE")
_QUERIES = ("QUERY_STRING", "REQUEST_URI", "RAW_URI")


def keep_private(response) -> None:
    """Say that nobody may keep a copy of this answer."""
    set_headers(response, PRIVATE)


def keep_confidential(response) -> None:
    """Say that this answer is kept nowhere, and its address told to nobody."""
    set_headers(response, CONFIDENTIAL)


def set_headers(response, headers: Mapping[str, str]) -> None:
    """Set each header."""
    for name, value in headers.items():
        response.setHeader(name, value)


def take_fields(request, names: Iterable[str]) -> dict[str, Any]:
    """The fields of a form that were sent, now out of the request."""
    taken = {}
    for name in names:
        if name in request.form:
            taken[name] = request.form.pop(name)
        request.other.pop(name, None)
    return taken


def take_form(request, but: str = "") -> dict[str, Any]:
    """All fields of a form, now out of the request with its body.

    ``but`` is left: Plone looks for the token of a form when the page is done.
    """
    taken = {}
    for name in [name for name in request.form if name != but]:
        taken[name] = request.form.pop(name)
        if request.other.get(name) is taken[name]:  # not what Zope calls so
            del request.other[name]
    forget_body(request)
    return taken


def take_body(request) -> bytes:
    """The body as bytes, now out of the request: Plone looks into it for a log-in."""
    sent = request.get("BODY") or b""
    if sent:
        request.other["BODY"], request.other["BODYFILE"] = b"", None
    return sent


def take_cookie(request, name: str) -> str:
    """The value of a cookie, now out of the request; "" when there is none."""
    value = request.cookies.pop(name, "")
    sent = request.environ.get("HTTP_COOKIE", "")
    kept = [each for each in sent.split(";") if name not in each]
    request.environ["HTTP_COOKIE"] = ";".join(kept)
    return value if isinstance(value, str) else ""


def take_header(request, name: str) -> str:
    """The value of a header, now out of the request; "" when there is none."""
    return request.environ.pop(f"HTTP_{name.upper().replace('-', '_')}", "")


def forget_body(request) -> None:
    """Take the body out of the request."""
    for name in _BODIES:
        request.other.pop(name, None)


def forget_all(request) -> None:
    """Take out everything that was sent: fields, cookies, query and body."""
    request.form.clear()
    request.cookies.clear()
    for name in _QUERIES:
        request.environ.pop(name, None)
    forget_body(request)
    request._file = request._fs = None

"""Take confidential values out of a request, and mark confidential responses.

The error log keeps a request whole: form, cookies, headers, body. So what
somebody wrote leaves the request before anything is done with it. Pages and
services alike use these functions; a request is whatever has the mappings
``form``, ``other``, ``cookies`` and ``environ``.

Secrets leave it even before the page is looked up, on every page of the site, since
a browser sends its cookies to any: ``set_aside`` puts them into an attribute that
nothing prints, where only the functions that take them look.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any


# Kept by no proxy and no browser: what one person alone may read.
PRIVATE = {"Cache-Control": "private, no-store"}
# Also no referrer for other sites, and no entry in search engines.
CONFIDENTIAL = {
    **PRIVATE,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
VAULT_COOKIE = "__conduct_vault"
VAULT_HEADER = "X-Conduct-Vault"
# Fields of passphrases, and of the seven words of a receipt.
SECRET_FIELDS = ("passphrase", "again", "former", "other", "words")
_ASIDE = "_conduct_aside"
_BODIES = ("BODY", "BODYFILE")
_QUERIES = ("QUERY_STRING", "REQUEST_URI", "RAW_URI")


def set_aside(request) -> None:
    """Move the token of an open vault out of reach of whoever prints the request."""
    aside = _aside(request)
    aside["cookie", VAULT_COOKIE] = take_cookie(request, VAULT_COOKIE)
    aside["header", VAULT_HEADER] = take_header(request, VAULT_HEADER)


def set_fields_aside(request) -> None:
    """Do the same with the fields of secrets that were sent in a form."""
    if request.method == "POST":
        for name, value in take_fields(request, SECRET_FIELDS).items():
            _aside(request)["field", name] = value


def give_fields_back(request) -> None:
    """Give them back to a page of others, whose fields have the same names."""
    aside = _aside(request)
    for kind, name in list(aside):
        if kind == "field":
            request.form[name] = aside.pop((kind, name))


def _aside(request) -> dict[tuple[str, str], Any]:
    """What was set aside; an attribute is in no mapping of the request."""
    return vars(request).setdefault(_ASIDE, {})


def keep_private(response) -> None:
    """Set the headers that forbid caching of a response."""
    set_headers(response, PRIVATE)


def keep_confidential(response) -> None:
    """Set the headers that forbid caching, indexing and sending a referrer."""
    set_headers(response, CONFIDENTIAL)


def set_headers(response, headers: Mapping[str, str]) -> None:
    """Set each header."""
    for name, value in headers.items():
        response.setHeader(name, value)


def take_fields(request, names: Iterable[str]) -> dict[str, Any]:
    """Remove form fields from the request; return those that were sent."""
    taken = {}
    for name in names:
        if ("field", name) in _aside(request):
            taken[name] = _aside(request).pop(("field", name))
        if name in request.form:
            taken[name] = request.form.pop(name)
        request.other.pop(name, None)
    return taken


def take_form(request, but: str = "") -> dict[str, Any]:
    """Remove all form fields and the body from the request; return the fields.

    ``but`` is left: Plone looks for the token of a form when the page is done.
    """
    taken = take_fields(request, SECRET_FIELDS)
    for name in [name for name in request.form if name != but]:
        taken[name] = request.form.pop(name)
        if request.other.get(name) is taken[name]:  # not what Zope calls so
            del request.other[name]
    forget_body(request)
    return taken


def take_body(request) -> bytes:
    """Remove the body from the request, where Plone looks for a log-in; return it."""
    sent = request.get("BODY") or b""
    if sent:
        request.other["BODY"], request.other["BODYFILE"] = b"", None
    return sent


def take_cookie(request, name: str) -> str:
    """Remove a cookie from the request; return its value, "" when there is none."""
    value = request.cookies.pop(name, "") or _aside(request).pop(("cookie", name), "")
    sent = request.environ.get("HTTP_COOKIE", "")
    kept = [each for each in sent.split(";") if name not in each]
    request.environ["HTTP_COOKIE"] = ";".join(kept)
    return value if isinstance(value, str) else ""


def take_header(request, name: str) -> str:
    """Remove a header from the request; return its value, "" when there is none."""
    sent = request.environ.pop(f"HTTP_{name.upper().replace('-', '_')}", "")
    return sent or _aside(request).pop(("header", name), "")


def forget_body(request) -> None:
    """Remove the body from the request."""
    for name in _BODIES:
        request.other.pop(name, None)


def forget_all(request) -> None:
    """Remove everything that was sent: fields, cookies, query and body."""
    _aside(request).clear()
    request.form.clear()
    request.cookies.clear()
    for name in _QUERIES:
        request.environ.pop(name, None)
    forget_body(request)
    request._file = request._fs = None

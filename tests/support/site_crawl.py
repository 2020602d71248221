"""Request every view and service as every account, and compare the responses.

Whatever a case changes for somebody who may not know of it is a leak: a text, a
count, a status, a header. So the same site is requested before and after a report
was handled completely, and the responses must be the same.
"""

from collections.abc import Iterator
from plone.rest.interfaces import IService
from typing import NamedTuple
from zope.component import getGlobalSiteManager
from zope.component import getUtilitiesFor
from zope.interface import providedBy
from zope.publisher.interfaces import IRequest
from zope.schema.interfaces import IVocabularyFactory

import re


# What differs from one answer to the next though nothing happened.
RANDOM = re.compile(
    r"""(name="_authenticator"\s+value="|value="|data-token="|_authenticator=)"""
    r"""[\w-]{32,}|"nonce":\s*"[^"]+"|name="draft"[^>]*"""
)
PLACE = re.compile(r"\bat 0x[0-9a-f]+")  # in memory: Managers see tracebacks
# A file of a skin is in no database: WebDAV says that it was changed just now.
OF_SKINS = re.compile(
    r"(<d:href>[^<]*/portal_skins/(?:(?!<d:response>).)*?getlastmodified>)[^<]*", re.S
)
# view -> why it is not asked
ASIDE = {
    "logout": "ends the session",
    "require_login": "leads to the log-in",
    "require_login_script": "leads to the log-in",
    "test_rendering": "Plone's own sample page, without content",
    "test-rendering": "Plone's own sample page, without content",
    "dashboard.xlsx": "holds the second it was made in; its .csv is asked",
    "members.xlsx": "the same",
    "coverage.xlsx": "the same",
    "@database": "of the whole Zope; test_services.py asks it as everybody",
    "@transactions": "the same",
    "plone-upgrade": "works on the whole instance",
    "plone-overview": "is of the root",
}


FEEDS = ("RSS", "rss.xml", "atom.xml", "itunes.xml", "search_rss")
VERBS = ("PROPFIND", "OPTIONS", "HEAD", "TRACE", "REPORT", "SEARCH")


class CrawlRequest(NamedTuple):
    """One request: a path in the site, with a media type and a verb."""

    path: str
    accept: str
    verb: str = "GET"


def views(context, request, ours_only: bool) -> list[str]:
    """Return the names of all views of a context."""
    found = set()
    for each in getGlobalSiteManager().registeredAdapters():
        if not each.name or len(each.required) != 2:
            continue
        fits, asked = each.required
        if asked is None or not asked.isOrExtends(IRequest):
            continue
        if fits is not None and not providedBy(context).isOrExtends(fits):
            continue
        if each.name.startswith(("GET_", "+")) or is_service(each.factory):
            continue
        if ours_only and "collective.conduct" not in of(each):
            continue
        if re.match(r"^(POST|PATCH|PUT|DELETE|OPTIONS|HEAD)_", each.name):
            continue
        found.add(each.name)
    return sorted(found - ASIDE.keys())


def services(context, ours_only: bool) -> list[str]:
    """Return the names of all services that answer a ``GET`` of a context."""
    found = set()
    for each in getGlobalSiteManager().registeredAdapters():
        name = re.match(r"^GET_application_json_(@[\w.-]+)$", each.name or "")
        if name and len(each.required) == 2:
            fits = each.required[0]
            if fits is None or providedBy(context).isOrExtends(fits):
                if not ours_only or "collective.conduct" in of(each):
                    found.add(name[1])
    return sorted(found - ASIDE.keys())


def of(each) -> str:
    """Return the modules and registration of a view, as text."""
    bases = getattr(each.factory, "__mro__", ())
    told = [getattr(base, "__module__", "") or "" for base in bases]
    return " ".join([*told, str(each.info), repr(each.required)])


def is_service(factory) -> bool:
    return isinstance(factory, type) and IService.implementedBy(factory)


def of_webdav(places) -> Iterator[CrawlRequest]:
    """Yield the requests of a WebDAV client."""
    for place in places:
        path = "/".join(place.getPhysicalPath()[2:])
        for verb in VERBS:
            yield CrawlRequest(f"/{path}" if path else "/", "*/*", verb)


def of_vocabularies() -> list[CrawlRequest]:
    """Return a request for every vocabulary."""
    names = sorted(name for name, _each in getUtilitiesFor(IVocabularyFactory))
    return [
        CrawlRequest(f"/@vocabularies/{name}", "application/json") for name in names
    ]


def of_feeds(places) -> list[CrawlRequest]:
    """Return the requests of a feed reader, by the names that Plone knows."""
    paths = ["/".join(place.getPhysicalPath()[2:]) for place in places]
    return [CrawlRequest(f"/{path}/{feed}", "*/*") for path in paths for feed in FEEDS]


def questions(places, request, ours_only: bool) -> Iterator[CrawlRequest]:
    """Yield all requests: views and services of each place."""
    for place in places:
        path = "/".join(place.getPhysicalPath()[2:])
        root = f"/{path}" if path else ""
        for name in views(place, request, ours_only):
            yield CrawlRequest(f"{root}/@@{name}", "text/html")
        for name in services(place, ours_only):
            yield CrawlRequest(f"{root}/{name}", "application/json")


def comparable_response(answered) -> str:
    """Return a response for comparison: status, relevant headers, body."""
    heads = [
        f"{name}: {value}"
        for name, value in sorted(answered.headers.items())
        if name.lower() not in ("content-length", "date", "etag", "last-modified")
    ]
    body = PLACE.sub("at …", answered.body.decode("utf-8", "replace"))
    body = OF_SKINS.sub(r"\1…", body)
    return RANDOM.sub(
        lambda found: f"{found[1] or ''}…", "\n".join([answered.status, *heads, body])
    )

"""Every REST service that answers ``GET``, found in the component registry.

Whatever Plone or another add-on registers is asked too: a service that is new and
takes a path, and has no sample here, fails the test that asks them all.
"""

from collections.abc import Iterator
from collective.conduct.services.endpoints import ENDPOINTS
from tests.support.site_crawl import CrawlRequest
from zope.component import getGlobalSiteManager
from zope.interface import providedBy
from zope.publisher.interfaces import IPublishTraverse

import re


_NAME = re.compile(r"^GET_([a-z]+)_([a-z]+)_(@[\w.-]+)?$")
# service -> what follows its name in a path, besides nothing
STEPS: dict[str, tuple[str, ...]] = {
    "@addons": ("collective.conduct",),
    "@comments": ("1",),
    "@controlpanels": ("conduct-settings", "site", "nowhere"),
    "@groups": ("Administrators", "AuthenticatedUsers", "nobody"),
    "@history": ("0", "9"),
    "@linkintegrity": ("?uids=x",),
    "@portrait": ("office", "hrchef"),
    "@querysources": ("subjects", "relatedItems"),
    "@registry": ("collective.conduct.leave_address", "plone.site_title"),
    "@sources": ("subjects", "relatedItems"),
    "@types": ("Document", "ConductHub", "ConductCase"),
    "@users": ("office", "hrchef", "?query=o", "?groups-filter=Administrators"),
    "@userschema": ("registration",),
    "@vocabularies": (
        "plone.app.vocabularies.Users",
        "plone.app.vocabularies.Principals",
        "plone.app.vocabularies.Keywords",
        "plone.app.vocabularies.Catalog",
        "plone.app.vocabularies.Actions",
    ),
    # not steps, but what a client sends along
    "": ("?fullobjects=1", "?expand=actions,breadcrumbs,navigation,types,workflow"),
    "@aliases": ("?q=kanarie",),
    "@inherit": ("?expand.inherit.behaviors=plone.dublincore",),
    "@principals": ("?search=o",),
    "@querystring-search": (
        "?query=%7B%22query%22%3A%5B%7B%22i%22%3A%22portal_type%22%2C%22o%22%3A"
        "%22plone.app.querystring.operation.selection.any%22%2C%22v%22%3A%5B"
        "%22ConductCase%22%5D%7D%5D%7D",
    ),
    "@search": ("?SearchableText=kanarie*", "?fullobjects=1&b_size=200"),
    "@conduct-people": ("?q=e",),
}
# value in a path of ours -> samples
VALUES = {"{number}": ("1", "x"), "{id}": ("x",), "{name}": ("circumstances", "x")}
# service that takes a path -> why it has no sample
WITHOUT_PATH = {
    "@sites": "is of the root of Zope, where no site answers",
}


def registered() -> Iterator[tuple[str, str, object, bool]]:
    """Yield name, media type, thing and whether it takes a path, for each service."""
    for each in getGlobalSiteManager().registeredAdapters():
        found = _NAME.match(each.name or "")
        if found and len(each.required) == 2:
            main, sub, name = found.groups()
            takes = IPublishTraverse.implementedBy(each.factory)
            yield name or "", f"{main}/{sub}", each.required[0], takes


def steps_of(name: str) -> tuple[str, ...]:
    """What follows the name of a service, as samples; "" is always asked."""
    ours = [row.step for row in ENDPOINTS if row.verb == "GET" and row.name == name]
    found = [step for each in ours for step in VALUES.get(each, (each,)) if step]
    return (*STEPS.get(name, ()), *found)


def without_sample() -> set[str]:
    """The services that take a path, for which there is neither sample nor reason."""
    ours = {row.name for row in ENDPOINTS}
    taking = {name for name, _kind, _thing, takes in registered() if takes}
    return taking - ours - STEPS.keys() - WITHOUT_PATH.keys()


def requests(places) -> list[CrawlRequest]:
    """Return a request for each service, each place that has it and each sample."""
    found = {}
    for place in places:
        path = "/".join(place.getPhysicalPath()[2:])
        root = f"/{path}" if path else ""
        for name, kind, thing, _takes in registered():
            if thing is None or providedBy(place).isOrExtends(thing):
                for step in ("", *steps_of(name)):
                    between = "" if step.startswith("?") or not step else "/"
                    found[f"{root}/{name}{between}{step}", kind] = None
    return [CrawlRequest(path, kind) for path, kind in sorted(found)]

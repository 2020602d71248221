"""Titles of computed groups, bodies and offices."""

from collective.conduct.core.registers.mandates import CANDIDATES
from collective.conduct.core.registers.mandates import EMPLOYED
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.mandates import PREFIX
from collective.conduct.i18n import _
from collective.conduct.vocabularies.common.catalogue import title_of
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.i18n import translate


_KEY = "collective.conduct.body_titles"


def body_title(body: str) -> str:
    """The title of a body, or its key when it is gone. Cached on the request."""
    request = getRequest()
    kept = {} if request is None else IAnnotations(request).setdefault(_KEY, {})
    if body not in kept:
        kept.update(body_titles())
    return kept.get(body, body)


def body_titles() -> dict[str, str]:
    """The titles of all bodies by key."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(portal_type="ConductBody")
    return {brain.getId: brain.Title for brain in brains}


def group_title(group: str) -> str:
    """The title of ``conduct:<kind>:<key>[:<body>]`` in the request's language."""
    if group == OFFICIALS:
        return _words(_("group_officials", default="All elected officials"))
    if group == EMPLOYED:
        return _words(_("group_employed", default="All who hold a function"))
    if group == CANDIDATES:
        return _words(_("group_candidates", default="All candidates"))
    kind, key, *rest = group.removeprefix(PREFIX).split(":")
    if kind == "candidates":
        return f"{title_of('offices', 'candidate')} ({body_title(key)})"
    if kind == "function":
        title = title_of("functions", key)
        return f"{title} ({body_title(rest[0])})" if rest else title
    if kind == "party":
        return f"{rest[0]} ({body_title(key)})" if rest else key
    return body_title(key)


def held_title(held: str, body: str = "") -> str:
    """The title of a function or an office, with the body it is held in."""
    title = title_of("functions" if held in FUNCTIONS else "offices", held)
    return f"{title}, {body_title(body)}" if body else title


def _words(message) -> str:
    return translate(message, context=getRequest())

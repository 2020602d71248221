"""What a computed group is called on screen."""

from collective.conduct.core.mandates import OFFICIALS
from collective.conduct.core.mandates import PREFIX
from collective.conduct.i18n import _
from collective.conduct.vocabularies.terms import FUNCTION_TITLES
from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate


def body_title(body: str) -> str:
    """The title of a body, or its key when it is gone."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(portal_type="ConductBody", getId=body)
    return brains[0].Title if brains else body


def group_title(group: str) -> str:
    """The title of ``conduct:<kind>:<key>[:<body>]`` in the request's language."""
    if group == OFFICIALS:
        return _words(_("group_officials", default="All elected officials"))
    kind, key, *rest = group.removeprefix(PREFIX).split(":")
    if kind == "function":
        title = _words(FUNCTION_TITLES.get(key, key))
        return f"{title} ({body_title(rest[0])})" if rest else title
    if kind == "party":
        return f"{rest[0]} ({body_title(key)})" if rest else key
    return body_title(key)


def _words(message) -> str:
    return translate(message, context=getRequest())

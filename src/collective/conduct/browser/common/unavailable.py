"""A site that this version cannot read is refused before anything of it is asked.

The classes and interfaces of a development version have gone, and its registry of
components cannot even be loaded: each page, also of Plone, would fail. So who
enters the site is stopped at its door, in words (docs/decisions/065).
"""

from collective.conduct.browser.common.plain_page import LARGE
from collective.conduct.browser.common.plain_page import plain_page
from collective.conduct.browser.common.plain_page import TITLE
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.operations.common.request_privacy import forget_all
from collective.conduct.operations.common.request_privacy import keep_confidential
from collective.conduct.operations.common.site_version import refusal
from collective.conduct.vocabularies.errors import status
from collective.conduct.vocabularies.errors import words
from plone.base.interfaces import IPloneSiteRoot
from Products.Five.browser import BrowserView
from zope.component import adapter
from zope.i18n import translate
from zope.interface import Interface
from zope.publisher.browser import BrowserLanguages
from zope.traversing.interfaces import IBeforeTraverseEvent

import json


LANGUAGES = ("sv", "da", "en")
NEAR = {"nb": "da", "no": "da", "nn": "da"}  # who reads these reads Danish


@adapter(Interface, IBeforeTraverseEvent)
def stop_at_the_door(site, event) -> None:
    """Refuse a site of a version before the first that is kept.

    For everything, not for ``ISite``: so it is asked before others use the site.
    """
    if IPloneSiteRoot.providedBy(site) and refusal(site) == "site_too_old":
        forget_all(event.request)  # the error log keeps a request whole
        raise Unavailable("site_too_old")


class UnavailableView(BrowserView):
    """What is said of an ``Unavailable`` that nobody has caught: 503, in words."""

    title = TITLE

    def __call__(self) -> str:
        response, error = self.request.response, self.context
        response.setStatus(status(error), lock=True)  # others set 500 after it
        keep_confidential(response)
        language = language_of(self.request)
        said = translate(words(error), target_language=language)
        if wants_json(self.request):
            response.setHeader("Content-Type", "application/json")
            return json.dumps({"code": error.code, "message": said})
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        return plain_page(said, language, title=self.title)


class TooLargeView(UnavailableView):
    """What is said to whoever sends more than is read: 413, in words."""

    title = LARGE


def language_of(request) -> str:
    """The first of our languages that the browser asks for; English without one."""
    wanted = BrowserLanguages(request).getPreferredLanguages()
    codes = (each.split("-")[0] for each in wanted)
    near = (NEAR.get(each, each) for each in codes)
    return next((each for each in near if each in LANGUAGES), LANGUAGES[-1])


def wants_json(request) -> bool:
    """Whether a program asks."""
    path = request.environ.get("PATH_INFO", "")
    accepted = request.environ.get("HTTP_ACCEPT", "")
    return "++api++" in path or "application/json" in accepted

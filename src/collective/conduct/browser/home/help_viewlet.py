"""Viewlet on every page: links to help (D4) and to the code of conduct (C19).

Help is linked for everybody who is logged in, the code for those who are asked
to answer it."""

from collective.conduct.browser.common.base import Page
from collective.conduct.operations.answers.edition_queries import codes_for
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.obligations import is_ever_asked
from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import ViewletBase


class AlwaysViewlet(ViewletBase):
    """A line above every page of the site, not shown to anonymous visitors."""

    @cached_property
    def hub_url(self) -> str:
        """The address of the hub, "" for those who may not see it."""
        if api.user.is_anonymous():
            return ""
        home = hub()
        seen = home is not None and api.user.has_permission("View", obj=home)
        return home.absolute_url() if seen else ""

    @cached_property
    def is_asked(self) -> bool:
        """Whether the user is ever asked to answer."""
        return is_ever_asked(actor(self.context).person)

    def render(self):
        return super().render() if self.hub_url else ""


class TheCode(Page):
    """Redirect to the code in force that binds the user, or to the hub."""

    goes_on = True

    def show(self):
        found = codes_for(self.who.person)
        url = found[0].absolute_url() if len(found) == 1 else self.hub_url
        self.request.response.redirect(url)
        return ""

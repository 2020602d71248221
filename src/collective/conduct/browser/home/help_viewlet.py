"""One click away from every page: where to turn, for everybody who is logged in
(D4), and the code, for those who answer to it (C19)."""

from collective.conduct.browser.common.base import Page
from collective.conduct.operations.answers.edition_queries import codes_for
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.obligations import is_ever_asked
from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import ViewletBase


class AlwaysViewlet(ViewletBase):
    """A line above every page of the site; never for anonymous visitors."""

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
        """Whether whoever looks is somebody who is asked to answer."""
        return is_ever_asked(actor(self.context).person)

    def render(self):
        return super().render() if self.hub_url else ""


class TheCode(Page):
    """Lead to the code in force that binds the person, or to the hub."""

    def show(self):
        found = codes_for(self.who.person)
        url = found[0].absolute_url() if len(found) == 1 else self.hub_url
        self.request.response.redirect(url)
        return ""

"""The code is one click away from every page, for those who answer to it (C19)."""

from collective.conduct.browser.base import Page
from collective.conduct.operations.authority import actor
from collective.conduct.operations.hub import hub
from collective.conduct.operations.obligations import is_ever_asked
from collective.conduct.operations.reading import codes_for
from functools import cached_property
from plone.app.layout.viewlets.common import ViewletBase


class AlwaysViewlet(ViewletBase):
    """A line above every page of the site, for those who may be asked to answer."""

    @cached_property
    def hub_url(self) -> str:
        """The address of the hub, "" for everybody else."""
        home = hub() if is_ever_asked(actor(self.context).person) else None
        return home.absolute_url() if home is not None else ""

    def render(self):
        return super().render() if self.hub_url else ""


class TheCode(Page):
    """Lead to the code in force that binds the person, or to the hub."""

    def show(self):
        found = codes_for(self.who.person)
        url = found[0].absolute_url() if len(found) == 1 else self.hub_url
        self.request.response.redirect(url)
        return ""

"""Endpoints of Plone that fail with a server error; here they answer 4xx."""

from collective.conduct.services.common import rest
from OFS.CopySupport import CopyError
from plone.restapi.services.controlpanels.update import ControlpanelsUpdate
from plone.restapi.services.copymove.copymove import Copy
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import NotFound


class CopyContent(Copy):
    """``@copy``: answer 403 for what cannot be copied, where Plone fails."""

    on, right = "folder", "zope2.View"
    refuses = (rest.Refused,)

    @rest.endpoint("POST @copy", None)
    def reply(self) -> list[rest.JsonObject] | None:
        """Copy content; editions, launched campaigns and cases are never copied."""
        try:
            return super().reply()
        except CopyError:
            pass
        raise Forbidden("This cannot be copied.")


class UpdateSettings(ControlpanelsUpdate):
    """``@controlpanels``: answer 404 for an unknown name, where Plone fails."""

    on, right = "site", "plone.app.controlpanel.Overview"
    refuses = (rest.Invalid, rest.Missing)

    @rest.endpoint("PATCH @controlpanels/{name}", None)
    def reply(self) -> None:
        """Change settings; ours are `conduct-settings`."""
        if self.params and self.panel_by_name(self.params[0]) is None:
            raise NotFound(self.params[0])
        try:
            return super().reply()
        except (TypeError, ValueError):  # of a value that a field cannot read
            pass
        raise BadRequest("A setting is not of the right kind.")

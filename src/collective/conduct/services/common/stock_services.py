"""Endpoints of Plone that answer too much, or fail with a server error.

The database is that of the whole Zope: its undo log and its size tell of every
report, opening and answer. Only a Manager of Zope sees them (S8-S11).

Other services fail over a path or body that they do not expect: they answer 400
then, and the log has the place.
"""

from AccessControl import getSecurityManager
from collections.abc import Callable
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.common.safe_errors import note
from collective.conduct.operations.common.safe_errors import OUTSIDE
from collective.conduct.services.common import rest
from collective.conduct.services.common.base import ConductService
from functools import partial
from OFS.CopySupport import CopyError
from plone.rest.interfaces import IService
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services.controlpanels.update import ControlpanelsUpdate
from plone.restapi.services.copymove.copymove import Copy
from plone.restapi.services.database.get import DatabaseGet
from plone.restapi.services.transactions.get import TransactionsGet
from plone.restapi.services.transactions.patch import TransactionsPatch
from Products.CMFEditions.interfaces.IArchivist import ArchivistError
from typing import Any
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import HTTPException
from zExceptions import NotFound
from ZODB.POSException import POSError
from zope.component import adapter
from zope.interface import Invalid
from ZPublisher.interfaces import IPubAfterTraversal


# What code raises over a value that it does not expect; a full disk is none of it.
ODD = (
    ArchivistError,
    AttributeError,
    DeserializationError,
    Invalid,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@adapter(IPubAfterTraversal)
def guard(event) -> None:
    """Catch what a service of Plone or of another add-on raises over its input."""
    service = event.request.get("PUBLISHED")
    service = getattr(service, "__self__", service)
    if not IConductLayer.providedBy(event.request) or not IService.providedBy(service):
        return
    if hasattr(service, "reply") and not isinstance(service, ConductService):
        service.reply = partial(_answered, service.reply)


def _answered(reply: Callable[[], Any]) -> Any:
    try:
        return reply()
    except (*OUTSIDE, POSError, HTTPException):
        raise
    except ODD as error:
        note(error)
    raise BadRequest("This cannot be answered.")  # nothing is chained


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
        return super().reply()


class _OfZope:
    """Answers 403 unless whoever asks may undo at the root of Zope."""

    on, right = "site", "zope2.Undo"
    refuses = (rest.Refused,)

    def require_zope(self) -> None:
        """Raise ``Forbidden`` for an account that is Manager of a site alone."""
        root = self.context.getPhysicalRoot()
        if not getSecurityManager().checkPermission("Undo changes", root):
            raise Forbidden("Only a Manager of Zope may see this.")


class DatabaseFacts(_OfZope, DatabaseGet):
    """``@database`` for Managers of Zope."""

    @rest.endpoint("GET @database", None)
    def reply(self) -> rest.JsonObject:
        """Size of the database."""
        self.require_zope()
        return super().reply()


class UndoLog(_OfZope, TransactionsGet):
    """``GET @transactions`` for Managers of Zope."""

    @rest.endpoint("GET @transactions", None)
    def reply(self) -> list[rest.JsonObject]:
        """The transactions of the database."""
        self.require_zope()
        return super().reply()


class Undo(_OfZope, TransactionsPatch):
    """``PATCH @transactions`` for Managers of Zope."""

    @rest.endpoint("PATCH @transactions", None)
    def reply(self) -> rest.JsonObject:
        """Undo transactions."""
        self.require_zope()
        return super().reply()

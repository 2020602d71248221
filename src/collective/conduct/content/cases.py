"""Content types ConductCase and ConductReport, without any metadata (DESIGN 1.5, 2).

The report itself lies in the vault; the objects have a number, a state and local
roles. Plone asks objects for titles, creators and dates at many places, and writes
some by itself: all of these stay empty.
"""

from collective.conduct.content.common.guarded import IGuarded
from collective.conduct.content.common.guarded import ISilent
from DateTime import DateTime
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from plone.supermodel import model
from zope.interface import implementer


EPOCH = DateTime("1970/01/01 00:00:00 UTC")


class IConductCase(model.Schema):
    """Schema of a case. It has no field, so no form can show any."""


class IConductReport(model.Schema):
    """Schema of a report in a case. It has no field, so no form can show any."""


@implementer(ISilent)
class Silent:
    """Base class that answers Plone's metadata with empty values and ignores writes.

    Never indexed, copied, moved or owned; when it was made or changed is stored in
    our own index alone.
    """

    creation_date = modification_date = EPOCH
    title = description = ""
    creators = contributors = subject = ()

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _LEFT_ASIDE:
            super().__setattr__(name, value)

    def Title(self) -> str:
        return ""

    def Description(self) -> str:
        return ""

    def Creator(self) -> str:
        return ""

    def listCreators(self) -> tuple:
        return ()

    def Subject(self) -> tuple:
        return ()

    def addCreator(self, creator=None) -> None:
        """Do nothing: the user who is logged in while it is written stays unknown."""

    def notifyModified(self) -> None:
        """Do nothing: a modification time would reveal a change."""

    def indexObject(self) -> None:
        """Do nothing: no catalog may contain it."""

    def unindexObject(self) -> None:
        """Do nothing, see ``indexObject``."""

    def reindexObject(self, idxs=None) -> None:
        """Do nothing, see ``indexObject``."""

    def reindexObjectSecurity(self, skip_self=False) -> None:
        """Do nothing, see ``indexObject``."""

    def cb_isCopyable(self) -> bool:
        return False

    def cb_isMoveable(self) -> bool:
        return False


_LEFT_ASIDE = frozenset(
    (
        *("creation_date", "modification_date", "effective_date", "expiration_date"),
        *("title", "description", "creators", "contributors", "subject", "rights"),
        *("language", "layout", "_owner"),
    )
)


@implementer(IConductCase, IGuarded)
class ConductCase(Silent, Container):
    """See IConductCase. Its id is 32 random hex digits."""


@implementer(IConductReport)
class ConductReport(Silent, Item):
    """See IConductReport."""

"""ConductCase and ConductReport: content that tells nothing (DESIGN 1.5, 2).

What was sent in lies in the vault; here are a number, a state and the fact that
somebody handles it. Plone asks objects for titles, creators and dates at many
places, and writes some by itself: all of these stay empty.
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
    """A case. Nothing of it is for a form."""


class IConductReport(model.Schema):
    """One thing that was sent in, in a case. Nothing of it is for a form."""


@implementer(ISilent)
class Silent:
    """What Plone may ask, answered with nothing; what it writes, left aside.

    Never indexed, copied, moved or owned; when it was made or changed stands in
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
        """Nothing: whoever is logged in while it is written is nobody's business."""

    def notifyModified(self) -> None:
        """Nothing: the time of a change would tell of one."""

    def indexObject(self) -> None:
        """Nothing: no catalog knows of it."""

    def unindexObject(self) -> None:
        """Nothing, see above."""

    def reindexObject(self, idxs=None) -> None:
        """Nothing, see above."""

    def reindexObjectSecurity(self, skip_self=False) -> None:
        """Nothing, see above."""

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

"""Content type ConductEdition: a frozen edition in a policy or code (DESIGN 1.2, 5).

What was adopted is one canonical JSON text, ``manifest_json``, and its
SHA-256. Dated facts that came later are stored beside it: correction notes, an
annulment, a repeal.
"""

from collective.conduct.i18n import _
from plone.dexterity.content import Item
from plone.supermodel import model
from zExceptions import Forbidden
from zope import schema
from zope.event import notify
from zope.interface import implementer
from zope.traversing.interfaces import BeforeTraverseEvent

import json


FROZEN = "A frozen edition cannot be changed."
# set once, by the adoption
ADOPTED = frozenset(("title", "number", "manifest_hash", "manifest_json", "reopens"))
# set once, at creation
BORN = frozenset(("creation_date", "modification_date", "creators", "language"))
# never set: validity is computed from the manifest, the others have no use here
LEFT_ASIDE = frozenset(
    (
        "effective_date",
        "expiration_date",
        "contributors",
        "rights",
        "subject",
        "description",
        "layout",
    )
)


class IConductEdition(model.Schema):
    """Facts of an edition; all are set by an operation, none by a form."""

    number = schema.Int(title=_("label_number", default="Edition"), readonly=True)
    manifest_hash = schema.ASCIILine(
        title=_("label_manifest_hash", default="SHA-256 of the manifest"),
        readonly=True,
    )
    manifest_json = schema.Text(
        title=_("label_manifest", default="Manifest"), readonly=True
    )
    annulled_on = schema.Date(
        title=_("label_annulled_on", default="Annulled"), readonly=True, required=False
    )
    repealed_on = schema.Date(
        title=_("label_repealed_on", default="Repealed"), readonly=True, required=False
    )
    reopens = schema.Bool(
        title=_("label_reopens", default="Asks for a new answer"), readonly=True
    )


@implementer(IConductEdition)
class ConductEdition(Item):
    """See IConductEdition."""

    # No type hints here: they would make a __annotations__ on the class, and Zope
    # would keep the annotations of every edition in that one.
    number = 0
    manifest_hash = ""
    manifest_json = "{}"
    annulled_on = None
    repealed_on = None
    reopens = True
    notes = ()  # correction notes: ((ISO day, words), …)

    @property
    def manifest(self) -> dict:
        """The manifest as it was frozen."""
        return json.loads(self.manifest_json)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change what was adopted; ignore what Plone sets on its own.

        Endpoints and bulk actions write dates, creators and rights straight
        onto the object, some before they look at any right (DESIGN 5 b).
        """
        if not name.startswith("_"):
            self._p_activate()  # a ghost seems to have nothing yet
        known = name in self.__dict__
        if known and name in ADOPTED:
            raise Forbidden(FROZEN)
        if name not in LEFT_ASIDE and not (known and name in BORN):
            super().__setattr__(name, value)

    def __before_publishing_traverse__(self, arg1, arg2=None):
        """Notify of the traversal, so that ``browser.campaigns.embargo`` may refuse."""
        super().__before_publishing_traverse__(arg1, arg2)
        notify(BeforeTraverseEvent(self, arg2 if arg2 is not None else arg1))

    def http__etag(self, readonly: int = 0) -> str:
        """Return the hash as the ETag of WebDAV, so that reading writes nothing."""
        return self.manifest_hash

    def http__refreshEtag(self) -> None:
        """Do nothing: the hash never changes."""

    def cb_isCopyable(self) -> bool:
        """Answer no: an edition is made by adoption only."""
        return False

    def cb_isMoveable(self) -> bool:
        """Answer no: an edition stays in its document."""
        return False

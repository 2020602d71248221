"""ConductEdition: a frozen edition inside a policy or code (DESIGN 1.2, 5).

What was adopted is one canonical JSON text, ``manifest_json``, and its
SHA-256. Beside it lie dated facts that came later: correction notes, an
annulment, a repeal. Every method of Plone that would touch it is closed.
"""

from collective.conduct.i18n import _
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer

import json


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
    notes = ()  # correction notes: ((ISO day, words, person), …)

    @property
    def manifest(self) -> dict:
        """The manifest as it was frozen."""
        return json.loads(self.manifest_json)

    # Doors that Plone opens before it asks (DESIGN 5 b): no-ops.
    def notifyModified(self) -> None:
        """Keep the dates that the edition was born with."""

    def setModificationDate(self, modification_date=None) -> None:
        """Keep the date; set once, when there is none yet."""
        if self.modification_date is None:
            super().setModificationDate(modification_date)

    def setEffectiveDate(self, effective_date) -> None:
        """Refuse silently: in force is computed from the manifest."""

    def setExpirationDate(self, expiration_date) -> None:
        """Refuse silently: validity is computed from the manifest."""

    def addCreator(self, creator=None) -> None:
        """Keep the creators: who adopted stands in the ledger."""

    def cb_isCopyable(self) -> bool:
        """Answer no: an edition is made by adoption only."""
        return False

    def cb_isMoveable(self) -> bool:
        """Answer no: an edition stays in its document."""
        return False

"""Labels of the header's fields, the same as in the form of the draft."""

from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.documents.header_fields import FIELDS
from collective.conduct.i18n import _


# Fields that the draft lacks, and fields with another label than in its form.
OWN = {
    "decided_on": _("label_decided_on", default="Date of the decision"),
    "paragraph": _("label_paragraph", default="Paragraph"),
    "valid_from": _("label_valid_from", default="In force from"),
    "valid_to": _("label_valid_to", default="In force until"),
    "description": _("label_source", default="Source and date"),
}
LABELS = {
    name: field.title for name, field in IGoverningDocument.namesAndDescriptions()
} | OWN
LABELS = {each.name: LABELS.get(each.name) for each in FIELDS}
require_rows(
    [name for name, label in LABELS.items() if label],
    [each.name for each in FIELDS],
    "content/documents/governing.py: IGoverningDocument,"
    " or browser/documents/header_labels.py: OWN,",
)

"""Labels, input types and vocabularies of the import preview's fields."""

from collective.conduct.core.documents.header_fields import BODY
from collective.conduct.core.documents.header_fields import CLASS
from collective.conduct.core.documents.header_fields import DAY
from collective.conduct.core.documents.header_fields import FUNCTION
from collective.conduct.core.documents.header_fields import TYPE
from collective.conduct.i18n import _


INPUTS = {DAY: "date", BODY: "choice", FUNCTION: "choice"}
# Stated by a file and not used for a draft: only shown.
ONLY_SAID = {
    "revised_on": _("label_revised_on", default="Last revised"),
    "published_on": _("label_published_on", default="Published"),
}
# value of a header field -> what there is to choose from
VOCABULARIES = {
    BODY: "collective.conduct.bodies",
    FUNCTION: "collective.conduct.functions",
    CLASS: "collective.conduct.document_classes",
    TYPE: "collective.conduct.document_types",
}
PORTAL_TYPES = {
    "ConductPolicy": _("portal_type_policy", default="Governing document"),
    "ConductCode": _("portal_type_code", default="Code of conduct"),
}
NOT_KNOWN = _("option_not_known", default="Not one of the site's own")

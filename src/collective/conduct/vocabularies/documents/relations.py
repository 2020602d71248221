"""Titles of the relations between two documents, seen from either end."""

from collective.conduct.i18n import _


RELATION_TITLES = {
    "based_on": _("relation_based_on", default="Based on"),
    "basis_of": _("relation_basis_of", default="Basis of"),
    "complements": _("relation_complements", default="Complements"),
    "complemented_by": _("relation_complemented_by", default="Complemented by"),
    "replaces": _("relation_replaces", default="Replaces"),
    "replaced_by": _("relation_replaced_by", default="Replaced by"),
    "evidence_for": _("relation_evidence_for", default="Evidence for"),
    "supported_by": _("relation_supported_by", default="Supported by"),
    "clarifies": _("relation_clarifies", default="Clarifies"),
    "clarified_by": _("relation_clarified_by", default="Clarified by"),
    "procedure_for": _("relation_procedure_for", default="Procedure for"),
    "has_procedure": _("relation_has_procedure", default="Has the procedure"),
    "cites": _("relation_cites", default="Cites"),
    "cited_by": _("relation_cited_by", default="Cited by"),
    "related": _("relation_related", default="Related to"),
}

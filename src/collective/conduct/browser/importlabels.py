"""What the fields of an import are called."""

from collective.conduct.i18n import _


# Field of the draft -> (label, kind of input, what the offer is called).
STATED = {
    "decider": (_("label_decider", default="Decided by"), "choice", "decider"),
    "owner_function": (
        _("label_owner_function", default="Responsible function"),
        "choice",
        "owner",
    ),
    "diary_number": (
        _("label_diary_number", default="Diary number"),
        "text",
        "diary_number",
    ),
    "description": (
        _("label_source", default="Source and date"),
        "text",
        "source",
    ),
    "review_due": (_("label_review_due", default="Review due"), "date", "review_due"),
    "decided_on": (
        _("label_decided_on", default="Date of the decision"),
        "date",
        "decided_on",
    ),
    "paragraph": (_("label_paragraph", default="Paragraph"), "text", "paragraph"),
    "valid_from": (
        _("label_valid_from", default="In force from"),
        "date",
        "valid_from",
    ),
    "valid_to": (_("label_valid_to", default="In force until"), "date", "valid_to"),
}
# Said, and of no use for a draft: shown only.
ONLY_SAID = {
    "revised_on": _("label_revised_on", default="Last revised"),
    "published_on": _("label_published_on", default="Published"),
}
VOCABULARIES = {
    "decider": "collective.conduct.bodies",
    "owner_function": "collective.conduct.functions",
    "document_class": "collective.conduct.document_classes",
    "document_type": "collective.conduct.document_types",
}
PORTAL_TYPES = {
    "ConductPolicy": _("portal_type_policy", default="Governing document"),
    "ConductCode": _("portal_type_code", default="Code of conduct"),
}
NOT_KNOWN = _("option_not_known", default="Not one of the site's own")

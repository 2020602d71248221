"""Messages of errors of contacts, vocabularies and enquiries."""

from collective.conduct.i18n import _


WORDS: dict = {
    "no_vocabulary": _("missing_vocabulary", default="There is no such list."),
    "term_unknown": _("invalid_term_unknown", default="There is no such term."),
    "terms_changed": _(
        "conflict_terms_changed",
        default="Somebody else has changed this list since you opened it. What you"
        " typed is still here: compare, and save again.",
    ),
    "terms_fixed": _(
        "invalid_terms_fixed",
        default="The terms of this list can be renamed, but none can be added or"
        " retired: rights and rules hang on them.",
    ),
    "terms_full": _(
        "invalid_terms_full", default="A list can have ${most} terms at most."
    ),
    "terms_empty": _(
        "invalid_terms_empty", default="At least one term must stay in use."
    ),
    "term_title_long": _(
        "invalid_term_title_long",
        default="The title is too long: ${longest} characters at most.",
    ),
    "term_title_missing": _(
        "invalid_term_title_missing",
        default="Write the title of the term in at least one language.",
    ),
    "term_title_taken": _(
        "invalid_term_title_taken",
        default="Another term of this list is called the same in this language.",
    ),
    "term_order": _(
        "invalid_term_order", default="Write a whole number from 1 to ${last}."
    ),
    "no_channel": _("missing_channel", default="There is no such contact now."),
    "no_enquiry": _("missing_enquiry", default="There is no such enquiry."),
    "not_a_path": _(
        "invalid_not_a_path", default="Choose an agreed path that is open today."
    ),
    "path_without_holder": _(
        "unavailable_path_without_holder",
        default="Nobody holds the function that this path leads to, so nobody would"
        " read your enquiry. Nothing was sent. Call the municipality instead.",
    ),
    "enquiry_empty": _("invalid_enquiry_empty", default="Write what you want to ask."),
    "enquiry_long": _(
        "invalid_enquiry_long",
        default="The enquiry is too long: ${longest} characters at most.",
    ),
}

"""Messages of errors of the notice of own data, of figures and of the calendar."""

from collective.conduct.i18n import _


WORDS = {
    "no_own_notice": _(
        "refused_no_own_notice",
        default="There is no notice for you: it is made for elected officials with a"
        " mandate today, when the municipality has said what it publishes.",
    ),
    "other_notice_shown": _(
        "conflict_other_notice_shown",
        default="The notice has changed since you opened it. Read it again below.",
    ),
    "field_unknown": _(
        "invalid_field_unknown", default="There is no such fact in the register."
    ),
    "language_unknown": _(
        "invalid_language_unknown", default="The language is not one of the product's."
    ),
    "too_many_lines": _(
        "invalid_too_many_lines", default="Write at most ${limit} lines."
    ),
    "line_too_long": _(
        "invalid_line_too_long",
        default="Line ${line} is too long: write at most ${limit} characters.",
    ),
    "recipient_needs_purpose": _(
        "invalid_recipient_needs_purpose",
        default="Line ${line} does not say what for. Write the recipient, a colon and"
        " the purpose.",
    ),
    "no_subject": _("missing_subject", default="There are no figures about this."),
}

"""Refusals of the questions of a report and of the forms that staff design."""

from collective.conduct.i18n import _


WORDS: dict = {
    "form_unknown": _("invalid_form_unknown", default="There is no such form."),
    "question_unknown": _(
        "invalid_question_unknown",
        default="An answer belongs to no question of this form. The form may have been"
        " changed: open it anew. What you wrote is still here.",
    ),
    "reply_missing": _(
        "invalid_reply_missing", default="This question needs an answer."
    ),
    "reply_kind": _(
        "invalid_reply_kind",
        default="This answer is not of the kind that is asked.",
    ),
    "reply_too_long": _(
        "invalid_reply_too_long", default="This answer is too long for the form."
    ),
    "reply_not_offered": _(
        "invalid_reply_not_offered", default="Choose among those in the list."
    ),
    "reply_day": _("invalid_reply_day", default="Write the day as 2027-01-15."),
}

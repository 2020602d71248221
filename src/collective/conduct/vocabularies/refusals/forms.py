"""Refusals of the questions of a report and of the forms that staff design."""

from collective.conduct.i18n import _


WORDS: dict = {
    "form_unknown": _("invalid_form_unknown", default="There is no such form."),
    "question_unknown": _(
        "invalid_question_unknown",
        default="An answer belongs to no question of this form. The form may have been"
        " changed: open it anew. What you wrote is still here.",
    ),
    "answer_missing": _(
        "invalid_answer_missing", default="This question needs an answer."
    ),
    "answer_kind": _(
        "invalid_answer_kind",
        default="This answer is not of the kind that is asked for.",
    ),
    "answer_too_long": _("invalid_answer_too_long", default="This answer is too long."),
    "answer_not_offered": _(
        "invalid_answer_not_offered", default="Choose among those in the list."
    ),
    "answer_day": _("invalid_answer_day", default="Write the day as 2027-01-15."),
}

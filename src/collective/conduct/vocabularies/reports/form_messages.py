"""Error messages of report questions and of the forms that staff design."""

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
    "receipt_unknown": _(
        "missing_receipt_unknown",
        default="No report belongs to these words. Look at each of the seven, and at"
        " their order.",
    ),
    "not_base64": _(
        "invalid_not_base64", default="The data of a file is not sent as base64."
    ),
    "body_too_large": _(
        "invalid_body_too_large_at_once",
        default="What was sent is larger than the ${limit} bytes that can be sent at"
        " once. Send fewer or smaller files (over REST as multipart/form-data), and"
        " write that you have more.",
    ),
    "no_designed_form": _(
        "missing_designed_form", default="There is no such form any more."
    ),
    "designed_twice": _(
        "conflict_designed_twice",
        default="A form is already there in that language: change its questions.",
    ),
    "designed_faulty": _(
        "conflict_designed_faulty",
        default="The form cannot be used yet. What is wrong stands beside it.",
    ),
    "no_easyform": _(
        "unavailable_no_easyform",
        default="The add-on EasyForm is not installed on this site. An administrator"
        " can install it in the control panel.",
    ),
}
# what keeps a designed form from being used; ${name} is a field, action or setting
FAULTS = {
    "form_override": _(
        "fault_form_override",
        default="The setting ${name} must be empty: it could show or send what was"
        " written.",
    ),
    "form_unreadable": _(
        "fault_form_unreadable",
        default="The actions of the form cannot be read. Remove it and make it anew.",
    ),
    "form_other_action": _(
        "fault_form_other_action",
        default="The action ${name} must be switched off: answers would be mailed or"
        " kept in clear text.",
    ),
    "form_expression": _(
        "fault_form_expression",
        default="${name} has an expression, a check, a condition or is hidden. Leave"
        " those settings empty.",
    ),
    "form_field_kind": _(
        "fault_form_field_kind",
        default="${name} is of a kind that cannot be asked. Use text, choice, multiple"
        " choice, date, yes or no, or file.",
    ),
    "form_asks_nothing": _(
        "fault_form_asks_nothing", default="The form has no questions."
    ),
}

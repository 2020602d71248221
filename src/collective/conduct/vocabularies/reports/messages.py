"""Error messages of sending a report, and of its follow-up."""

from collective.conduct.i18n import _


WORDS: dict = {
    "intake_closed": _(
        "unavailable_intake_closed",
        default="Reports cannot be received here at this moment. Nothing was sent."
        " Call one of the numbers on the first page instead.",
    ),
    "nobody_left": _(
        "unavailable_nobody_left",
        default="Nobody is left who could receive this: it is about them, they have"
        " seen it, or nobody has a confirmed key. Nothing was sent. Call one of the"
        " numbers below, or keep it for now and send it later.",
    ),
    "sealing_changed": _(
        "conflict_sealing_changed",
        default="Nothing was sent yet. Read below who can open it as you have chosen,"
        " and send it again if it shall be so. Files have to be chosen once more.",
    ),
    "not_unticked": _(
        "invalid_not_unticked",
        default="This person is not kept out by your choice, or not by it alone.",
    ),
    "no_recipient": _(
        "invalid_no_recipient",
        default="Leave at least one person ticked who will read it.",
    ),
    "recipient_not_offered": _(
        "conflict_recipient_not_offered",
        default="Those who can read it have changed since you opened the page. Look at"
        " the names, and send it again.",
    ),
    "report_empty": _(
        "invalid_report_empty",
        default="Nothing is written yet. One sentence is enough, or a file.",
    ),
    "report_too_long": _(
        "invalid_report_too_long",
        default="The text is too long to be sent at once. Shorten it, or put a part of"
        " it in a file.",
    ),
    "told_on": _(
        "invalid_told_on", default="Write the day as a date that is not to come."
    ),
    "reporter_missing": _(
        "invalid_reporter_missing",
        default="Write your name, or choose to send it without a name.",
    ),
    "name_not_sealed": _(
        "invalid_name_not_sealed",
        default="Nobody is there who could agree to opening a sealed name. Choose"
        " another way to sign it.",
    ),
    "form_nonce": _(
        "invalid_form_nonce",
        default="This form was not opened here. What you wrote is still here: send it"
        " again.",
    ),
    "form_stale": _(
        "conflict_form_stale",
        default="Your log-in has ended or changed since you opened the page. What you"
        " wrote is still here: press the button again.",
    ),
    "sent_from_elsewhere": _(
        "conflict_sent_from_elsewhere",
        default="Your browser says that another site sent this form. If you pressed the"
        " button yourself, press it again.",
    ),
    "trap_filled": _(
        "invalid_trap_filled",
        default="A field that people do not see was filled in, as programs do. It is"
        " empty again, and what you wrote is still here: press the button again.",
    ),
    "too_many_tries": _(
        "unavailable_too_many_tries",
        default="There were too many tries just now. Wait ${seconds} seconds and press"
        " the button again. What you wrote is still here.",
    ),
    "sent_already": _(
        "conflict_sent_already",
        default="This form has been sent already. Come back to it with its seven"
        " words.",
    ),
    "words_gone": _(
        "conflict_words_gone",
        default="More than half an hour has passed: the words cannot be shown again."
        " What you sent is safe with those who read it.",
    ),
    "message_empty": _("invalid_message_empty", default="Write a message first."),
    "message_too_long": _(
        "invalid_message_too_long",
        default="The message is too long: ${limit} characters at most.",
    ),
    "draft_gone": _(
        "conflict_draft_gone",
        default="The page was open for too long. Write your seven words again; what you"
        " typed is still here.",
    ),
}

"""The delivered texts of the mail templates; a site may change them.

Placeholders are filled later (``core.mail.templates``), so the defaults have them.
"""

from collective.conduct.i18n import _


TITLES = {
    "frame": _("letter_frame", default="Around every letter"),
    "digest": _("letter_digest", default="Several things in one letter"),
    "duty_new": _("letter_duty_new", default="An answer is asked for"),
    "duty_reminder": _("letter_duty_reminder", default="Reminder"),
    "duty_escalated": _("letter_duty_escalated", default="Answers are missing"),
    "own_data": _("letter_own_data", default="What is published about you"),
    "task_channel": _("letter_task_channel", default="A contact must be checked"),
    "task_review": _("letter_task_review", default="A document must be reviewed"),
    "enquiry": _("letter_enquiry", default="An enquiry has come in"),
    "case_new": _("letter_case_new", default="Something new waits at the desk"),
    "case_message": _("letter_case_message", default="Something waits at the desk"),
    "key_event": _("letter_key_event", default="A key of those who handle reports"),
    "test": _("letter_test", default="Test letter"),
}
PART_TITLES = {
    "greeting": _("letter_part_greeting", default="Greeting"),
    "closing": _("letter_part_closing", default="Closing words"),
    "subject": _("letter_part_subject", default="Subject"),
    "body": _("letter_part_body", default="Text"),
}
HOLE_TITLES = {
    "name": _("hole_name", default="the name of the reader"),
    "site": _("hole_site", default="the name of the site"),
    "title": _("hole_title", default="the title of what it is about"),
    "due": _("hole_due", default="the last day, in words"),
    "count": _("hole_count", default="how many"),
    "link": _("hole_link", default="the address of the page"),
}
# The same in all cases: a mail must not show whether a case is new or old.
_DESK = {
    "subject": _("letter_case_subject", default="Something waits for you"),
    "body": _(
        "letter_case_body",
        default="Something waits for you at your desk. It is read after logging in:"
        " ${link}",
    ),
}


def _letter(subject, body) -> dict:
    return {"subject": subject, "body": body}


WORDS = {
    "frame": {
        "greeting": _("letter_frame_greeting", default="Hello ${name},"),
        "closing": _(
            "letter_frame_closing",
            default="This letter was sent by ${site}. It cannot be replied to."
            " Everything that waits for you stands on your page: ${link}",
        ),
    },
    "digest": _letter(
        _("letter_digest_subject", default="${site}: ${count} things wait for you"),
        _("letter_digest_body", default="This waits for you (${count}):"),
    ),
    "duty_new": _letter(
        _("letter_duty_new_subject", default="Please answer: ${title}"),
        _(
            "letter_duty_new_body",
            default="You are asked to read ${title} and to answer by ${due}."
            " Read it and answer here: ${link}",
        ),
    ),
    "duty_reminder": _letter(
        _("letter_duty_reminder_subject", default="Reminder: ${title}"),
        _(
            "letter_duty_reminder_body",
            default="Your answer to ${title} is still missing. The last day is ${due}."
            " To decline is an answer too, and ends these reminders."
            " Read it and answer here: ${link}",
        ),
    ),
    "duty_escalated": _letter(
        _("letter_duty_escalated_subject", default="Answers are missing: ${title}"),
        _(
            "letter_duty_escalated_body",
            default="The last day to answer ${title} was ${due}. Answers still missing:"
            " ${count}. See whose, after logging in: ${link}",
        ),
    ),
    "own_data": _letter(
        _("letter_own_data_subject", default="What the municipality says about you"),
        _(
            "letter_own_data_body",
            default="What the municipality publishes or passes on about you has"
            " changed. Please read it here: ${link}",
        ),
    ),
    "task_channel": _letter(
        _("letter_task_channel_subject", default="Please check: ${title}"),
        _(
            "letter_task_channel_body",
            default="Nobody has checked the contact ${title} for a year. Is everything"
            " in it still right? Look here: ${link}",
        ),
    ),
    "task_review": _letter(
        _("letter_task_review_subject", default="Please review: ${title}"),
        _(
            "letter_task_review_body",
            default="${title} should have been reviewed by ${due}. Open it: ${link}",
        ),
    ),
    "enquiry": _letter(
        _("letter_enquiry_subject", default="An enquiry waits for you"),
        _(
            "letter_enquiry_body",
            default="Somebody has sent you an enquiry along the agreed path. It is"
            " read after logging in: ${link}",
        ),
    ),
    "case_new": _DESK,
    "case_message": _DESK,
    "key_event": _letter(
        _("letter_key_event_subject", default="Keys for reports: look at this"),
        _(
            "letter_key_event_body",
            default="${title} Everybody who has a key is told. If you did not expect"
            " it, call a colleague who handles reports today, by a number that you"
            " know. See the keys here: ${link}",
        ),
    ),
    "test": _letter(
        _("letter_test_subject", default="Test letter from ${site}"),
        _(
            "letter_test_body",
            default="This is a test. Letters from ${site} reach you.",
        ),
    ),
}

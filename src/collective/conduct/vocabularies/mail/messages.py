"""Error messages of mail, its templates and the timed job; reasons of failures."""

from collective.conduct.i18n import _


WORDS: dict = {
    "unknown_notice": _(
        "invalid_unknown_notice", default="There is no such kind of notice."
    ),
    "no_parcel": _(
        "missing_parcel",
        default="This letter is no longer in the list: it has left, or somebody has"
        " taken it out.",
    ),
    "job_busy": _("conflict_job_busy", default="Another run is at work just now."),
    "not_a_test_site": _(
        "refused_not_a_test_site",
        default="The time can be set on demonstration and test sites only.",
    ),
    "bad_moment": _(
        "invalid_moment", default="Write the time as 2027-01-15 or 2027-01-15T08:00."
    ),
    "no_letter": _("missing_letter", default="There is no such letter."),
    "text_missing": _("invalid_text_missing", default="Write something here."),
    "text_too_long": _("invalid_text_too_long", default="This is too long."),
    "text_one_line": _(
        "invalid_text_one_line", default="A subject must be on one line."
    ),
    "text_hole": _(
        "invalid_text_hole",
        default="A name between the curly brackets is not one of those listed here.",
    ),
    "text_link": _(
        "invalid_text_link",
        default="The address of the page is missing: without it the reader does not"
        " know where to go.",
    ),
}
# why a mail was not sent
FAILURES = {
    "mail_not_set": _(
        "failure_mail_not_set", default="No mail server or sender is set."
    ),
    "site_address_not_set": _(
        "failure_site_address_not_set",
        default="The address of the site is not set, so links would lead nowhere.",
    ),
    "mail_down": _("failure_mail_down", default="The mail server did not answer."),
    "mail_login": _(
        "failure_mail_login",
        default="The mail server refused the log-in or an encrypted connection.",
    ),
    "mail_sender": _(
        "failure_mail_sender", default="The mail server refused the sender's address."
    ),
    "mail_busy": _(
        "failure_mail_busy", default="The mail server asked to try again later."
    ),
    "mail_refused": _(
        "failure_mail_refused", default="The mail server refused the letter."
    ),
    "no_account": _("failure_no_account", default="The person has no account."),
    "no_address": _(
        "failure_no_address", default="The account has no usable e-mail address."
    ),
    "letter_broken": _(
        "failure_letter_broken", default="The letter could not be written."
    ),
}

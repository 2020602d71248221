"""Messages of errors of campaigns."""

from collective.conduct.i18n import _


WORDS = {
    "no_campaign": _("missing_campaign", default="There is no such campaign."),
    # planning and launching
    "campaign_kind": _(
        "invalid_campaign_kind", default="Choose what people are asked for."
    ),
    "audience_missing": _(
        "invalid_audience_missing", default="Choose at least one group that is asked."
    ),
    "audience_empty": _(
        "invalid_audience_empty",
        default="Nobody is in these groups on the first day: nobody would be asked.",
    ),
    "due_before_start": _(
        "error_due_before_start",
        default="The last day to answer lies before the first day.",
    ),
    "start_passed": _(
        "invalid_start_passed",
        default="The first day has passed. Choose today or a later day, so that"
        " everybody has the time they were promised.",
    ),
    "no_edition_to_answer": _(
        "invalid_no_edition_to_answer",
        default="The document has no edition that is in force or will be: there is"
        " nothing to answer. Adopt it first.",
    ),
    # those who have not answered
    "other_part": _(
        "refused_other_part",
        default="You can do this for people of your own body who are asked, and for"
        " nobody else.",
    ),
    "not_waiting": _(
        "conflict_not_waiting",
        default="Somebody whom you chose has answered meanwhile, or is no longer"
        " asked. Look at the list again.",
    ),
    "nothing_in_force": _(
        "conflict_nothing_in_force",
        default="The document is not in force today, so nobody owes an answer yet.",
    ),
    "reason_too_long": _(
        "invalid_reason_too_long",
        default="The reason is too long: at most ${limit} characters.",
    ),
}

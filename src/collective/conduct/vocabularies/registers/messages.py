"""Error messages of the registers and of the list import."""

from collective.conduct.i18n import _


WORDS = {
    "no_row": _("missing_row", default="There is no such row."),
    "account_taken": _(
        "conflict_account_taken", default="Somebody else has this account."
    ),
    "account_given": _(
        "conflict_account_given", default="The person has another account already."
    ),
    "key_taken": _("conflict_key_taken", default="Somebody else has this id."),
    "overlap": _(
        "conflict_overlap",
        default="The person holds this already on some of these days. Correct or end"
        " that one first.",
    ),
    "row_changed": _(
        "conflict_row_changed",
        default="Somebody has corrected or ended this meanwhile. Look at it again.",
    ),
    "rows_changed": _(
        "conflict_rows_changed",
        default="The register has changed since this was shown to you, so nothing was"
        " ended. Look at what will happen again.",
    ),
    "row_kind": _(
        "invalid_row_kind",
        default="A mandate cannot become a function. Take it out and record the other.",
    ),
    "leader_without_party": _(
        "invalid_leader_without_party",
        default="A group leader leads the group of a party: give the party.",
    ),
    "party_resembles": _(
        "invalid_party_resembles",
        default="The register knows a party with nearly this spelling. Correct it, or"
        " say below that this is another party.",
    ),
    "extent": _(
        "invalid_extent", default="The extent is a whole number from 0 to 100."
    ),
    "day_far": _(
        "invalid_day_far", default="Give a day between the years ${first} and ${last}."
    ),
    "too_long": _("invalid_too_long", default="At most ${limit} characters."),
    "body_unknown": _("invalid_body_unknown", default="There is no such body."),
    "ends_already": _(
        "invalid_ends_already",
        default="It ends no later than that already. Correct it to let it last longer.",
    ),
    "nothing_ends": _(
        "invalid_nothing_ends", default="No mandate of this body ends on that day."
    ),
}

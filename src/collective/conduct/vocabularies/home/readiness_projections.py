"""Texts of the readiness page about what others can reach: keys, seals, projections."""

from collective.conduct.i18n import _


WORDS = {
    "outcomes": (
        _("ready_outcomes", default="Figures of the answers"),
        _("ready_outcomes_ok", default="They are what the record of answers says."),
        _(
            "ready_outcomes_missing",
            default="They differ from the record of answers in ${count} places:"
            " somebody has written to the database. Tell the auditor.",
        ),
    ),
    "case_seals": (
        _("ready_case_seals", default="Seals of the reports"),
        _("ready_case_seals_ok", default="They agree with the file outside."),
        _(
            "ready_case_seals_missing",
            default="They do not agree with the file outside the database: it is older,"
            " or somebody has written to it. Nothing is taken in. Run conduct-doctor.",
        ),
    ),
    "desks": (
        _("ready_desks", default="Desks of those who handle reports"),
        _("ready_desks_ok", default="They show what they must show."),
        _(
            "ready_desks_missing",
            default="They do not show what they must show: somebody has written to the"
            " database. Run conduct-doctor.",
        ),
    ),
    "keystore_open": (
        _("ready_keystore", default="Folder of the keys of cases"),
        "",
        _(
            "ready_keystore_open",
            default="Other users of the machine can read it, so it is not used: take"
            " their rights away (mode 0700, files 0600).",
        ),
    ),
}

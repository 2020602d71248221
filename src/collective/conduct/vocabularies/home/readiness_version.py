"""Words of the readiness page about the version of the records, and about copies."""

from collective.conduct.i18n import _


WORDS = {
    "version": (
        _("ready_version", default="Version of the records"),
        _("ready_version_ok", default="They are of this version (${version})."),
        _(
            "ready_version_missing",
            default="They are of version ${version}, the add-on needs ${needed}. Make a"
            " backup, then upgrade the add-on: until then nothing is received, opened"
            " or answered, and people see phone numbers instead.",
        ),
    ),
    "version_newer": (
        _("ready_version", default="Version of the records"),
        "",
        _(
            "ready_version_newer",
            default="They are of version ${version}, newer than this add-on"
            " (${needed}). Install the version of the add-on that made them.",
        ),
    ),
    "copy": (
        _("ready_copy", default="A copy of another site"),
        _("ready_copy_ok", default="Database and CONDUCT_HOME belong together."),
        _(
            "ready_copy_missing",
            default="This is a copy, or it was moved or restored: nothing is received,"
            " answered, sealed or sent. Run conduct-adopt-copy: with --moved when the"
            " former site is gone, with --copy when this one is for trying things out.",
        ),
    ),
    "trial": (
        _("ready_copy", default="A copy of another site"),
        "",
        _(
            "ready_trial_look",
            default="This is a test copy: it sends no letters, and every page says so.",
        ),
    ),
    "half_missing": (
        _("ready_keystore", default="Folder of the keys of cases"),
        "",
        _(
            "ready_half_missing",
            default="The file server.half is missing, so nothing is received or"
            " opened; none is made anew. Put it back from the backup of CONDUCT_HOME."
            " If it is lost for good, conduct-adopt-copy --new-half makes another:"
            " words of reports made so far then open nothing.",
        ),
    ),
    "half_other": (
        _("ready_keystore", default="Folder of the keys of cases"),
        "",
        _(
            "ready_half_other",
            default="The file server.half is not the one that this site has used, so"
            " nothing is received or opened. Put the former back from the backup of"
            " CONDUCT_HOME. If it is lost for good, conduct-adopt-copy --new-half takes"
            " the one that is there: words of reports made so far then open nothing.",
        ),
    ),
}

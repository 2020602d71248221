"""Words of the readiness page about the version of the records."""

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
}

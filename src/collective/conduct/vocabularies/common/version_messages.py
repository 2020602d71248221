"""Refusals of a site, or what is stored in it: of another version, or a copy."""

from collective.conduct.i18n import _


WORDS = {
    "site_upgrading": _(
        "unavailable_site_upgrading",
        default="This site is being upgraded, so nothing can be received, opened or"
        " answered here just now. Nothing that was there before is lost. Try again"
        " later.",
    ),
    "site_too_old": _(
        "unavailable_site_too_old",
        default="This site's records were made by a development version of the add-on"
        " collective.conduct, which this version cannot read. Nothing was changed."
        " Those who look after the site can run it with the version that made it,"
        " export what is to be kept, and start anew with this one; or ask the makers"
        " of the add-on.",
    ),
    "site_newer": _(
        "unavailable_site_newer",
        default="This site's records were made by a newer version of the add-on, so"
        " nothing can be received, opened or answered here. Ask those who look after"
        " the site to install that version.",
    ),
    "site_copied": _(
        "unavailable_site_copied",
        default="This is a copy of the site, so nothing can be received, answered or"
        " changed here. Use the site itself. Those who look after this one can say"
        " what it is for, with the command conduct-adopt-copy.",
    ),
    "row_newer": _(
        "unavailable_row_newer",
        default="This was written by a newer version of the add-on, so it cannot be"
        " read here. Ask those who look after the site to install that version.",
    ),
    "row_unknown": _(
        "unavailable_row_unknown",
        default="This was written by a version of the add-on that can no longer be"
        " read. Ask those who look after the site.",
    ),
    "record_newer": _(
        "unavailable_record_newer",
        default="What is sealed here was written by a newer version of the add-on."
        " Ask those who look after the site to install that version.",
    ),
    "record_unknown": _(
        "unavailable_record_unknown",
        default="What is sealed here opens, but it is nothing that this version of"
        " the add-on can read. Ask those who look after the site.",
    ),
}


def call_instead(numbers: str):
    """The sentence that names the telephone numbers."""
    return _(
        "upgrading_call_numbers",
        default="Meanwhile you can call: ${numbers}.",
        mapping={"numbers": numbers},
    )

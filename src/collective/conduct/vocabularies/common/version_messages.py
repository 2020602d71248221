"""Refusals of what is stored in a shape that this version does not know."""

from collective.conduct.i18n import _


WORDS = {
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

"""Labels of the list import: titles of fields, kinds of results, remarks."""

from collective.conduct.i18n import _
from collective.conduct.vocabularies.common.state import State
from collective.conduct.vocabularies.errors import WORDS


FIELD_TITLES = {
    "key": _("roster_field_key", default="Id in the other system"),
    "name": _("roster_field_name", default="Whole name"),
    "given": _("roster_field_given", default="First name"),
    "family": _("roster_field_family", default="Last name"),
    "account": _("roster_field_account", default="Log-in name"),
    "email": _("roster_field_email", default="E-mail address"),
    "body": _("roster_field_body", default="Body"),
    "office": _("roster_field_office", default="Office"),
    "function": _("roster_field_function", default="Function"),
    "party": _("roster_field_party", default="Party"),
    "start": _("roster_field_start", default="First day"),
    "end": _("roster_field_end", default="Last day"),
    "extent": _("roster_field_extent", default="Extent in percent"),
    "as_employee": _("roster_field_as_employee", default="Treated as employee"),
    "employer_role": _("roster_field_employer_role", default="Acts for the employer"),
    "substitute": _("roster_field_substitute", default="Is a substitute"),
    "source": _("roster_field_source", default="Source"),
}

KIND_STATES = {
    "new": State(
        _("roster_new", default="New"),
        "plus-circle",
        _("roster_new_means", default="Will be recorded."),
    ),
    "changed": State(
        _("roster_changed", default="Changed"),
        "pencil",
        _(
            "roster_changed_means",
            default="Will be corrected. What stood before stays in the history.",
        ),
    ),
    "ended": State(
        _("roster_ended", default="Ended"),
        "calendar-x",
        _("roster_ended_means", default="Will get a last day."),
    ),
    "unchanged": State(
        _("roster_unchanged", default="Unchanged"),
        "check-circle",
        _("roster_unchanged_means", default="Stands in the register already."),
    ),
    "unmatched": State(
        _("roster_unmatched", default="Not known here"),
        "question-circle",
        _(
            "roster_unmatched_means",
            default="A body, an office or a log-in name is not known.",
        ),
    ),
    "ambiguous": State(
        _("roster_ambiguous", default="Who is it?"),
        "people",
        _(
            "roster_ambiguous_means",
            default="Somebody of this name is known or stands in the file. You say"
            " whether it is the same person.",
        ),
    ),
    "refused": State(
        _("roster_refused", default="Cannot be used"),
        "exclamation-triangle",
        _("roster_refused_means", default="Something in the line is wrong."),
    ),
}

# how a file was read
HOW_TITLES = {
    "utf-8": _("roster_how_utf_8", default="written as UTF-8"),
    "utf-16": _("roster_how_utf_16", default="written as UTF-16"),
    "windows-1252": _("roster_how_windows", default="written as Windows-1252"),
    "semicolon": _("roster_how_semicolon", default="separated by semicolons"),
    "comma": _("roster_how_comma", default="separated by commas"),
    "tab": _("roster_how_tab", default="separated by tabs"),
}

# remarks on a line that can be used
ABOUT = {
    "roster_day_serial": _(
        "roster_about_day_serial",
        default="The day is a number of Excel, read as ${day}.",
    ),
    "roster_day_first": _(
        "roster_about_day_first", default="The day was read with the day first: ${day}."
    ),
    "roster_end_kept": _(
        "roster_about_end_kept",
        default="The file has no last day; the one in the register stays: ${day}.",
    ),
    "roster_followed": _(
        "roster_about_followed", default="Ends on ${day}, before the new row begins."
    ),
    "roster_not_in_file": _(
        "roster_about_not_in_file", default="Is not in the file, so it ends on ${day}."
    ),
    "roster_renamed": _(
        "roster_about_renamed", default="The register has another name: ${name}."
    ),
    "roster_account_given": _(
        "roster_about_account_given", default="Gets the account of this log-in name."
    ),
    "roster_key_given": _(
        "roster_about_key_given", default="Gets the id of the other system."
    ),
    "roster_no_account": _(
        "roster_about_no_account",
        default="Has no account. Answers are recorded from paper until there is one.",
    ),
    "roster_account_later": _(
        "roster_about_account_later",
        default="The log-in name is not known; the account can be given later.",
    ),
    "roster_no_party": _("roster_about_no_party", default="Without a party."),
    "roster_several": _(
        "roster_about_several", default="Stands on ${count} lines: one person."
    ),
    "roster_namesake": _(
        "roster_about_namesake",
        default="Somebody else has the same name, on line ${lines}: two people.",
    ),
    "roster_party_close": _(
        "roster_about_party_close",
        default="The party is new here, and nearly the same as ${party}. Is it a"
        " slip of the pen?",
    ),
}


def remark_words(code: str, values: dict):
    """The translatable sentence of a remark; ``values`` are texts already."""
    message = ABOUT.get(code) or WORDS[code]
    return _(str(message), default=message.default, mapping=values)

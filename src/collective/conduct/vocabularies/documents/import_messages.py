"""Messages of errors in imported mandates and functions: of a file or a line."""

from collective.conduct.i18n import _


WORDS = {
    # the file
    "roster_nothing": _("roster_refusal_nothing", default="Choose a file."),
    "roster_empty": _(
        "roster_refusal_empty", default="There is no row below the first in the file."
    ),
    "roster_no_columns": _(
        "roster_refusal_no_columns",
        default="The file has one column only. Separate the columns with semicolons,"
        " commas or tabs.",
    ),
    "roster_separator": _(
        "roster_refusal_separator",
        default="It is not clear what separates the columns. Write sep=; as the first"
        " line, with the sign that does.",
    ),
    "roster_quotes": _(
        "roster_refusal_quotes",
        default="A quotation mark is missing or too many, on or after line ${line}.",
    ),
    "roster_too_many_columns": _(
        "roster_refusal_too_many_columns",
        default="The file has more than ${limit} columns. Leave out what is not"
        " needed.",
    ),
    "roster_too_many_rows": _(
        "roster_refusal_too_many_rows",
        default="The file has more than ${limit} rows. Divide it.",
    ),
    "roster_too_large": _(
        "roster_refusal_too_large", default="The file is larger than ${limit} MB."
    ),
    "roster_too_large_for_page": _(
        "roster_refusal_too_large_for_page",
        default="The file is too large for this page. Divide it, or let the site's"
        " administrator bring it in with conduct-import.",
    ),
    "roster_no_head": _(
        "roster_refusal_no_head",
        default="The first row must say what each column is, such as Name, Body and"
        " First day.",
    ),
    "roster_unreadable": _(
        "roster_refusal_unreadable",
        default="This is neither a CSV file nor an Excel file. Save it as CSV or as"
        " .xlsx.",
    ),
    "roster_broken": _(
        "roster_refusal_broken",
        default="The Excel file is damaged. Open it in Excel and save it again.",
    ),
    "roster_not_a_workbook": _(
        "roster_refusal_not_a_workbook",
        default="This is not an Excel file. Save the list as .xlsx or as CSV.",
    ),
    "roster_encrypted": _(
        "roster_refusal_encrypted",
        default="The file is protected by a password. Save it without one.",
    ),
    "roster_old_excel": _(
        "roster_refusal_old_excel",
        default="This is a file of an old Excel. Save it as .xlsx or as CSV.",
    ),
    "roster_zip_bomb": _(
        "roster_refusal_zip_bomb",
        default="The file would become far too large when it is unpacked.",
    ),
    "roster_no_sheet": _(
        "roster_refusal_no_sheet", default="There is no sheet of this name in the file."
    ),
    "roster_lost": _(
        "roster_refusal_lost",
        default="The file was lost on the way. Choose it once more.",
    ),
    # the choices
    "roster_mapping": _(
        "roster_refusal_mapping", default="Say for each column what it is, or nothing."
    ),
    "roster_mapped_twice": _(
        "roster_refusal_mapped_twice", default="Two columns cannot be the same thing."
    ),
    "roster_withheld": _(
        "roster_refusal_withheld",
        default="Column ${column} holds personal identity numbers. They are never"
        " kept.",
    ),
    "roster_nobody": _(
        "roster_refusal_nobody",
        default="Say which column has the name, the id, the log-in name or the e-mail"
        " address.",
    ),
    "roster_last_missing": _(
        "roster_refusal_last_missing",
        default="Say on which day those end who are not in the file.",
    ),
    "roster_nothing_of_body": _(
        "roster_refusal_nothing_of_body",
        default="No line of the file is about this body, so it cannot be complete.",
    ),
    "roster_in_the_way": _(
        "roster_refusal_in_the_way",
        default="Lines that cannot be used: ${count}. Mend them, or tick that they are"
        " left out.",
    ),
    "roster_not_complete": _(
        "roster_refusal_not_complete",
        default="A file of which lines are left out is not complete: nobody can end"
        " because of it.",
    ),
    "roster_other_plan": _(
        "roster_refusal_other_plan",
        default="Something has changed since you looked. Look again before you import.",
    ),
    # a line
    "roster_body_unknown": _(
        "roster_line_body_unknown", default="The body is not known here: ${word}."
    ),
    "roster_role_unknown": _(
        "roster_line_role_unknown",
        default="The office or function is not known here: ${word}.",
    ),
    "roster_account_unknown": _(
        "roster_line_account_unknown",
        default="There is no account with this log-in name.",
    ),
    "roster_body_missing": _(
        "roster_line_body_missing", default="The body is missing."
    ),
    "roster_role_missing": _(
        "roster_line_role_missing", default="The office or function is missing."
    ),
    "roster_two_roles": _(
        "roster_line_two_roles",
        default="The line has both an office and a function. Make two lines of it.",
    ),
    "roster_start_missing": _(
        "roster_line_start_missing", default="The first day is missing."
    ),
    "roster_name_missing": _(
        "roster_line_name_missing", default="The name is missing."
    ),
    "roster_ends_before_start": _(
        "roster_line_ends_before_start",
        default="The last day (${end}) is before the first (${start}).",
    ),
    "roster_day": _(
        "roster_line_day",
        default="This is not a day that can be read (${field}). Write it as 2026-10-15"
        " or 15.10.2026.",
    ),
    "roster_extent": _(
        "roster_line_extent",
        default="The extent must be whole percent from 0 to 100, such as 40 %.",
    ),
    "roster_yes": _("roster_line_yes", default="This must be yes or no (${field})."),
    "roster_substitute": _(
        "roster_line_substitute",
        default="Only a member can be marked as a substitute. Write the office"
        " instead.",
    ),
    "roster_cell_identity": _(
        "roster_line_cell_identity",
        default="Column ${column} holds what looks like a personal identity number."
        " They are never kept.",
    ),
    "roster_cell_formula": _(
        "roster_line_cell_formula",
        default="Column ${column} holds a formula without a value. Open the file in"
        " Excel and save it again.",
    ),
    "roster_cell_error": _(
        "roster_line_cell_error", default="Column ${column} holds an error of Excel."
    ),
    "roster_cell_long": _(
        "roster_line_cell_long", default="Column ${column} holds too long a text."
    ),
    "roster_cell_control": _(
        "roster_line_cell_control",
        default="Column ${column} holds signs that are no text.",
    ),
    "roster_cell_beyond": _(
        "roster_line_cell_beyond",
        default="The line has more columns than the first row.",
    ),
    "roster_overlap": _(
        "roster_line_overlap",
        default="The person holds this already, since ${day}. End that first, or let"
        " open rows end the day before.",
    ),
    "roster_twice": _(
        "roster_line_twice",
        default="Line ${line} says something of the same seat at the same time.",
    ),
    "roster_names_differ": _(
        "roster_line_names_differ",
        default="Lines about the same person have different names.",
    ),
    "roster_keys_disagree": _(
        "roster_line_keys_disagree",
        default="The id, the log-in name and the e-mail address are those of different"
        " people.",
    ),
    "roster_email_shared": _(
        "roster_line_email_shared",
        default="Several accounts have this e-mail address. Add the log-in name.",
    ),
    "roster_same_name": _(
        "roster_line_same_name",
        default="Somebody of this name is known, or stands in the file. Is it the same"
        " person?",
    ),
}

"""Messages of errors of documents, editions, answers, imports and the ledger."""

from collective.conduct.i18n import _


WORDS = {
    "not_allowed": _(
        "refused_not_allowed", default="You do not have the right to do this."
    ),
    "not_in_this_state": _(
        "refused_not_in_this_state",
        default="This cannot be done at this stage.",
    ),
    "not_asked": _(
        "refused_not_asked",
        default="You are not asked to answer this edition: it asks elected officials"
        " with a mandate today, and those whom a campaign names.",
    ),
    "other_body": _(
        "refused_other_body",
        default="You can record answers for members and candidates of your own body"
        " only.",
    ),
    "answer_kind": _("invalid_answer_kind", default="Choose one of the answers."),
    "answer_needs_words": _(
        "invalid_answer_needs_words",
        default="Write what you object to, in your own words.",
    ),
    "answer_too_long": _(
        "invalid_answer_too_long",
        default="Your text is too long: at most ${limit} characters.",
    ),
    "words_without_objection": _(
        "invalid_words_without_objection",
        default="You have written something, but chosen an answer without words."
        " Choose the one with objections, or empty the field.",
    ),
    "other_answer_stands": _(
        "conflict_other_answer_stands",
        default="You have answered already: it stands above. Send once more if you"
        " want to change it.",
    ),
    "no_receipt_given": _(
        "invalid_no_receipt_given",
        default="Choose the file of the receipt, or paste its content.",
    ),
    "no_pdf": _("unavailable_pdf", default="This server cannot make PDF files."),
    "nobody_chosen": _("invalid_nobody_chosen", default="Choose at least one person."),
    "paper_missing": _(
        "invalid_paper_missing",
        default="Say where the signed paper is kept, or attach its scan.",
    ),
    "other_edition_shown": _(
        "conflict_other_edition_shown",
        default="The text has changed since the page was shown to you. Read it again"
        " and send your answer once more.",
    ),
    "other_statement_shown": _(
        "conflict_other_statement_shown",
        default="The choices have changed since the page was shown to you. Look at"
        " them and send your answer once more.",
    ),
    "edition_not_in_force": _(
        "conflict_edition_not_in_force",
        default="This edition is not in force, so it cannot be answered.",
    ),
    "edition_broken": _(
        "conflict_edition_broken",
        default="The text of this edition is no longer the one that was adopted."
        " Tell the registrar; nothing can be answered here until it is restored.",
    ),
    "not_ready": _(
        "invalid_not_ready",
        default="Something is missing first: see the points listed above the text.",
    ),
    "not_unsure": _(
        "invalid_not_unsure",
        default="That choice is no longer open: the text was saved meanwhile.",
    ),
    "reason_missing": _("invalid_reason_missing", default="Give a reason."),
    "diary_number": _(
        "invalid_diary_number",
        default="This is not how diary numbers look here, for example"
        " KSN-2026-00123, KS 52/2026 or 2026-000123.",
    ),
    "diary_number_taken": _(
        "invalid_diary_number_taken",
        default="Another document already has this diary number.",
    ),
    "paragraph": _("invalid_paragraph", default="Write the paragraph as § 18."),
    "body_missing": _("invalid_body_missing", default="Choose the body that decided."),
    "date_missing": _("invalid_date_missing", default="Give the date."),
    "ends_before_start": _(
        "invalid_ends_before_start", default="The last day is before the first."
    ),
    "not_after_last": _(
        "invalid_not_after_last",
        default="The edition before is in force from a later day.",
    ),
    "begins_in_past": _(
        "invalid_begins_in_past",
        default="An edition cannot be in force before it was decided.",
    ),
    "note_missing": _("invalid_note_missing", default="Write the correction."),
    "date_unreadable": _(
        "invalid_date_unreadable",
        default="Write the date as year-month-day, for example 2027-01-15.",
    ),
    "choice_missing": _("invalid_choice_missing", default="Choose one for each."),
    "not_confirmed": _(
        "invalid_not_confirmed",
        default="Tick that you have read what happens; then press the button again.",
    ),
    "identity_conflict": _(
        "invalid_identity_conflict",
        default="Two provisions would become the same one. Choose again.",
    ),
    "relation_type": _(
        "invalid_relation_type", default="Choose how the documents are related."
    ),
    "relation_target": _(
        "invalid_relation_target",
        default="Choose a document, or write the title of one outside this site.",
    ),
    "relation_address": _(
        "invalid_relation_address",
        default="Write an address that begins with https:// or http://.",
    ),
    "diary_pattern": _(
        "invalid_diary_pattern",
        default="The settings hold a pattern for diary numbers that cannot be read.",
    ),
    "import_nothing": _(
        "invalid_import_nothing", default="Choose a file, or paste a text."
    ),
    "import_lost": _(
        "invalid_import_lost",
        default="The preview was lost on the way. Choose the file again.",
    ),
    "import_text_too_long": _(
        "invalid_import_text_too_long",
        default="The text is too long for one document. Divide it into several files.",
    ),
    "import_too_large": _(
        "invalid_import_too_large",
        default="The file is too large: at most 20 MB. Pictures are not needed; remove"
        " them and save the file again.",
    ),
    "import_empty": _("invalid_import_empty", default="There is no text in the file."),
    "import_encrypted": _(
        "invalid_import_encrypted",
        default="The file is locked with a password. Remove the password in your word"
        " processor, save the file and choose it again.",
    ),
    "import_macros": _(
        "invalid_import_macros",
        default="The file holds macros, which are not accepted. Save it as a document"
        " without macros (.docx or .odt) and choose that one.",
    ),
    "import_broken": _(
        "invalid_import_broken",
        default="The file is damaged and cannot be read. Open it in your word"
        " processor, save it again and choose the new file.",
    ),
    "import_zip_bomb": _(
        "invalid_import_zip_bomb",
        default="The file unfolds to far more than a document can hold, so it was not"
        " opened.",
    ),
    "import_pdf": _(
        "invalid_import_pdf",
        default="This is a PDF, which has lost its headings and lists. Choose the"
        " document that it was made from (.docx, .odt), or paste the text.",
    ),
    "import_legacy_doc": _(
        "invalid_import_legacy_doc",
        default="This is Word's old format (.doc). Save it as .docx and choose that"
        " one.",
    ),
    "import_unreadable": _(
        "invalid_import_unreadable",
        default="What the file holds is not what its name says, and it cannot be read."
        " Check that it is the right file.",
    ),
    "import_unknown": _(
        "invalid_import_unknown",
        default="This kind of file cannot be read. Choose .docx, .odt, .html, .md or"
        " .txt.",
    ),
    "title_missing": _("invalid_title_missing", default="Give the document a title."),
    "unknown_value": _(
        "invalid_unknown_value", default="Choose one of the values in the list."
    ),
    "locked": _(
        "conflict_locked",
        default="Somebody else is changing this text right now. Wait until they have"
        " saved it.",
    ),
    "no_text": _("invalid_no_text", default="There is no text to adopt."),
    "not_json": _(
        "invalid_not_json",
        default="Send one JSON object, with Content-Type: application/json.",
    ),
    "field": _("invalid_field", default="The field ${field} is not of the right kind."),
    "not_a_receipt": _("invalid_not_a_receipt", default="This is not a receipt."),
    "no_page": _("missing_page", default="There is no such page."),
    "seal_log_unwritable": _(
        "unavailable_seal_log_unwritable",
        default="The file of seals outside the database cannot be written.",
    ),
    "seal_log_unreadable": _(
        "unavailable_seal_log_unreadable",
        default="The file of seals outside the database cannot be read.",
    ),
    "seal_log_damaged": _(
        "unavailable_seal_log_damaged",
        default="Line ${line} of the file of seals is damaged.",
    ),
    "not_empty": _(
        "invalid_not_empty", default="There is text already: nothing was changed."
    ),
    "no_template": _(
        "invalid_no_template", default="This type of document has no template."
    ),
    "office_unknown": _("invalid_office", default="Choose an office."),
    "function_unknown": _("invalid_function", default="Choose a function."),
    "account_unknown": _(
        "invalid_account", default="There is no account with this log-in name."
    ),
    "name_missing": _(
        "invalid_name", default="Choose a person, or give a log-in name or a name."
    ),
    "draft_changed": _(
        "conflict_draft_changed",
        default="The text has changed since this page was shown to you. Look at it"
        " again before you adopt it.",
    ),
    "decided_later": _(
        "invalid_decided_later", default="The day of the decision lies ahead."
    ),
    "signed_day": _(
        "invalid_signed_day",
        default="Nobody can have signed it on that day: it lies ahead, or before the"
        " decision.",
    ),
    "no_entry": _("missing_entry", default="There is no such receipt."),
    "no_edition": _("missing_edition", default="There is no such edition."),
    "no_person": _("missing_person", default="There is no such person."),
    "no_home": _(
        "unavailable_home",
        default="The folder outside the database is not set up (CONDUCT_HOME).",
    ),
}

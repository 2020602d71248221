"""Error messages of keys, of the open vault, and of the handlers' pages."""

from collective.conduct.i18n import _


WORDS = {
    "key_exists": _(
        "conflict_key_exists",
        default="You have a key already. Open your vault with your passphrase, or say"
        " that you have forgotten it.",
    ),
    "passphrase_short": _(
        "invalid_passphrase_short",
        default="The passphrase is too short: at least ${limit} characters.",
    ),
    "passphrases_differ": _(
        "invalid_passphrases_differ",
        default="The two passphrases are not the same. Type both again.",
    ),
    "no_key": _("refused_no_key", default="You have no key yet. Make one first."),
    "vault_locked": _(
        "refused_vault_locked",
        default="Your vault is locked. Open it with your passphrase to go on.",
    ),
    "vault_waits": _(
        "unavailable_vault_waits",
        default="The passphrase was wrong several times. Try again in ${seconds}"
        " seconds.",
    ),
    "vault_busy": _(
        "unavailable_vault_busy",
        default="Many people open their vaults just now. Try again in ${seconds}"
        " seconds.",
    ),
    "passphrase_wrong": _(
        "refused_passphrase_wrong",
        default="The passphrase is not right. Nothing was opened.",
    ),
    "no_case": _("missing_no_case", default="There is no such case."),
    "no_box": _("missing_no_box", default="There is no such file."),
    "box_shut": _(
        "refused_box_shut",
        default="It does not open with your key. Ask a colleague who handles the case"
        " to let you in again.",
    ),
    "not_authentic": _(
        "refused_not_authentic",
        default="This is not as it was written: somebody has changed it in the"
        " database.",
    ),
    "case_not_sound": _(
        "unavailable_case_not_sound",
        default="Somebody has changed this case in the database, past the program."
        " Nothing is written to it or shown of it. Tell whoever looks after the"
        " server.",
    ),
    "key_destroyed": _(
        "missing_key_destroyed",
        default="What was here has been destroyed and cannot be opened by anybody.",
    ),
    "excluded": _(
        "refused_barred",
        default="This person may not know of this case, or of one that is linked to"
        " it, so they cannot be let in.",
    ),
    "no_key_there": _(
        "invalid_no_key_there",
        default="This person has no key yet, so nothing can be sealed for them.",
    ),
    "last_reader": _(
        "invalid_last_reader",
        default="Nobody else would be left who can open the case. Let somebody in"
        " first.",
    ),
    "answers_to": _(
        "refused_answers_to",
        default="This person answers to somebody whom the case concerns, so they"
        " cannot be let in.",
    ),
    "both_roles": _(
        "refused_both_roles",
        default="This person decides whether the reporter's name is shown. Nobody does"
        " both in one matter.",
    ),
    "not_permitted": _(
        "refused_not_permitted", default="Nothing can be sealed for this person here."
    ),
    "impartial_not_asked": _(
        "invalid_impartial_not_asked",
        default="Ask them first whether anything stands between them and the people"
        " in the case, and say that you did.",
    ),
    "not_shut_out": _(
        "invalid_not_shut_out",
        default="This person is not shut out of this case by a reason of its own.",
    ),
    "one_reader": _(
        "refused_one_reader",
        default="Two readers decide this together, and you are the only one. Let"
        " somebody else in first.",
    ),
    "series_excluded": _(
        "refused_series_excluded",
        default="Somebody who reads one of them may not know of the other. They cannot"
        " stand in one series.",
    ),
    "no_approver": _(
        "invalid_no_approver",
        default="Nobody can approve this: no approver holds a key for this case, so"
        " the identity stays sealed.",
    ),
    "why_missing": _(
        "invalid_why_missing",
        default="Write why you need to know who it is, in at most ${limit} characters.",
    ),
    "recusal_reason": _(
        "invalid_recusal_reason",
        default="Write a reason, in at most ${limit} characters.",
    ),
    "away_days": _(
        "invalid_away_days",
        default="Choose a first and a last day, in order, not over and at most 400"
        " days apart.",
    ),
    "itself": _("invalid_itself", default="Choose another case than this one."),
    "no_case_chosen": _("invalid_no_case_chosen", default="Choose a case."),
    "merged_already": _(
        "refused_merged_already",
        default="One of them is merged already. Take that apart first.",
    ),
    "merge_excluded": _(
        "refused_merge_excluded",
        default="Somebody who reads one of them may not know of the other. Leave them"
        " apart.",
    ),
    "two_series": _(
        "refused_two_series", default="Both belong to a series. Take one out first."
    ),
    "outside_who": _(
        "invalid_outside_who",
        default="Write with whom, in at most ${limit} characters.",
    ),
    "no_exchange": _("missing_no_exchange", default="There is no such exchange."),
    "diary_text": _(
        "invalid_diary_text",
        default="Write what the diary says, in at most ${limit} characters.",
    ),
    "diary_entered": _(
        "conflict_diary_entered", default="It stands in the diary already."
    ),
    "secrecy_long": _(
        "invalid_secrecy_long", default="Write at most ${limit} characters for each."
    ),
    "secrecy_newer": _(
        "conflict_secrecy_newer",
        default="A colleague has decided otherwise since this was shown. Look at it"
        " again.",
    ),
    "nickname_long": _(
        "invalid_nickname_long", default="Write at most ${limit} characters."
    ),
    "clock_reason": _(
        "invalid_clock_reason",
        default="Write a reason, in at most ${limit} characters.",
    ),
    "clock_until": _(
        "invalid_clock_until",
        default="Choose a day after the one that holds now, within five years.",
    ),
    "clocks_rest": _("refused_clocks_rest", default="The deadlines rest already."),
    "no_such_clock": _(
        "refused_no_such_clock", default="There is no such deadline in this case."
    ),
    "asked_already": _(
        "conflict_asked_already", default="You have asked for this already."
    ),
    "no_copy": _(
        "refused_no_copy",
        default="This is no copy, as far as can be seen. For the clone of a whole"
        " machine, say --even-so.",
    ),
    "no_request": _("missing_no_request", default="There is no such request."),
    "no_longer_reads": _(
        "refused_no_longer_reads",
        default="Whoever asked no longer handles the case. Refuse the request.",
    ),
    "not_approved": _(
        "refused_not_approved",
        default="Nobody has approved this yet. Ask first; an approver decides.",
    ),
    "approval_over": _(
        "refused_approval_over",
        default="The seven days are over. Ask again if you still need to know.",
    ),
    "nothing_shut": _(
        "invalid_nothing_shut", default="All your cases open with the key you have."
    ),
    "two_halves_needed": _(
        "refused_two_halves_needed",
        default="Two holders of escrow keys must help. One has done so at most.",
    ),
    "keystore_open": _(
        "unavailable_keystore_open",
        default="The folder of the keys can be read by others on the machine, so"
        " nothing is opened. Tell whoever runs the site.",
    ),
    "keystore_unwritable": _(
        "unavailable_keystore_unwritable",
        default="The folder of the keys cannot be written. Tell whoever runs the site.",
    ),
    "keystore_unreadable": _(
        "unavailable_keystore_unreadable",
        default="The folder of the keys cannot be read. Tell whoever runs the site.",
    ),
    "half_missing": _(
        "unavailable_half_missing",
        default="The server's half of the keys is missing, so nothing is received or"
        " opened here: words and vaults would open nothing. Nothing is lost when its"
        " file is put back. Tell whoever runs the site.",
    ),
    "half_other": _(
        "unavailable_half_other",
        default="The server's half of the keys is not the one that this site has"
        " used, so nothing is received or opened here. Nothing is lost when the former"
        " file is put back. Tell whoever runs the site.",
    ),
    "keystore_damaged": _(
        "unavailable_keystore_damaged",
        default="A file of the keys is damaged. Tell whoever runs the site.",
    ),
    "said_nothing": _("invalid_said_nothing", default="Write something first."),
    "said_too_long": _(
        "invalid_said_too_long",
        default="The text is too long: at most ${limit} characters.",
    ),
}

"""Texts of the readiness page about confirmed keys."""

from collective.conduct.i18n import _


_KEYS_OK = _(
    "ready_keys_ok", default="${count} have a confirmed key, ${needed} needed."
)
_KEYS_MISSING = _(
    "ready_keys_missing",
    default="${count} of ${needed} needed have a confirmed key. Ask those named here to"
    " make theirs on their page My key and to let a colleague confirm it; where nobody"
    " is named, the register knows too few people with this function.",
)
WORDS = {
    "keys_handlers": (
        _("ready_keys_handlers", default="Keys of those who handle reports"),
        _KEYS_OK,
        _KEYS_MISSING,
    ),
    "keys_approver": (
        _("ready_keys_approver", default="Key of the approver of identity requests"),
        _KEYS_OK,
        _KEYS_MISSING,
    ),
    "keys_escrow": (
        _("ready_keys_escrow", default="Escrow keys"),
        _KEYS_OK,
        _KEYS_MISSING,
    ),
    "keys_people": (
        _("ready_keys_people", default="People with a confirmed key"),
        _(
            "ready_keys_people_ok",
            default="${count} people in all, ${needed} needed.",
        ),
        _(
            "ready_keys_people_look",
            default="${count} people in all, ${needed} needed: two who handle reports,"
            " one who approves opening an identity, three who hold escrow keys. One who"
            " handles reports may hold an escrow key too. Holders may come from another"
            " municipality.",
        ),
    ),
    "keys_both": (
        _("ready_keys_both", default="Approvers with a second role"),
        "",
        _(
            "ready_keys_both_look",
            default="${count} both approve opening an identity and handle reports or"
            " hold an escrow key. In one matter they get one of these roles only; let"
            " somebody else approve:",
        ),
    ),
    "keys_double": (
        _("ready_keys_double", default="Readers with an escrow key"),
        "",
        _(
            "ready_keys_double_look",
            default="${count} people who handle reports hold escrow keys, one at most"
            " should. When their passphrases are lost, the escrow is lost with them:",
        ),
    ),
    "intake_short": (
        _("ready_intake", default="Intake of reports"),
        "",
        _(
            "ready_intake_short",
            default="It is open with too few people; what is missing stands above"
            " (${count}). What nobody can read is sealed for the holders of escrow"
            " keys, and without two of them it cannot be sent.",
        ),
    ),
    "keys_pending": (
        _("ready_keys_pending", default="Keys that wait to be confirmed"),
        "",
        _(
            "ready_keys_pending_look",
            default="${count} people have a key that nothing is sealed for yet. A"
            " colleague confirms it face to face, on the page My key:",
        ),
    ),
    "keys_before": (
        _("ready_keys_before", default="Keys of before there were confirmations"),
        "",
        _(
            "ready_keys_before_look",
            default="${count} keys were taken over by the upgrade and count. Somebody"
            " else could have made one: confirm them face to face, soon:",
        ),
    ),
    "keys_swapped": (
        _("ready_keys_swapped", default="Public keys in the database"),
        "",
        _(
            "ready_keys_swapped_missing",
            default="${count} are not those that the people made. Somebody has changed"
            " the database, or an old one was restored; nothing is sealed for them:",
        ),
    ),
    "keys_changed": (
        _("ready_keys_changed", default="List of confirmed keys"),
        "",
        _(
            "ready_keys_changed_missing",
            default="The list was changed from outside, or does not agree with the"
            " record or the folder of keys. What cannot be verified counts for nothing."
            " Compare with a copy, and tell the auditor.",
        ),
    ),
    "keys_anew": (
        _("ready_keys_changed", default="List of confirmed keys"),
        "",
        _(
            "ready_keys_anew",
            default="Somebody asked ${when} to begin it anew. If anybody with a"
            " confirmed key is left, let them open their vault: that ends it.",
        ),
    ),
    "keys_founded_anew": (
        _("ready_keys_changed", default="List of confirmed keys"),
        "",
        _(
            "ready_keys_founded_anew",
            default="It was begun anew ${when}. Make sure that the two who did it are"
            " who they say.",
        ),
    ),
}

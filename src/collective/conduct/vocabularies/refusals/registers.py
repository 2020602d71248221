"""Refusals of the registers and of importing them."""

from collective.conduct.i18n import _


WORDS = {
    "no_row": _("missing_row", default="There is no such row."),
    "account_taken": _(
        "conflict_account_taken", default="Somebody else has this account."
    ),
    "account_given": _(
        "conflict_account_given", default="The person has another account already."
    ),
    "key_taken": _("conflict_key_taken", default="Somebody else has this id."),
}

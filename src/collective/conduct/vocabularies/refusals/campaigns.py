"""Refusals of campaigns."""

from collective.conduct.i18n import _


WORDS = {
    "no_campaign": _("missing_campaign", default="There is no such campaign."),
}

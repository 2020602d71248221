"""Titles of the kinds, audiences and states of contacts."""

from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.contacts.channels import KINDS
from collective.conduct.i18n import _


KIND_TITLES = {
    "person": _("channel_person", default="A person"),
    "function": _("channel_function", default="A function"),
    "hotline": _("channel_hotline", default="A hotline"),
    "scheme": _("channel_scheme", default="A scheme outside the municipality"),
    "path": _("channel_path", default="The agreed path for enquiries"),
}
require_rows(KIND_TITLES, KINDS, "vocabularies/contacts/titles.py: KIND_TITLES")

AUDIENCE_TITLES = {
    "both": _("audience_both", default="Elected officials and employees"),
    "officials": _("audience_officials", default="Elected officials"),
    "employees": _("audience_employees", default="Employees"),
}

# state -> word and icon
STATE_TITLES = {
    "coming": (_("channel_coming", default="Coming"), "calendar-event"),
    "valid": (_("channel_valid", default="Shown now"), "check-circle"),
    "past": (_("channel_past", default="No longer shown"), "archive"),
}

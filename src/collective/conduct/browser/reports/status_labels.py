"""Titles of the status page: the states, and who wrote a message."""

from collective.conduct.core.cases.summary import STATES as CASE_STATES
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.i18n import _


STATES = {
    "received": _("report_state_received", default="Received, nobody has begun yet"),
    "triage": _("report_state_triage", default="Somebody looks into what to do"),
    "ongoing": _("report_state_ongoing", default="It is being dealt with"),
    "closed": _("report_state_closed", default="Closed"),
}
ICONS = {
    "received": "inbox",
    "triage": "search",
    "ongoing": "arrow-repeat",
    "closed": "check-circle",
}
require_rows(STATES, CASE_STATES, "browser/reports/status_labels.py: STATES")
require_rows(ICONS, CASE_STATES, "browser/reports/status_labels.py: ICONS")
FROM = {
    "report": _("report_from_you_first", default="You reported"),
    "own": _("report_from_you", default="You wrote"),
    "message": _("report_from_them", default="Those who handle it wrote"),
}

"""Style of the list of those whom a campaign asks, with their status."""

from collective.conduct.browser.answers.listing import Bundle
from collective.conduct.browser.answers.listing import HEADS
from collective.conduct.browser.answers.listing import ListStyle
from collective.conduct.core.answers.coverage import COLUMNS
from collective.conduct.i18n import _
from collective.conduct.vocabularies.campaigns.titles import STANDING_ICONS
from collective.conduct.vocabularies.campaigns.titles import STANDING_TITLES


WAITING = "waiting"
WAITS = ("pending", "overdue")
STYLE = ListStyle(
    view_name="@@view",
    files="people",
    columns=(*COLUMNS, "due"),
    heads={
        **HEADS,
        "outcome": _("column_standing", default="How it stands"),
        "due": _("column_due", default="Last day to answer"),
    },
    outcome_titles=STANDING_TITLES,
    outcome_icons=STANDING_ICONS,
    # one choice of the filter for all who have not answered, late or not
    bundles={
        WAITING: Bundle(
            _("filter_waiting", default="Everybody who has not answered"), WAITS
        )
    },
)

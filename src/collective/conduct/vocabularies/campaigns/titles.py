"""Titles and choices of campaigns: kinds, states, statuses, reminders."""

from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.obligations.campaign_kinds import KINDS
from collective.conduct.core.obligations.campaigns import ASSIGNED
from collective.conduct.core.obligations.campaigns import STATES
from collective.conduct.i18n import _
from collective.conduct.vocabularies.common.state import State
from collective.conduct.vocabularies.obligations import KIND_WORDS
from plone import api
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.interfaces import IVocabularyTokenized
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import re


CAMPAIGN_STATES = {
    "planned": State(
        _("campaign_planned", default="Planned"),
        "pencil",
        _("campaign_planned_means", default="Nobody is asked yet. It can be changed."),
    ),
    "running": State(
        _("campaign_running", default="Running"),
        "play-circle",
        _("campaign_running_means", default="People are asked; joiners too."),
    ),
    "closing": State(
        _("campaign_closing", default="Winding down"),
        "hourglass-split",
        _(
            "campaign_closing_means",
            default="Those who were asked can still answer; joiners are not asked.",
        ),
    ),
    "closed": State(
        _("campaign_closed", default="Closed"),
        "archive",
        _("campaign_closed_means", default="Nobody is asked any more."),
    ),
}
require_rows(
    CAMPAIGN_STATES, STATES, "vocabularies/campaigns/titles.py: CAMPAIGN_STATES"
)
# status of an assignment (core.obligations.campaigns.ASSIGNED, and overdue)
STANDING_TITLES = {
    "answered": _("standing_answered", default="Has answered"),
    "waived": _("standing_waived", default="Need not answer"),
    "pending": _("standing_pending", default="Has not answered yet"),
    "overdue": _("standing_overdue", default="Late with the answer"),
    "lapsed": _("standing_lapsed", default="Left without an answer"),
}
STANDING_ICONS = {
    "answered": "check-circle",
    "waived": "dash-circle",
    "pending": "hourglass-split",
    "overdue": "exclamation-circle",
    "lapsed": "box-arrow-right",
}
STANDS = (*ASSIGNED, "overdue")
require_rows(
    STANDING_TITLES, STANDS, "vocabularies/campaigns/titles.py: STANDING_TITLES"
)
require_rows(STANDING_ICONS, STANDS, "vocabularies/campaigns/titles.py: STANDING_ICONS")
USUAL_DAYS = (-30, -14, -7, -3, -1, 0, 1, 3, 7, 14, 30)
WIDEST = 365
DAYS = re.compile(r"-?[0-9]{1,3}")


def reminder_title(days: int):
    """When a reminder is sent, in words."""
    near = {
        -1: _("reminder_day_before", default="The day before the last day"),
        0: _("reminder_on_the_day", default="On the last day"),
        1: _("reminder_day_after", default="The day after the last day"),
    }
    if days in near:
        return near[days]
    if days < 0:
        return _(
            "reminder_before",
            default="${days} days before the last day",
            mapping={"days": -days},
        )
    return _(
        "reminder_after",
        default="${days} days after the last day",
        mapping={"days": days},
    )


@implementer(IVocabularyTokenized)
class ReminderDays:
    """Vocabulary of usual days and chosen ones; any within a year is valid."""

    def __init__(self, chosen=()) -> None:
        self._days = sorted({*USUAL_DAYS, *(each for each in chosen if each in self)})

    def __contains__(self, value: object) -> bool:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and abs(value) <= WIDEST

    def __iter__(self):
        return map(self.getTerm, self._days)

    def __len__(self) -> int:
        return len(self._days)

    def getTerm(self, value):
        if value not in self:
            raise LookupError(value)
        return SimpleTerm(value, str(value), reminder_title(value))

    def getTermByToken(self, token):
        if not (isinstance(token, str) and DAYS.fullmatch(token)):
            raise LookupError(token)
        return self.getTerm(int(token))


@provider(IVocabularyFactory)
def reminder_days(context) -> ReminderDays:
    """Vocabulary: days of reminders, relative to the last day to answer."""
    return ReminderDays(getattr(context, "ladder", None) or ())


@provider(IVocabularyFactory)
def campaign_kinds(context) -> SimpleVocabulary:
    """Vocabulary: the kinds of campaign."""
    terms = (SimpleTerm(key, key, KIND_WORDS[key].title) for key in KINDS)
    return SimpleVocabulary([*terms])


@provider(IVocabularyFactory)
def governing_documents(context) -> SimpleVocabulary:
    """Vocabulary: the documents that the current user may see, by UID."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.searchResults(
        portal_type=("ConductPolicy", "ConductCode"), sort_on="sortable_title"
    )
    terms = (SimpleTerm(brain.UID, brain.UID, brain.Title) for brain in brains)
    return SimpleVocabulary([*terms])

"""How an answer is asked for, and by which day, in words for the reader."""

from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.documents.states import StateLabel
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.obligations.campaign_kinds import settles
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.i18n import _
from zope.component import getUtility


# awaiting: never answered; changed: the text has; anew: in a new term;
# more: it was read, now a campaign asks whether it will be followed
ASKED = ("awaiting", "changed", "anew", "more")


def asked_how(duty: Duty) -> str:
    """One of ``ASKED`` for a duty that waits."""
    if duty.state != "again":
        return duty.state
    return "anew" if settles(duty.outcome, duty.kind) else "more"


def told_due(words: Translator, duty: Duty | None) -> StateLabel | None:
    """Return the last day and how far away it is, None when there is none."""
    if duty is None or duty.due is None:
        return None
    left = (duty.due - getUtility(IClock).today()).days
    day = words.day(duty.due)
    if left < 0:
        return StateLabel("overdue", "clock-history", words.t(_passed(day, -left)))
    return StateLabel("due", "calendar-event", words.t(_left(day, left)))


def _left(day: str, count: int):
    if count == 0:
        return _(
            "due_today", default="At the latest today, ${day}.", mapping={"day": day}
        )
    if count == 1:
        return _(
            "due_tomorrow",
            default="At the latest ${day} (tomorrow).",
            mapping={"day": day},
        )
    return _(
        "due_in_days",
        default="At the latest ${day} (in ${count} days).",
        mapping={"day": day, "count": count},
    )


def _passed(day: str, count: int):
    if count == 1:
        return _(
            "overdue_yesterday",
            default="Your answer was hoped for by yesterday, ${day}. It is still"
            " welcome.",
            mapping={"day": day},
        )
    return _(
        "overdue_days",
        default="Your answer was hoped for by ${day}, ${count} days ago. It is still"
        " welcome.",
        mapping={"day": day, "count": count},
    )

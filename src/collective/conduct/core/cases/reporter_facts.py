"""What of a case its reporter is told on their page: one table over all events (T23).

Each event of ``summary.EVENTS`` is told, or stands in ``NOT_TOLD`` with the reason;
an event in neither makes this module fail. The page before a report is sent promises
what is in ``TOLD``, and nothing else.
"""

from collective.conduct.core.cases.summary import EVENTS
from collective.conduct.core.common.kinds import require_rows
from dataclasses import dataclass


READERS, ESCROW, IDENTITY, OUTSIDE = GROUPS = (
    "readers",  # who can read it, and how that changed
    "escrow",  # two holders of escrow keys brought somebody in
    "identity",  # the sealed name was asked for, or opened
    "outside",  # somebody outside was asked
)


@dataclass(frozen=True)
class ReporterFact:
    """How an event is told. ``group``: the promise that it belongs to.

    ``names``: whether the person is named to whom it was done. Somebody whom the case
    concerns is named only if the reporter named them first ("if_named"). ``gives``:
    whether that person can read it from then on.
    """

    group: str
    names: str = ""  # "", "always" or "if_named"
    gives: bool = False


ALWAYS, IF_NAMED = "always", "if_named"
TOLD = {
    "let_in": ReporterFact(READERS, ALWAYS, gives=True),
    "let_out": ReporterFact(READERS, ALWAYS),
    "lost_access": ReporterFact(READERS, IF_NAMED),
    "handed_over": ReporterFact(READERS, ALWAYS, gives=True),
    "stepped_back": ReporterFact(READERS),
    "excluded": ReporterFact(READERS, IF_NAMED),
    "lift_asked": ReporterFact(READERS, IF_NAMED),
    "lifted": ReporterFact(READERS, IF_NAMED),
    "lift_refused": ReporterFact(READERS, IF_NAMED),
    "chosen_after_all": ReporterFact(READERS, ALWAYS),
    "restored": ReporterFact(READERS, ALWAYS),
    # Merged with another report: that there is another is not told, only the readers.
    "merged": ReporterFact(READERS),
    "took_in": ReporterFact(READERS),
    "half_given": ReporterFact(ESCROW, ALWAYS),
    "successor": ReporterFact(ESCROW, ALWAYS),
    "recovered": ReporterFact(ESCROW, ALWAYS, gives=True),
    "identity_asked": ReporterFact(IDENTITY),
    "identity_granted": ReporterFact(IDENTITY, ALWAYS),
    "identity_refused": ReporterFact(IDENTITY, ALWAYS),
    "identity_opened": ReporterFact(IDENTITY),
    "outside_begun": ReporterFact(OUTSIDE),
    "outside_ended": ReporterFact(OUTSIDE),
}
NOT_TOLD = {
    "opened": "the page shows the days on which it was read, from the access log",
    "begin_triage": "the page shows the state",
    "heard": "it only clears a mark on the desk of those who handle it",
    "clock_paused": "the page shows that the work rests",
    "clock_resumed": "the page shows the new days",
    "clock_extended": "the page shows the new days",
    "clock_met_contact": "it is about whoever was exposed, who may be somebody else",
    "parted": "it would tell that somebody else has reported; the readers stay",
    "series": "it would tell that somebody else has reported; the readers stay",
    "series_left": "it would tell that somebody else has reported; the readers stay",
    "outside_sent": "the exchange is told when it begins and when it ends",
    "outside_said": "the exchange is told when it begins and when it ends",
    "again_asked": "nothing is opened by asking; what follows from it is told",
}
require_rows({**TOLD, **NOT_TOLD}, EVENTS, "core/cases/reporter_facts.py: TOLD")

"""Summary of a case: its state and the facts known without opening it (DESIGN 1.6).

``conduct_case`` defines the permissions and the transitions from received to
closed. Each procedure adds its own steps (part 5). Everything in ``CaseSummary`` is
neutral: no name, no title, no text of the report.
"""

from collective.conduct.core.cases.bars import Bars
from collective.conduct.core.cases.deadline_history import Deadlines
from collective.conduct.core.cases.deadline_history import NO_DEADLINES
from collective.conduct.core.common.access import CASE_STATES
from collective.conduct.core.common.transitions import step
from collective.conduct.core.common.transitions import Transition
from dataclasses import dataclass


WORKFLOW = "conduct_case"
STATES = CASE_STATES
OPEN = STATES[:-1]
PROCEDURES = ("harassment", "risk_use", "threats", "code", "advice")
# What is written down in a case, with its words in ``titles.EVENTS``.
EVENTS = (
    *("opened", "begin_triage", "heard"),
    *("clock_paused", "clock_resumed", "clock_extended", "clock_met_contact"),
    *("merged", "took_in", "parted", "series", "series_left"),
    *("outside_begun", "outside_sent", "outside_said", "outside_ended"),
    *("let_in", "let_out", "lost_access", "handed_over", "stepped_back"),
    *("excluded", "lift_asked", "lifted", "lift_refused", "chosen_after_all"),
    *("again_asked", "restored", "half_given", "successor", "recovered"),
    *("identity_asked", "identity_granted", "identity_refused", "identity_opened"),
)


TRANSITIONS = (
    Transition("begin_triage", "received", "triage", "begin_triage"),
    Transition("take_up", "triage", "ongoing", "take_up"),
    Transition("close", "ongoing", "closed", "close_case"),
    Transition("close_from_triage", "triage", "closed", "close_case"),
)


def transition(action: str, state: str) -> Transition | None:
    """Return the transition that performs this action from that state, or None."""
    return step(TRANSITIONS, action, state)


@dataclass(frozen=True)
class CaseSummary:
    """The row of a case in our own index; ``case`` is 32 random hex digits.

    ``received`` in UTC seconds. ``bars``: person and reach of everybody who may not
    know of it (``core.cases.bars``). ``linked``: what it follows (a reprisal follows
    the first report).
    ``urgent``: life or health may be in danger. ``withdrawn``: when the reporter took
    it back; ``channel``: how it came in (web, phone, letter, meeting).
    ``unanswered_since``: when the reporter wrote a message that is not answered yet.
    ``merged_into``: the case that it was merged into, ``merged_from``: those that were
    merged into it; ``series``: a random number that all cases of a series share.

    The deadlines, and what was done about them, are stored separately, in the history
    of its deadlines (``core.cases.deadline_history``).
    """

    case: str
    path: str
    state: str
    procedure: str
    form: str
    received: int
    language: str = ""
    urgent: bool = False
    channel: str = "web"
    bars: Bars = ()
    linked: tuple[str, ...] = ()
    withdrawn: int = 0
    unanswered_since: int = 0
    merged_into: str = ""
    merged_from: tuple[str, ...] = ()
    series: str = ""

    @property
    def excluded(self) -> frozenset[int]:
        """The people who may not know of this case by a ground of its own."""
        return frozenset(person for person, _reach in self.bars)

    @property
    def merged(self) -> tuple[str, ...]:
        """The other cases that are merged with it directly."""
        return (*filter(None, [self.merged_into]), *self.merged_from)


@dataclass(frozen=True)
class DeskEntry:
    """A case on a handler's desk. ``wanted``: the ordinal of the day it waits for.

    ``public``: the reader's key that it was sealed for; they may have another now.
    ``deadlines``: the state that the history of its deadlines adds up to.
    """

    facts: CaseSummary
    wanted: int
    public: bytes
    deadlines: Deadlines = NO_DEADLINES


def short(case: str) -> str:
    """Return the short number that people use in conversation; it reveals nothing."""
    return f"{case[:4]}-{case[4:8]}".upper()

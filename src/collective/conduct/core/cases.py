"""A case: its states, and what may be known of it without opening it (DESIGN 1.6).

``conduct_case`` owns permissions and the way from received to closed. What a
procedure asks for comes on top of it (part 5). Everything in ``CaseFacts`` is
neutral: no name, no title, no word of what was sent in.
"""

from collective.conduct.core.deadlines import Deadlines
from collective.conduct.core.deadlines import NO_DEADLINES
from collective.conduct.core.transitions import Transition
from dataclasses import dataclass


WORKFLOW = "conduct_case"
STATES = ("received", "triage", "ongoing", "closed")
OPEN = STATES[:-1]
PROCEDURES = ("harassment", "risk_use", "threats", "code", "advice")


TRANSITIONS = (
    Transition("begin_triage", "received", "triage", "begin_triage"),
    Transition("take_up", "triage", "ongoing", "take_up"),
    Transition("close", "ongoing", "closed", "close_case"),
    Transition("close_from_triage", "triage", "closed", "close_case"),
)


def transition(deed: str, state: str) -> Transition | None:
    """The transition that does this deed from that state, or None."""
    return next((t for t in TRANSITIONS if (t.deed, t.source) == (deed, state)), None)


@dataclass(frozen=True)
class CaseFacts:
    """The row of a case in our own index; ``case`` is 32 random hex digits.

    ``received`` in UTC seconds. ``excluded``: people of the register who may
    not know of it, by number. ``linked``: cases it belongs with (a reprisal).
    ``urgent``: life or health may be in danger. ``withdrawn``: the reporter
    took it back; ``channel``: how it came in (web, phone, letter, meeting).
    ``wrote``: when the reporter wrote what nobody has answered yet. ``joined``:
    the case that it was merged into, ``took_in``: those that were merged into it;
    ``series``: what it belongs to with others, a random number.

    By when what is due, and what was done about it, stands apart, in the history
    of its deadlines (``core.deadlines``).
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
    excluded: tuple[int, ...] = ()
    linked: tuple[str, ...] = ()
    withdrawn: int = 0
    wrote: int = 0
    joined: str = ""
    took_in: tuple[str, ...] = ()
    series: str = ""


@dataclass(frozen=True)
class Standing:
    """A case on somebody's desk. ``wanted``: the ordinal of the day it waits for.

    ``public``: the key of theirs that it was sealed for; they may have another.
    ``deadlines``: what the history of its deadlines adds up to.
    """

    facts: CaseFacts
    wanted: int
    public: bytes
    deadlines: Deadlines = NO_DEADLINES


def short(case: str) -> str:
    """The number that people say to each other; it tells nothing."""
    return f"{case[:4]}-{case[4:8]}".upper()

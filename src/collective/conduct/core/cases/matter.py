"""The matter of a case: who may know of it, and why somebody may not (TRUST 7-10).

A matter is a case with all that is linked to it: what it was merged with, what it
follows (a reprisal follows the first report), what follows it, and its series. Each
ground reaches a part of that. ``may_know`` gives the permission without which the
vault wraps no key, so that no feature can forget the question.
(REQUIREMENTS A27, C28, E19, S14)
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set
from collective.conduct.core.cases.bars import Bars
from collective.conduct.core.cases.bars import LINKED
from collective.conduct.core.cases.bars import MERGED
from collective.conduct.core.cases.bars import REACHES
from collective.conduct.core.cases.bars import SERIES
from collective.conduct.core.cases.recipients import Barred as Table
from collective.conduct.core.cases.recipients import barred
from collective.conduct.core.common.key_functions import APPROVING
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.vault.permissions import MayKnow
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import cached_property


# Why somebody gets no permission.
BARRED, ANSWERS_TO, BOTH_ROLES, NO_KEY = REASONS = (
    "barred",  # a ground names the person
    "answers_to",  # the function answers to somebody whom it concerns
    "both_roles",  # who approves never reads the same matter
    "no_key",  # no confirmed key for this function
)


@dataclass(frozen=True)
class MatterCase:
    """A case as a question about its matter sees it.

    ``bars``: who may not know of it, and how far that reaches; the ground is sealed
    in the case. ``merged``, ``follows``, ``followers`` and ``series``: other cases.
    ``readers``: person -> the key that the case was sealed for.
    """

    case: str
    bars: Bars = ()
    merged: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    readers: Mapping[int, bytes] = field(default_factory=dict)
    escrow: Set[int] = frozenset()
    approvers: Set[int] = frozenset()

    def next(self, reach: str) -> tuple[str, ...]:
        """Return the cases from which a ground with this reach comes here."""
        found = self.merged
        if reach != MERGED:
            found += self.follows
        if reach in (LINKED, SERIES):
            found += self.followers
        return found + self.series if reach == SERIES else found


@dataclass(frozen=True)
class Matter:
    """A case and all cases whose grounds could reach it.

    ``closed``: the functions that answer to somebody whom it concerns. ``moment``
    names the transaction in which this was read.
    """

    case: str
    cases: Mapping[str, MatterCase]
    moment: bytes
    closed: frozenset[str] = frozenset()

    def around(self, reach: str) -> frozenset[str]:
        """Return the cases whose grounds with this reach hold for the case."""
        found, waiting = {self.case}, [self.case]
        while waiting:
            for each in self.cases[waiting.pop()].next(reach):
                if each not in found and each in self.cases:
                    found.add(each)
                    waiting.append(each)
        return frozenset(found)

    @cached_property
    def barred(self) -> dict[int, frozenset[str]]:
        """``{person: the cases with a ground}`` of who may not know of it."""
        found: dict[int, frozenset[str]] = {}
        for reach in REACHES:
            for case in self.around(reach):
                for person, reaches in self.cases[case].bars:
                    if reaches == reach:
                        found[person] = found.get(person, frozenset()) | {case}
        return found

    @cached_property
    def concerned(self) -> frozenset[int]:
        """The people whom it concerns, anywhere in the matter."""
        return frozenset(
            person
            for case in self.around(SERIES)
            for person, reach in self.cases[case].bars
            if reach == SERIES
        )

    @cached_property
    def holding(self) -> dict[str, frozenset[int]]:
        """Who is in "readers", "escrow" and "approvers" of it or of a linked case."""
        around = [self.cases[case] for case in self.around(LINKED)]
        return {
            role: frozenset(p for each in around for p in getattr(each, role))
            for role in ("readers", "escrow", "approvers")
        }

    def sealed_for(self, person: int) -> frozenset[bytes]:
        """Return the keys for which cases of the matter are sealed for a person."""
        found = (each.readers.get(person) for each in self.cases.values())
        return frozenset(each for each in found if each is not None)


@dataclass(frozen=True)
class MayNotKnow:
    """Why a person gets no permission (``REASONS``), and the cases with the ground."""

    reason: str
    cases: frozenset[str] = frozenset()


def matter_of(
    case: str,
    cases: Mapping[str, MatterCase],
    moment: bytes,
    roster: Roster,
    day: date,
    table: Table,
) -> Matter:
    """Return the matter of a case, with the functions that are closed in it."""
    concerned = Matter(case, cases, moment).concerned
    closed = barred(roster, day, concerned, table) if concerned else frozenset()
    return Matter(case, cases, moment, closed)


def may_know(
    matter: Matter, person: int, functions: Iterable[str], keys: Mapping[str, bytes]
) -> MayKnow | MayNotKnow:
    """Return the permission to wrap the case for a person, or why there is none.

    ``functions``: those that the person holds today, in order of preference, as
    reader (``HANDLING``), escrow holder or approver; ``keys``: function -> the key
    to wrap for, which is confirmed for it or which the matter is sealed for already.
    """
    grounds = matter.barred.get(person)
    if grounds:
        return MayNotKnow(BARRED, grounds)
    reason = NO_KEY
    for function in functions:
        public = keys.get(function)
        if public is None or function not in HOLD_KEYS:
            continue
        if function in matter.closed:
            reason = ANSWERS_TO
        elif _holds_the_other_role(matter, person, function):
            reason = BOTH_ROLES
        else:
            return MayKnow(matter.case, person, public, function, matter.moment)
    return MayNotKnow(reason)


def _holds_the_other_role(matter: Matter, person: int, function: str) -> bool:
    if function in APPROVING:
        return person in matter.holding["readers"] | matter.holding["escrow"]
    return person in matter.holding["approvers"]

"""Who has answered an edition, and who has not (PEOPLE: "who has not").

Figures have their base; rows are people with their body and party. What a
viewer may see is decided by ``Scope``, not by the page.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.ledger import OUTCOMES
from collective.conduct.core.mandates import Mandate
from dataclasses import dataclass
from datetime import date


NONE_YET = "none"
ORDER = (*OUTCOMES, "informed", NONE_YET)
COLUMNS = ("name", "body", "party", "outcome")


@dataclass(frozen=True)
class Scope:
    """Whose names a viewer sees: all, own bodies, or own party groups."""

    everything: bool = False
    bodies: frozenset[str] = frozenset()
    parties: frozenset[tuple[str, str]] = frozenset()

    def sees(self, mandate: Mandate) -> bool:
        """Whether a member with this mandate is within the scope."""
        return (
            self.everything
            or mandate.body in self.bodies
            or (mandate.body, mandate.party) in self.parties
        )


@dataclass(frozen=True)
class Line:
    """One person in one body: what they answered, "none" if nothing yet."""

    person: int
    name: str
    body: str
    party: str
    outcome: str


@dataclass(frozen=True)
class Figures:
    """How many of how many, by outcome; people are counted once."""

    asked: int
    by_outcome: Mapping[str, int]

    @property
    def answered(self) -> int:
        return self.asked - self.by_outcome.get(NONE_YET, 0)


def lines(
    mandates: Iterable[Mandate],
    names: Mapping[int, str],
    outcomes: Mapping[int, str],
    scope: Scope,
) -> list[Line]:
    """One line per person and body within the scope, by name."""
    seen: dict[tuple[int, str], Line] = {}
    for mandate in mandates:
        if scope.sees(mandate):
            key = (mandate.person, mandate.body)
            known = seen.get(key)
            seen[key] = Line(
                mandate.person,
                names.get(mandate.person, ""),
                mandate.body,
                mandate.party or (known.party if known else ""),
                outcomes.get(mandate.person, NONE_YET),
            )
    return sorted(seen.values(), key=lambda each: (each.name.casefold(), each.body))


def figures(found: Iterable[Line]) -> Figures:
    """Count people once, whatever number of bodies they sit in."""
    people = {each.person: each.outcome for each in found}
    counts = Counter(people.values())
    return Figures(len(people), {key: counts[key] for key in ORDER if counts[key]})


def grouped(found: Iterable[Line], column: str) -> dict[str, Figures]:
    """Figures per body or per party, keys sorted."""
    parts: dict[str, list[Line]] = {}
    for each in found:
        parts.setdefault(getattr(each, column), []).append(each)
    return {key: figures(parts[key]) for key in sorted(parts)}


def cumulative(days: Iterable[date], start: date, end: date) -> list[tuple[date, int]]:
    """How many had answered by each day on which the number changed.

    The first and the last day are always there; what was said earlier (E6)
    counts from the first day.
    """
    counts = Counter(min(max(day, start), end) for day in days)
    total, found = 0, []
    for day in sorted({start, end, *counts}):
        total += counts[day]
        found.append((day, total))
    return found


def ordered(found: Iterable[Line], column: str, downwards: bool = False) -> list[Line]:
    """Sort by one of ``COLUMNS``; an unknown one sorts by name."""
    key = column if column in COLUMNS else "name"
    return sorted(
        found,
        key=lambda each: (getattr(each, key).casefold(), each.name.casefold()),
        reverse=downwards,
    )

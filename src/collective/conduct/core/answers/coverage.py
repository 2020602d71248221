"""Who has answered an edition, and who has not (PEOPLE: "who has not").

Figures have their base; rows are people with their body and party. What a
viewer may see is decided by ``Scope``, not by the page.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import sits
from dataclasses import dataclass
from datetime import date


NONE_YET = "none"
ORDER = (*OUTCOMES, "informed", NONE_YET)
COLUMNS = ("name", "body", "party", "outcome")
# What a line may say, in the order of figures: an answer to an edition, or how
# somebody stands in a campaign (``core.obligations.campaigns``).
KINDS = (
    *(*ANSWERS, "informed", "answered"),
    *("waived", "pending", "overdue", "lapsed", NONE_YET),
)
ANSWERED = frozenset(KINDS[: KINDS.index("answered") + 1])


@dataclass(frozen=True)
class Scope:
    """Whose names a viewer sees: all, own bodies, or own party groups."""

    everything: bool = False
    bodies: frozenset[str] = frozenset()
    parties: frozenset[tuple[str, str]] = frozenset()

    def sees(self, row: Row) -> bool:
        """Whether somebody with this mandate or function is within the scope.

        A candidate belongs to no group yet, so no leader sees one.
        """
        if self.everything or (row.body and row.body in self.bodies):
            return True
        return sits(row) and (row.body, row.party) in self.parties


@dataclass(frozen=True)
class CoverageRow:
    """One person in one body: what they answered, "none" if nothing yet.

    ``due`` is the last day to answer as ISO 8601, "" when there is none.
    """

    person: int
    name: str
    body: str
    party: str
    outcome: str
    due: str = ""


@dataclass(frozen=True)
class Figures:
    """How many of how many, by outcome; people are counted once."""

    asked: int
    by_outcome: Mapping[str, int]

    @property
    def answered(self) -> int:
        return sum(self.by_outcome.get(kind, 0) for kind in ANSWERED)


def lines(
    rows: Iterable[Row],
    names: Mapping[int, str],
    outcomes: Mapping[int, str],
    scope: Scope,
    due: Mapping[int, str] | None = None,
) -> list[CoverageRow]:
    """One line per person and body within the scope, by name."""
    seen: dict[tuple[int, str], CoverageRow] = {}
    for row in rows:
        if scope.sees(row):
            key = (row.person, row.body)
            party = row.party if isinstance(row, Mandate) else ""
            known = seen.get(key)
            seen[key] = CoverageRow(
                row.person,
                names.get(row.person, ""),
                row.body,
                party or (known.party if known else ""),
                outcomes.get(row.person, NONE_YET),
                (due or {}).get(row.person, ""),
            )
    return sorted(seen.values(), key=lambda each: (each.name.casefold(), each.body))


def figures(found: Iterable[CoverageRow]) -> Figures:
    """Count people once, whatever number of bodies they sit in."""
    people = {each.person: each.outcome for each in found}
    counts = Counter(people.values())
    return Figures(len(people), {key: counts[key] for key in KINDS if counts[key]})


def grouped(found: Iterable[CoverageRow], column: str) -> dict[str, Figures]:
    """Figures per body or per party, keys sorted."""
    parts: dict[str, list[CoverageRow]] = {}
    for each in found:
        parts.setdefault(getattr(each, column), []).append(each)
    return {key: figures(parts[key]) for key in sorted(parts)}


def cumulative(days: Iterable[date], start: date, end: date) -> list[tuple[date, int]]:
    """How many had answered by each day on which the number changed.

    The first and the last day are always there; an earlier answer (E6) counts
    from the first day.
    """
    counts = Counter(min(max(day, start), end) for day in days)
    total, reached = 0, []
    for day in sorted({start, end, *counts}):
        total += counts[day]
        reached.append((day, total))
    return reached


def ordered(
    found: Iterable[CoverageRow], column: str, downwards: bool = False
) -> list[CoverageRow]:
    """Sort by one of ``COLUMNS`` or by the due day; an unknown one sorts by name."""
    key = column if column in (*COLUMNS, "due") else "name"
    return sorted(
        found,
        key=lambda each: (getattr(each, key).casefold(), each.name.casefold()),
        reverse=downwards,
    )

"""Model of matters for state machines: plain sets that know no key and no row.

It says from the side of the people who may know of a case, and who must not. It
is written apart from ``core.cases.matter``, and compares every pair of cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field


# ground -> how far it reaches, as sets of links
WITNESS, UNTICKED, CONFLICT, CONCERNED = range(4)
ANSWERS_TO = {"head_of_office": {"municipal_secretary"}}  # as far as the tests go


@dataclass
class Known:
    """A case: who may read it, who is barred by a ground of its own, its links."""

    may: set[int]
    grounds: dict[int, int] = field(default_factory=dict)
    follows: str = ""
    into: str = ""
    series: str = ""


class Matters:
    """All cases of a machine. ``functions``: person -> the functions they hold."""

    def __init__(self, functions: dict[int, set[str]]) -> None:
        self.functions = functions
        self.cases: dict[str, Known] = {}

    def bar(self, case: str, people: Iterable[int], ground: int) -> None:
        """Record a ground of a case; the widest one of a person holds."""
        own = self.cases[case].grounds
        for person in people:
            own[person] = max(ground, own.get(person, ground))

    def group(self, case: str) -> list[str]:
        """Return the cases that were merged with one, and itself."""
        root = self.cases[case].into or case
        return [each for each, it in self.cases.items() if (it.into or each) == root]

    def barred(self, case: str) -> set[int]:
        """Return who may not know of a case, by any ground anywhere."""
        return {
            person
            for other, it in self.cases.items()
            for person, ground in it.grounds.items()
            if self.reaches(other, case, ground)
        }

    def closed(self, case: str) -> set[str]:
        """Return the functions that answer to somebody whom the case concerns."""
        concerned = {
            person
            for other, it in self.cases.items()
            for person, ground in it.grounds.items()
            if ground == CONCERNED and self.reaches(other, case, ground)
        }
        offices = {name for person in concerned for name in self.functions[person]}
        return {name for office in offices for name in ANSWERS_TO.get(office, ())}

    def fit(self, case: str, person: int, handling: set[str]) -> bool:
        """Return whether no ground and no function stands against a reader."""
        held = self.functions[person] & handling
        return person not in self.barred(case) and bool(held - self.closed(case))

    def reaches(self, source: str, case: str, ground: int) -> bool:
        """Return whether a ground that arose in one case holds for another."""
        found = {source}
        while True:
            more = {
                other
                for each in found
                for other in self.cases
                if other not in found and self._leads(each, other, ground)
            }
            if not more:
                return case in found
            found |= more

    def linked(self, case: str) -> set[str]:
        """Return the cases that are linked or merged with one, near or far."""
        return {each for each in self.cases if self.reaches(each, case, CONFLICT)}

    def _leads(self, one: str, other: str, ground: int) -> bool:
        here, there = self.cases[one], self.cases[other]
        if (here.into or one) == (there.into or other):
            return True
        if ground >= UNTICKED and there.follows == one:
            return True
        if ground >= CONFLICT and here.follows == other:
            return True
        return ground >= CONCERNED and here.series != "" and here.series == there.series

"""Import plan: what an import would do, line by line (issue 3, point 1).

Nothing is written from anything but a plan, and a plan that is made again from
the same file, choices and register is the same plan: ``Plan.digest``.
"""

from collections import Counter
from collective.conduct.core.registers.lists.entries import Remark
from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.lists.people import PersonLines
from collective.conduct.core.registers.mandates import Row
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256


WRITTEN = ("new", "changed", "ended")
IN_THE_WAY = ("unmatched", "ambiguous", "refused")
KINDS = (*WRITTEN, "unchanged", *IN_THE_WAY)


@dataclass(frozen=True)
class Finding:
    """The result of one line; line 0 is a row that the file does not name.

    ``group`` is the first line of the person (``Plan.people``), 0 without one;
    ``row`` is what the register has, ``wanted`` what it will have. ``about`` has
    remarks on a usable line, ``reasons`` why another one blocks the import.
    """

    kind: str
    line: int
    name: str = ""
    group: int = 0
    row: Row | None = None
    wanted: Row | None = None
    entry: RosterEntry | None = None
    reasons: tuple[Remark, ...] = ()
    about: tuple[Remark, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All findings, and the people they are about by their first line."""

    findings: tuple[Finding, ...]
    people: dict[int, PersonLines]
    words: tuple[tuple[str, str], ...] = ()  # ("body" | "role", word) not known

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each kind."""
        found = Counter(each.kind for each in self.findings)
        return {kind: found[kind] for kind in KINDS}

    @property
    def in_the_way(self) -> int:
        """How many lines cannot be used as they are."""
        return sum(self.counts[kind] for kind in IN_THE_WAY)

    @property
    def writes(self) -> int:
        """How many findings lead to a write."""
        return sum(self.counts[kind] for kind in WRITTEN)

    def of_kind(self, kind: str) -> list[Finding]:
        """The findings of a kind, by line."""
        return [each for each in self.findings if each.kind == kind]

    @cached_property
    def digest(self) -> str:
        """Hash of the plan, to check that the plan that was agreed to is written."""
        people = [
            (first, group.person, group.name, group.key, group.userid)
            for first, group in sorted(self.people.items())
        ]
        lines = [
            (each.kind, each.line, each.group, each.row, each.wanted)
            for each in self.findings
        ]
        return sha256(repr((people, lines)).encode()).hexdigest()

"""Desks of handlers on ZODB. See IDesks.

Each person has trees of their own, sorted by state and by the day on which
something is wanted: two, so that two reports at once seldom conflict and a page
still reads little. Counts are stored beside: counting a tree would mean walking it.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.cases.deadline_history import Deadlines
from collective.conduct.core.cases.deadline_history import NO_DEADLINES
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import DeskEntry
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.storage.cases.cases import SUMMARY
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault.ciphers import boxes
from datetime import date
from heapq import merge
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer


SEED = ("", 0, "")  # below all rows: an empty tree could not be merged
FOREVER = 2**31
TREES = 2


class _Entry(NamedTuple):
    """A case on a desk; summary and deadlines are rows of their own."""

    summary: tuple
    public: bytes
    deadlines: tuple


class _Place(NamedTuple):
    """Where a case is listed: under which state and day, on whose desks."""

    state: str
    wanted: int
    people: tuple[int, ...]


class _Own(NamedTuple):
    """What somebody keeps for themself: padded, sealed for their own key."""

    box: bytes


class _Away(NamedTuple):
    first: date
    last: date


DEADLINES = RowFormat(
    Deadlines, {1: "terms confirmed answered met_on pauses extended leader_informed_at"}
)
ENTRY = RowFormat(_Entry, {1: "summary public deadlines"})
PLACE = RowFormat(_Place, {1: "state wanted people"})
AWAY = RowFormat(_Away, {1: "first last"})
OWN = RowFormat(_Own, {1: "box"})
_NOWHERE = PLACE.pack(_Place("", 0, ()))


class DeskTree(OOBTree):
    """A tree of larger leaves: they split less often, and a page needs fewer."""

    max_leaf_size = 60


@implementer(IDesks)
class Desks(Persistent):
    """See IDesks."""

    def __init__(self) -> None:
        self._rows = OOBTree()  # person -> trees: (state, wanted, case) -> row
        self._counts = OOBTree()  # (person, state) -> Length
        self._places = ShardedTree()  # case -> row of its place
        self._own = OOBTree()  # person -> row, of before 1005 a box that is not padded
        self._away = OOBTree()  # person -> row of the days

    def put(
        self,
        facts: CaseSummary,
        wanted: int,
        publics: Mapping[int, bytes],
        deadlines: Deadlines = NO_DEADLINES,
    ) -> None:
        place = (facts.state, wanted, facts.case)
        self._leave(facts.case, place, publics)
        summary, line = SUMMARY.pack(facts), DEADLINES.pack(deadlines)
        for person, public in publics.items():
            rows = self._tree(person, facts.case)
            if place not in rows:
                self._count(person, facts.state).change(1)
            rows[place] = ENTRY.pack(_Entry(summary, public, line))
        people = _Place(facts.state, wanted, tuple(publics))
        self._places[facts.case] = PLACE.pack(people)

    def of(
        self, person: int, states: Iterable[str], until: int | None = None
    ) -> Iterator[DeskEntry]:
        last = FOREVER if until is None else until + 1
        ranges = (
            tree.items((state, -FOREVER, ""), (state, last, ""))
            for tree in self._rows.get(person, ())
            for state in states
        )
        ordered = merge(*ranges, key=lambda each: each[0][1:])
        return (_standing(place[1], ENTRY.unpack(row)) for place, row in ordered)

    def count(self, person: int, state: str) -> int:
        counter = self._counts.get((person, state))
        return counter() if counter else 0

    def people(self) -> Iterator[int]:
        return iter(self._rows)

    def drop(self, case: str) -> None:
        self._leave(case, None, ())
        self._places.pop(case, None)

    def leave(self, person: int, first: date | None, last: date | None) -> None:
        if first is None or last is None:
            self._away.pop(person, None)
        else:
            self._away[person] = AWAY.pack(_Away(first, last))

    def absence(self, person: int) -> tuple[date, date] | None:
        row = self._away.get(person)
        return AWAY.unpack(row) if row else None

    def away(self, day: date) -> frozenset[int]:
        rows = ((who, AWAY.unpack(row)) for who, row in self._away.items())
        return frozenset(who for who, (first, last) in rows if first <= day <= last)

    def put_private(self, vault: OpenVault, words: bytes) -> None:
        box = boxes.wrap(vault.public, boxes.pad(words), _context(vault.person))
        self._own[vault.person] = OWN.pack(_Own(box))

    def get_private(self, vault: OpenVault) -> bytes:
        kept, context = self._own.get(vault.person), _context(vault.person)
        if kept is None:
            return b""
        try:
            if isinstance(kept, bytes):
                return vault.unwrap(kept, context)
            return boxes.unpad(vault.unwrap(OWN.unpack(kept).box, context))
        except Refused:
            return b""

    def _leave(self, case: str, place: tuple | None, people: Iterable[int]) -> None:
        """Remove a case from where it is no longer listed."""
        state, wanted, before = PLACE.unpack(self._places.get(case, _NOWHERE))
        old = (state, wanted, case)
        for person in before:
            if old != place or person not in people:
                del self._tree(person, case)[old]
                self._count(person, state).change(-1)

    def _tree(self, person: int, case: str) -> OOBTree:
        if person not in self._rows:
            self._rows[person] = tuple(DeskTree({SEED: None}) for _ in range(TREES))
        return self._rows[person][int(case[-1], 16) % TREES]

    def _count(self, person: int, state: str) -> Length:
        if (person, state) not in self._counts:
            self._counts[(person, state)] = Length()
        return self._counts[(person, state)]


def _standing(wanted: int, entry: _Entry) -> DeskEntry:
    facts, deadlines = SUMMARY.unpack(entry.summary), DEADLINES.unpack(entry.deadlines)
    return DeskEntry(facts, wanted, entry.public, deadlines)


def _context(person: int) -> bytes:
    return boxes.bind("conduct-desk/1", person)

"""Mandates and functions as bitemporal rows, and the groups computed from them.

A mandate is held by an elected official in a body; a function by an employee
(DESIGN 1.4). Both are valid ``start``..``end`` (last day included, None =
open) and known ``known_from``..``known_to``. Groups are computed for a day,
never stored: no event happens at midnight. (REQUIREMENTS A4, B9, B14)
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard


PREFIX = "conduct:"
OFFICIALS = "conduct:officials"
CANDIDATES = "conduct:candidates"
EMPLOYED = "conduct:employed"  # whoever holds a function

OFFICES = (
    "ordinary",
    "substitute",
    "chair",
    "vice_chair",
    "group_leader",
    "commissioner",
    "presidium",
    "candidate",
)
# function -> the role it carries beside "participant" (core.common.access)
FUNCTIONS = {
    "publisher": "publisher",
    "registrar": "registrar",
    "secretary": "secretary",
    "auditor": "auditor",
    "municipal_secretary": None,
    "head_of_office": None,
    "chief_executive": None,
    "hr": None,
    "security": None,
    "security_coordinator": None,
    "legal": None,
    "archive": None,
    "identity_approver": None,
    "escrow_holder": None,
    "employee": None,
}


@dataclass(frozen=True)
class Person:
    """Somebody in the register; ``userid`` is None without an account.

    ``key`` is the id of the person in the system that rows are imported from,
    "" when there is none; never a personal identity number.
    """

    id: int
    name: str
    userid: str | None = None
    key: str = ""


@dataclass(frozen=True)
class Mandate:
    """A person holds an office in a body from a day to a day.

    ``extent`` is a percentage of full time, 0 when unknown; ``as_employee``:
    treated as employee (B12); ``employer_role``: acts for the employer (C25).
    A candidate (A3) holds no mandate yet: no official, no member of the body.
    """

    person: int
    body: str
    office: str
    party: str = ""
    start: date = date.min
    end: date | None = None
    extent: int = 0
    as_employee: bool = False
    employer_role: bool = False
    source: str = ""
    row: int = 0
    known_from: int = 0
    known_to: int | None = None


@dataclass(frozen=True)
class Function:
    """A person holds a function, for the whole site or for one body."""

    person: int
    function: str
    body: str = ""
    substitute: bool = False
    start: date = date.min
    end: date | None = None
    source: str = ""
    row: int = 0
    known_from: int = 0
    known_to: int | None = None


Row = Mandate | Function
CANDIDATE = "candidate"


def valid(row: Row, day: date) -> bool:
    """Whether the row holds on that day (first and last day included)."""
    return row.start <= day and (row.end is None or day <= row.end)


def groups_of_row(row: Row) -> tuple[str, ...]:
    """The groups that a valid row puts its person into."""
    if isinstance(row, Function):
        scoped = (f"{PREFIX}function:{row.function}:{row.body}",) if row.body else ()
        return (EMPLOYED, f"{PREFIX}function:{row.function}", *scoped)
    if row.office == CANDIDATE:
        return (CANDIDATES, f"{CANDIDATES}:{row.body}")
    made = [OFFICIALS, f"{PREFIX}body:{row.body}"]
    if row.party:
        made.append(f"{PREFIX}party:{row.body}:{row.party}")
    return tuple(made)


def roles_of_row(row: Row) -> frozenset[str]:
    """The role keys (``access.ROLES``) that a valid row carries."""
    if isinstance(row, Function):
        carried = FUNCTIONS.get(row.function)
        return frozenset({"participant", carried} if carried else {"participant"})
    if row.office == CANDIDATE:
        return frozenset({"participant"})
    return frozenset({"official", *(("leader",) if leads(row) else ())})


def sits(row: Row) -> TypeGuard[Mandate]:
    """Whether the row is a seat of an elected official (a candidate has none)."""
    return isinstance(row, Mandate) and row.office != CANDIDATE


def leads(row: Row) -> TypeGuard[Mandate]:
    """Whether the row makes its person the leader of a party's group."""
    return isinstance(row, Mandate) and row.office == "group_leader" and bool(row.party)


class Roster:
    """All rows believed at one moment, queried for any day; reads no database."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._by_person: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            self._by_person[row.person].append(row)
        self._days: dict[date, dict[str, frozenset[int]]] = {}

    def rows_of(self, person: int, day: date | None = None) -> tuple[Row, ...]:
        """The person's rows, all or those valid on a day."""
        found = self._by_person.get(person, ())
        return tuple(row for row in found if day is None or valid(row, day))

    def groups(self, day: date) -> dict[str, frozenset[int]]:
        """Every group of that day with its members (computed once per day)."""
        if day not in self._days:
            made: dict[str, set[int]] = defaultdict(set)
            for row in self.rows:
                if valid(row, day):
                    for group in groups_of_row(row):
                        made[group].add(row.person)
            if len(self._days) > 8:
                self._days.clear()
            self._days[day] = {name: frozenset(who) for name, who in made.items()}
        return self._days[day]

    def groups_of(self, person: int, day: date) -> tuple[str, ...]:
        """The groups of one person on a day, sorted."""
        rows = self.rows_of(person, day)
        return tuple(sorted({group for row in rows for group in groups_of_row(row)}))

    def roles_of(self, person: int, day: date) -> frozenset[str]:
        """The role keys of one person on a day; a leader is an official too."""
        rows = self.rows_of(person, day)
        return frozenset({role for row in rows for role in roles_of_row(row)})

    def bodies_of(self, person: int, day: date) -> frozenset[str]:
        """The bodies that the person is secretary of on that day."""
        rows = self.rows_of(person, day)
        return frozenset(
            row.body
            for row in rows
            if isinstance(row, Function) and row.function == "secretary" and row.body
        )

    def led_by(self, person: int, day: date) -> frozenset[tuple[str, str]]:
        """The (body, party) groups that the person leads on that day."""
        rows = self.rows_of(person, day)
        return frozenset((row.body, row.party) for row in rows if leads(row))

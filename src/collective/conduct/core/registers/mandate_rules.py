"""Rules of mandates: when a row is valid beside others, and what its end changes.

Pure rules over rows: nothing here reads or writes. (REQUIREMENTS A45, B9, B14)
"""

from collections.abc import Callable
from collections.abc import Iterable
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import leads
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.mandates import valid
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from difflib import get_close_matches


LONGEST = 200  # characters of a party or a source
FIRST_YEAR, LAST_YEAR = 1900, 2200  # a day outside of them is a typing error
_SIMILAR = 0.8  # of 1: "Moderatena" is near "Moderaterna", "SD" is not near "S"
_DAY = 24 * 60 * 60


def check(row: Row, others: Iterable[Row]) -> None:
    """Raise an error when a row is invalid by itself or beside the person's other rows.

    ``Invalid`` "date_missing", "day_far", "ends_before_start", "office_unknown",
    "function_unknown", "leader_without_party", "extent", "too_long";
    ``Conflict`` "overlap" when the person holds the very same thing on some of
    these days already.
    """
    if row.start is None:
        raise Invalid("date_missing")
    check_day(row.start, "start")
    check_day(row.end or row.start, "end")
    if row.end is not None and row.end < row.start:
        raise Invalid("ends_before_start")
    if isinstance(row, Mandate):
        _check_mandate(row)
    elif row.function not in FUNCTIONS:
        raise Invalid("function_unknown")
    if len(row.source) > LONGEST:
        raise Invalid("too_long", field="source", limit=LONGEST)
    if any(_same(row, other) and _meet(row, other) for other in others):
        raise Conflict("overlap")


def check_day(day: date, field: str) -> None:
    """Raise ``Invalid`` "day_far" for a day that is out of range."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid("day_far", field=field, first=FIRST_YEAR, last=LAST_YEAR)


def _check_mandate(row: Mandate) -> None:
    if row.office not in OFFICES:
        raise Invalid("office_unknown")
    if row.office == "group_leader" and not row.party:
        raise Invalid("leader_without_party")
    if not 0 <= row.extent <= 100:
        raise Invalid("extent")
    if len(row.party) > LONGEST:
        raise Invalid("too_long", field="party", limit=LONGEST)


def _same(row: Row, other: Row) -> bool:
    return (row.person, row.body, _held(row)) == (
        other.person,
        other.body,
        _held(other),
    )


def _held(row: Row) -> tuple[str, str]:
    if isinstance(row, Mandate):
        return "office", row.office
    return "function", row.function


def _meet(row: Row, other: Row) -> bool:
    """Whether two rows hold on one and the same day."""
    last, other_last = row.end or date.max, other.end or date.max
    return row.start <= other_last and other.start <= last


def resembling(party: str, known: Iterable[str]) -> str:
    """The known party that a new one may be a misspelling of, "" when none is."""
    folded = {each.casefold(): each for each in known if each}
    if not party or party in folded.values():
        return ""
    near = get_close_matches(party.casefold(), folded, n=1, cutoff=_SIMILAR)
    return folded[near[0]] if near else ""


def last_second(day: date, day_of: Callable[[int], date]) -> int:
    """The last UTC second of a day in the time zone that ``day_of`` knows.

    "As we knew it on 1 April" is: as it was known when that day ended.
    """
    midnight = (day - date(1970, 1, 1)).days * _DAY
    low, high = midnight - _DAY, midnight + 3 * _DAY
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if day_of(middle) <= day else (low, middle)
    return low


@dataclass(frozen=True)
class Ending:
    """What changes when rows end after their ``last`` day.

    ``day`` is the first day of the change; ``leaving`` have no seat left
    in a body; ``lost`` are the roles that people no longer have;
    ``leaderless`` the groups, as (body, party), that are left without a leader.
    """

    last: date
    day: date
    rows: tuple[Row, ...]
    leaving: frozenset[int]
    lost: dict[int, frozenset[str]]
    leaderless: tuple[tuple[str, str], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows, to check that what was shown is what is ended."""
        return tuple(sorted(row.row for row in self.rows))


def of_term(roster: Roster, body: str, last: date) -> list[Row]:
    """The seats of a body that end when its term ends on that day.

    Those that ended before, or begin after it, stay as they are; so do
    candidates and the functions of employees.
    """
    return [
        row
        for row in roster.rows
        if sits(row)
        and row.body == body
        and row.start <= last
        and (row.end is None or row.end > last)
    ]


def check_end(row: Row, last: date | None) -> None:
    """Raise ``Invalid`` when a row cannot end on that day; it can only be shortened."""
    if last is None:
        raise Invalid("date_missing", field="last")
    check_day(last, "last")
    if last < row.start:
        raise Invalid("ends_before_start", field="last")
    if row.end is not None and last >= row.end:
        raise Invalid("ends_already", field="last")


def after(roster: Roster, rows: Iterable[Row], last: date) -> Roster:
    """The roster as it would be when these rows end on that day."""
    ended = {row.row for row in rows}
    return Roster(
        replace(row, end=last) if row.row in ended else row for row in roster.rows
    )


def ending(roster: Roster, rows: Iterable[Row], last: date, today: date) -> Ending:
    """What would change: on the day after ``last``, or today when that is later."""
    rows = tuple(rows)
    left, day = after(roster, rows, last), max(last + timedelta(days=1), today)
    people = {row.person for row in rows}
    lost = {
        person: roster.roles_of(person, day) - left.roles_of(person, day)
        for person in people
    }
    return Ending(
        last,
        day,
        rows,
        _leaving(left, rows, day),
        {person: roles for person, roles in lost.items() if roles},
        tuple(sorted(_leaderless(left, day) - _leaderless(roster, day))),
    )


def _leaving(left: Roster, rows: tuple[Row, ...], day: date) -> frozenset[int]:
    seats = {(row.person, row.body) for row in rows if sits(row)}
    kept = {(row.person, row.body) for row in _seats(left, day)}
    return frozenset(person for person, _body in seats - kept)


def _leaderless(roster: Roster, day: date) -> set[tuple[str, str]]:
    """The groups that have members but no leader on a day."""
    groups = {(row.body, row.party) for row in _seats(roster, day) if row.party}
    return groups - {(row.body, row.party) for row in _seats(roster, day) if leads(row)}


def _seats(roster: Roster, day: date) -> list[Mandate]:
    return [row for row in roster.rows if sits(row) and valid(row, day)]


def leaders(roster: Roster, person: int, day: date) -> dict[tuple[str, str], list[int]]:
    """The leaders of each of a person's groups, as (body, party), on a day.

    One entry for each assembly; nobody for a seat without a party (A45, C28).
    """
    own = {(row.body, row.party) for row in roster.rows_of(person, day) if sits(row)}
    found: dict[tuple[str, str], list[int]] = {group: [] for group in sorted(own)}
    for row in roster.rows:
        if leads(row) and valid(row, day) and (row.body, row.party) in found:
            found[row.body, row.party].append(row.person)
    return found

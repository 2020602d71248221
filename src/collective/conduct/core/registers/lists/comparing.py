"""Compare entries with the rows of the register: new, changed, ended, unchanged."""

from collections.abc import Iterable
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.entries import Remark
from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.lists.entries import UNKNOWN
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.parties import remarks_on_parties
from collective.conduct.core.registers.lists.people import PersonLines
from collective.conduct.core.registers.lists.plan import Finding
from collective.conduct.core.registers.lists.seats import becomes
from collective.conduct.core.registers.lists.seats import fresh
from collective.conduct.core.registers.lists.seats import overlap
from collective.conduct.core.registers.lists.seats import Seat
from collective.conduct.core.registers.lists.seats import seat
from collective.conduct.core.registers.lists.seats import starts
from collective.conduct.core.registers.mandates import CANDIDATE
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import valid
from dataclasses import replace
from datetime import timedelta


class RosterComparison:
    """Compares entries in the order of the lines; remembers the rows they matched."""

    def __init__(self, choices: Choices, known: RegisterSnapshot) -> None:
        self._choices, self._known = choices, known
        self._seen: set[int] = set()  # rows that some line speaks of
        self._held: dict[tuple[int, Seat], list[RosterEntry]] = {}
        self._ends: list[Finding] = []

    def findings(
        self, groups: list[PersonLines], entries: list[RosterEntry]
    ) -> list[Finding]:
        """Return one finding for each entry, then those of the rows that end."""
        of_line = {each.line: group for group in groups for each in group.entries}
        parties = remarks_on_parties(entries, self._known)
        found = [
            self._with_remarks(entry, of_line[entry.line], parties) for entry in entries
        ]
        return [*found, *self._ends, *self._missing(found)]

    def _with_remarks(self, entry: RosterEntry, group: PersonLines, parties) -> Finding:
        found = self._finding(entry, group)
        about = (*entry.remarks, *parties.get(entry.line, ()))
        if not found.reasons:
            about = (*about, *_about(group, entry), *found.about)
            if entry.line == group.first:
                about = (*about, *_changes(group, self._known))
        options = group.options if entry.line == group.first else ()
        return replace(
            found, entry=entry, name=group.name, about=about, options=options
        )

    def _finding(self, entry: RosterEntry, group: PersonLines) -> Finding:
        if group.reasons:
            return _refused(entry, *group.reasons)
        if group.person is None:
            return Finding(
                "ambiguous", entry.line, reasons=(Remark("roster_same_name"),)
            )
        twice = self._twice(entry, group)
        if twice is not None:
            return _refused(entry, Remark("roster_twice", {"line": twice.line}))
        wanted = fresh(entry, group.person)
        for row in self._rows(wanted):
            if starts(row, entry):
                self._seen.add(row.row)
                return self._beside(entry, group, row)
        return self._new(entry, group, wanted)

    def _twice(self, entry: RosterEntry, group: PersonLines) -> RosterEntry | None:
        """An earlier line about the same seat at the same time, None without one."""
        held = self._held.setdefault((group.first, seat(entry)), [])
        for other in held:
            if overlap((entry.start, entry.end), (other.start, other.end)):
                return other
        held.append(entry)
        return None

    def _rows(self, wanted: Row) -> list[Row]:
        """The rows that the person has of this seat."""
        own = self._known.by_person.get(wanted.person, ())
        return [row for row in own if seat(row) == seat(wanted)]

    def _collision(self, wanted: Row, but: int = 0) -> Row | None:
        """A row of the person and seat that shares a day with this one."""
        span = wanted.start, wanted.end
        return next(
            (
                row
                for row in self._rows(wanted)
                if row.row != but and overlap(span, (row.start, row.end))
            ),
            None,
        )

    def _beside(self, entry: RosterEntry, group: PersonLines, row: Row) -> Finding:
        wanted = becomes(row, entry)
        about: tuple[Remark, ...] = ()
        if row.end and "end" not in entry.stated:
            about = (Remark("roster_end_kept", {"day": row.end}),)
        other = None if wanted.end == row.end else self._collision(wanted, row.row)
        if other is not None:
            return _refused(entry, Remark("roster_overlap", {"day": other.start}))
        found = Finding("changed", entry.line, group=group.first, row=row, about=about)
        if wanted == row:
            of_person = entry.line == group.first and _changes(group, self._known)
            return found if of_person else replace(found, kind="unchanged")
        if wanted.end and replace(row, end=wanted.end) == wanted:
            return replace(found, kind="ended", wanted=wanted)
        return replace(found, wanted=replace(wanted, source=entry.source or row.source))

    def _new(self, entry: RosterEntry, group: PersonLines, wanted: Row) -> Finding:
        earlier = self._collision(wanted)
        if earlier is not None and not self._followed(earlier, wanted, group):
            return _refused(entry, Remark("roster_overlap", {"day": earlier.start}))
        return Finding("new", entry.line, group=group.first, wanted=wanted)

    def _followed(self, earlier: Row, wanted: Row, group: PersonLines) -> bool:
        """End the open row before a new one of the same seat the day before."""
        day = wanted.start - timedelta(days=1)
        cut = replace(earlier, end=day)
        follows = self._choices.follow_on and earlier.end is None
        if not follows or day < earlier.start or earlier.row in self._seen:
            return False
        self._seen.add(earlier.row)
        about = (Remark("roster_followed", {"day": day}),)
        self._ends.append(
            Finding("ended", 0, group.name, row=earlier, wanted=cut, about=about)
        )
        return True

    def _missing(self, found: list[Finding]) -> list[Finding]:
        """Rows of a body that a complete file does not name end on the last day."""
        body, last = self._choices.complete, self._choices.last
        if not body or last is None:
            return []
        kinds = {
            each.entry.office == CANDIDATE
            for each in found
            if each.entry and each.entry.body == body and each.entry.office
        }
        about = (Remark("roster_not_in_file", {"day": last}),)
        return [
            Finding(
                "ended",
                0,
                self._known.people[row.person].name,
                row=row,
                wanted=replace(row, end=last),
                about=about,
            )
            for row in self._known.rows
            if isinstance(row, Mandate)
            and row.body == body
            and (row.office == CANDIDATE) in kinds
            and row.row not in self._seen
            and valid(row, last)
            and row.end != last
        ]


def _refused(entry: RosterEntry, *reasons: Remark) -> Finding:
    known = any(each.code not in UNKNOWN for each in reasons)
    return Finding("refused" if known else "unmatched", entry.line, reasons=reasons)


def _changes(group: PersonLines, known: RegisterSnapshot) -> tuple[Remark, ...]:
    """Remarks on the changes of the person, beside those of the row."""
    if not group.person:
        return ()
    person, found = known.people[group.person], []
    if any(each.name for each in group.entries) and group.name != person.name:
        found.append(Remark("roster_renamed", {"name": person.name}))
    if group.userid and not person.userid:
        found.append(Remark("roster_account_given"))
    if group.key and not person.key:
        found.append(Remark("roster_key_given"))
    return tuple(found)


def _about(group: PersonLines, entry: RosterEntry) -> Iterable[Remark]:
    """Remarks on a usable line."""
    if not group.userid and not entry.account and not group.person:
        yield Remark("roster_no_account")
    if entry.account and not group.userid:
        yield Remark("roster_account_later")
    if "party" in entry.stated and not entry.party and not entry.function:
        yield Remark("roster_no_party")
    if entry.line == group.first and len(group.entries) > 1:
        yield Remark("roster_several", {"count": len(group.entries)})
    if entry.line == group.first and group.namesakes and group.person is not None:
        lines = ", ".join(map(str, group.namesakes))
        yield Remark("roster_namesake", {"lines": lines})

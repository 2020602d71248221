"""The two registers on ZODB. See IRegister.

Rows are tuples that say their version (never a dict as a BTree value); a row is
replaced only to close it. The roster is made once per revision and process.
"""

from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from BTrees.OIBTree import OIBTree
from collections.abc import Iterator
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.registers.events import KeyFunctionChanged
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.storage.common.rows import Codec
from collective.conduct.storage.common.rows import RowFormat
from dataclasses import replace
from datetime import date
from persistent import Persistent
from ZODB.POSException import ConflictError
from zope.event import notify
from zope.interface import implementer

import secrets


def _on(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


_DAY: Codec = (_on, _day)
_DAYS = {"start": _DAY, "end": _DAY}
PERSON = RowFormat(Person, {1: "name userid key"}, key="id")
FORMATS: dict[str, RowFormat] = {
    "M": RowFormat(
        Mandate,
        {
            1: "person body office party start end extent as_employee employer_role"
            " source row known_from known_to"
        },
        codecs=_DAYS,
    ),
    "F": RowFormat(
        Function,
        {1: "person function body substitute start end source row known_from known_to"},
        codecs=_DAYS,
    ),
}
CODES = {Mandate: "M", Function: "F"}
GAP = 1024  # between the ids of two rows, at most


@implementer(IRegister)
class Register(Persistent):
    """See IRegister."""

    _latest = 0  # what is written is never earlier known than what was before

    def __init__(self) -> None:
        self._people = IOBTree()  # person -> row
        self._accounts = OIBTree()  # userid -> person
        self._keys = OIBTree()  # id in another system -> person
        self._rows = IOBTree()  # row id -> ("M" | "F", *row)
        self._revision = Length(1)

    @property
    def revision(self) -> int:
        return self._revision()

    def complete(self) -> None:
        """Add what a register of an earlier version lacks."""
        if not hasattr(self, "_keys"):
            self._keys = OIBTree()

    def enrol(self, userid: str | None = None, name: str = "", key: str = "") -> int:
        known = self.person_of(userid) if userid else None
        known = self.keyed(key) if known is None and key else known
        if known is not None:
            return known
        person = secrets.randbelow(2**31 - 2) + 1
        while person in self._people:
            person = secrets.randbelow(2**31 - 2) + 1
        self._keep(Person(person, name or userid or "", userid, key))
        return person

    def person_of(self, userid: str) -> int | None:
        return self._accounts.get(userid)

    def keyed(self, key: str) -> int | None:
        return self._keys.get(key)

    def person(self, person: int) -> Person:
        found = self._people.get(person)
        if found is None:
            raise Missing("no_person")
        return PERSON.unpack(found, person)

    def people(self) -> Iterator[Person]:
        return (PERSON.unpack(row, key) for key, row in self._people.items())

    def name(self, person: int, name: str) -> None:
        self._keep(replace(self.person(person), name=name))

    def attach(
        self, person: int, userid: str | None = None, key: str | None = None
    ) -> None:
        known = self.person(person)
        if userid and self._accounts.get(userid, person) != person:
            raise Conflict("account_taken")
        if userid and known.userid not in (None, userid):
            raise Conflict("account_given")
        if key and self._keys.get(key, person) != person:
            raise Conflict("key_taken")
        if key and known.key not in ("", key):
            del self._keys[known.key]
        self._keep(replace(known, userid=userid or known.userid, key=key or known.key))

    def retire(self, userid: str) -> None:
        person = self._accounts.get(userid)
        if person is None:
            return
        del self._accounts[userid]
        self._keep(replace(self.person(person), userid=None))

    def _keep(self, person: Person) -> None:
        self._people[person.id] = PERSON.pack(person)
        if person.userid:
            self._accounts[person.userid] = person.id
        if person.key:
            self._keys[person.key] = person.id
        self._changed()

    def record(self, row: Row, at: int) -> int:
        made = self._record(row, at)
        _announce(None, made)
        return made.row

    def _record(self, row: Row, at: int) -> Row:
        if row.end is not None and row.end < row.start:
            raise Invalid("row_ends_before_start")
        if row.person not in self._people:
            raise Missing("no_person")
        row_id = self._unused()
        at = self._not_before(at)
        kept = replace(row, row=row_id, known_from=at, known_to=None)
        self._rows[row_id] = _packed(kept)
        self._changed()
        return kept

    def _unused(self) -> int:
        """A new row id, above all others; two writers seldom take the same."""
        last = self._rows.maxKey() if self._rows else 0
        return last + 1 + secrets.randbelow(GAP)

    def close(self, row_id: int, at: int) -> None:
        if (closed := self._close(row_id, at)) is not None:
            _announce(closed, None)

    def _close(self, row_id: int, at: int) -> Row | None:
        row = self.row(row_id)
        if row.known_to is not None:
            return None
        kept = replace(row, known_to=self._not_before(at))
        self._rows[row_id] = _packed(kept)
        self._changed()
        return kept

    def end(self, row_id: int, day: date, at: int) -> None:
        closed = self._close(row_id, at)
        ended = self._record(replace(self.row(row_id), end=day), at)
        _announce(closed, ended)

    def row(self, row_id: int) -> Row:
        kept = self._rows.get(row_id)
        if kept is None:
            raise Missing("no_row")
        return _row(kept)

    def history(self) -> Iterator[Row]:
        return (_row(kept) for kept in self._rows.values())

    def roster(self, known: int | None = None) -> Roster:
        if known is not None:
            return Roster(row for row in self.history() if _believed(row, known))
        # An aborted write and the next committed one count to the same revision;
        # the serial tells them apart.
        mark = (self.revision, self._revision._p_serial)
        cached = getattr(self, "_v_roster", None)
        if cached is None or cached[0] != mark:
            made = Roster(row for row in self.history() if row.known_to is None)
            cached = self._v_roster = (mark, made)
        return cached[1]

    def _not_before(self, at: int) -> int:
        """The time of a write; raised when the clock went back."""
        if at > self._latest:
            self._latest = at
        return self._latest

    def _p_resolveConflict(self, old: dict, saved: dict, new: dict) -> dict:
        """Merge two transactions that both changed only the time of the last write."""
        latest = max(each.get("_latest", 0) for each in (saved, new))
        merged = [each | {"_latest": latest} for each in (saved, new)]
        if merged[0] != merged[1]:
            raise ConflictError
        return merged[0]

    def _changed(self) -> None:
        self._revision.change(1)
        self._v_roster = None


def _announce(before: Row | None, after: Row | None) -> None:
    """Tell listeners of a changed row whose function needs a key (TRUST 1)."""
    row = after or before
    if isinstance(row, Function) and row.function in HOLD_KEYS:
        notify(KeyFunctionChanged(before, after))


def _believed(row: Row, known: int) -> bool:
    return row.known_from <= known and (row.known_to is None or known < row.known_to)


def _packed(row: Row) -> tuple:
    code = CODES[type(row)]
    return (code, *FORMATS[code].pack(row))


def _row(kept: tuple) -> Row:
    return FORMATS[kept[0]].unpack(kept[1:])

"""Read a line of a file as an entry, or collect the reasons why it is unusable."""

from collections.abc import Mapping
from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.common.sheets import SheetRow
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.meanings import Meanings
from collective.conduct.core.registers.lists.values import read_day
from collective.conduct.core.registers.lists.values import read_extent
from collective.conduct.core.registers.lists.values import read_yes
from collective.conduct.core.registers.lists.values import UnreadableCell
from collective.conduct.core.registers.mandates import FUNCTIONS
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Remark:
    """A remark about a line: a code with values for the sentence."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, compare=False)


# remarks that mean: a word is not known here (the others refuse the line)
UNKNOWN = ("roster_body_unknown", "roster_role_unknown", "roster_account_unknown")


@dataclass(frozen=True)
class RosterEntry:
    """One seat or function that a line states.

    ``function`` is set for a function, else ``office``. ``stated`` are the
    fields that the line fills; what is not stated keeps what the register has.
    """

    line: int
    name: str = ""
    key: str = ""
    account: str = ""
    email: str = ""
    body: str = ""
    office: str = ""
    function: str = ""
    party: str = ""
    start: date = date.min
    end: date | None = None
    extent: int = 0
    as_employee: bool = False
    employer_role: bool = False
    substitute: bool = False
    source: str = ""
    stated: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Unusable:
    """A line that cannot be used, with all reasons."""

    line: int
    name: str
    reasons: tuple[Remark, ...]
    words: tuple[tuple[str, str], ...] = ()  # ("body" | "role", word) not known


class SheetReader:
    """Reads the lines of a sheet according to a person's choices."""

    def __init__(self, sheet: Sheet, choices: Choices, meanings: Meanings) -> None:
        self._sheet, self._choices, self._meanings = sheet, choices, meanings
        self._at = {name: place for place, name in enumerate(choices.fields) if name}

    def read(self, row: SheetRow) -> RosterEntry | Unusable:
        """Return the entry of a line, or the reasons why there is none."""
        cells = {name: row.cells[place] for name, place in self._at.items()}
        line = _Line(cells, self._choices, self._meanings, self._sheet.serial_zero)
        used = {*self._at.values()}
        for place, code in row.faults:
            if place in used or code == "cell_beyond":
                line.refuse(f"roster_{code}", column=place + 1)
        return line.entry(row.line)


class _Line:
    """One line while it is read: collects all faults instead of stopping."""

    def __init__(self, cells, choices: Choices, meanings: Meanings, zero: int) -> None:
        self._cells = {name: " ".join(cells[name].split()) for name in cells}
        self._choices, self._meanings, self._zero = choices, meanings, zero
        self._reasons: list[Remark] = []
        self._remarks: list[Remark] = []
        self._words: list[tuple[str, str]] = []

    def refuse(self, code: str, **values: object) -> None:
        """Note a reason why the line cannot be used."""
        self._reasons.append(Remark(code, values))

    def entry(self, number: int) -> RosterEntry | Unusable:
        """Return the line as an entry, or as unusable."""
        name, role, body = self._name(), self._role(), self._body()
        given = self._values()
        texts = {key: self._cells.get(key, "") for key in TEXTS}
        if not (name or texts["key"] or texts["account"] or texts["email"]):
            self.refuse("roster_name_missing")
        if self._reasons:
            return Unusable(number, name, tuple(self._reasons), tuple(self._words))
        filled = {"name": name, **texts}
        stated = {*given, *(key for key in filled if filled[key])}
        if "party" in self._cells:
            stated.add("party")  # empty: a member without a party
        role_of = {"function" if role in FUNCTIONS else "office": role}
        texts["source"] = texts["source"] or self._choices.source
        made: dict[str, Any] = {**role_of, **texts, **given, "body": body}
        remarks = tuple(self._remarks)
        return RosterEntry(
            number, name, stated=frozenset(stated), remarks=remarks, **made
        )

    def _values(self) -> dict[str, object]:
        """Days, percentage, yes and no, as far as the line states them."""
        start, end = self._days()
        values = {
            "start": start,
            "end": end,
            "extent": self._read("extent", read_extent),
            "as_employee": self._read("as_employee", read_yes),
            "employer_role": self._read("employer_role", read_yes),
            "substitute": self._read("substitute", read_yes),
        }
        return {key: value for key, value in values.items() if value is not None}

    def _name(self) -> str:
        parts = (self._cells.get(part, "") for part in ("given", "family"))
        return self._cells.get("name", "") or " ".join(filter(None, parts))

    def _role(self) -> str:
        words = [self._cells.get(name, "") for name in ("office", "function")]
        if all(words):
            self.refuse("roster_two_roles")
            return ""
        word = words[0] or words[1]
        if not word:
            return self._default_role()
        return self._known("role", word, self._meanings.role(word))

    def _default_role(self) -> str:
        default = self._meanings.role(self._choices.defaults.get("office", ""))
        if not default:
            self.refuse("roster_role_missing")
            return ""
        return self._substituted(default)

    def _known(self, kind: str, word: str, key: str) -> str:
        if not key:
            self._words.append((kind, word))
            self.refuse(f"roster_{kind}_unknown", word=word)
            return ""
        return self._substituted(key) if kind == "role" else key

    def _substituted(self, role: str) -> str:
        """A member who is marked as a substitute holds that office."""
        try:
            marked = read_yes(self._cells.get("substitute", ""))
        except UnreadableCell:
            return role  # refused where the cell is read
        if not marked or role in FUNCTIONS or role == "substitute":
            return role
        if role != "ordinary":
            self.refuse("roster_substitute")
        return "substitute"

    def _body(self) -> str:
        word = self._cells.get("body", "")
        if word:
            return self._known("body", word, self._meanings.body(word))
        role = self._cells.get("function", "") or self._cells.get("office", "")
        if self._meanings.role(role) in FUNCTIONS:
            return ""  # held for the whole site
        default = self._choices.defaults.get("body", "")
        if not self._meanings.body(default):
            self.refuse("roster_body_missing")
        return default

    def _days(self) -> tuple[date | None, date | None]:
        start, end = self._day("start"), self._day("end")
        if start is None and not self._cells.get("start"):
            default = self._choices.defaults.get("start", "")
            start = date.fromisoformat(default) if default else None
            if start is None:
                self.refuse("roster_start_missing")
        if start and end and end < start:
            self.refuse("roster_ends_before_start", start=start, end=end)
        return start, end

    def _day(self, name: str) -> date | None:
        found = self._read(name, lambda text: read_day(text, self._zero))
        day, how = found or (None, "")
        if how and day:
            self._remarks.append(Remark(f"roster_{how}", {"day": day}))
        return day

    def _read(self, name: str, reader):
        try:
            return reader(self._cells.get(name, ""))
        except UnreadableCell as problem:
            self.refuse(str(problem), field=name)
            return None


TEXTS = ("key", "account", "email", "party", "source")

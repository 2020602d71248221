"""Match the lines of a file with people: exact keys decide, names only ask.

Lines that share a key are about one person. A person is known when a key is.
A line without a known key but with the name of somebody else leads to a question:
two people of one name are never merged by a guess.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.registers.lists.choices import NEW
from collective.conduct.core.registers.lists.entries import Remark
from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.meanings import folded
from collective.conduct.core.registers.lists.seats import says
from dataclasses import dataclass
from dataclasses import field


@dataclass
class PersonLines:
    """The lines of one person, and the person as far as known.

    ``person`` is 0 for somebody new, None while it is not known; then
    ``options`` are what to choose from, or ``reasons`` say what is wrong.
    """

    entries: list[RosterEntry]
    name: str = ""
    key: str = ""
    userid: str = ""
    email: str = ""
    person: int | None = None
    options: tuple[str, ...] = ()
    reasons: list[Remark] = field(default_factory=list)
    namesakes: tuple[int, ...] = ()  # lines of others with the same name

    @property
    def first(self) -> int:
        """The first line: it stands for the person while the plan is made."""
        return self.entries[0].line


def grouped(
    entries: Iterable[RosterEntry], keys: tuple[str, ...], decisions: Mapping[int, str]
) -> list[PersonLines]:
    """Group the lines by person, by key and by decision."""
    leader: dict[object, object] = {}

    def root(item: object) -> object:
        while leader.setdefault(item, item) != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    entries = list(entries)
    names = {entry.line: folded(entry.name) for entry in entries}
    for entry in entries:
        root(entry.line)
        for token in _tokens(entry, keys):
            leader[root(entry.line)] = root(token)
        other = _same_as(decisions.get(entry.line, ""))
        if other is not None and names.get(other) == names[entry.line]:
            leader[root(entry.line)] = root(other)
    made: dict[object, list[RosterEntry]] = {}
    for entry in entries:
        made.setdefault(root(entry.line), []).append(entry)
    return [PersonLines(lines) for lines in made.values()]


def _tokens(entry: RosterEntry, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    values = {"key": entry.key, "account": entry.account, "email": folded(entry.email)}
    return [(key, values[key]) for key in keys if values[key]]


def _same_as(decision: str) -> int | None:
    kind, _colon, line = decision.partition(":")
    return int(line) if kind == "line" and line.isdecimal() else None


class Matcher:
    """Matches each group of lines with a person of the register."""

    def __init__(
        self, known: RegisterSnapshot, keys: tuple[str, ...], without_account: bool
    ):
        self._known, self._keys = known, keys
        self._without_account = without_account
        self._used: set[int] = set()  # rows that a line without a key repeats

    def match(self, groups: list[PersonLines], decisions: Mapping[int, str]) -> None:
        """Set the person of every group: by keys first, then by name."""
        for group in groups:
            self._describe(group)
            if not group.reasons:
                self._by_keys(group)
        taken = {group.person for group in groups if group.person}
        by_name: dict[str, list[PersonLines]] = {}
        for group in groups:
            alike = by_name.setdefault(folded(group.name), [])
            if group.name and not group.reasons:
                group.namesakes = tuple(other.first for other in alike)
                if group.person is None:
                    self._by_name(group, alike, taken, decisions)
            alike.append(group)

    def _describe(self, group: PersonLines) -> None:
        """Set the data of a group from its lines, which must not be contradictory."""
        found = {
            name: {value for each in group.entries if (value := getattr(each, name))}
            for name in ("name", "key", "account", "email")
        }
        if len({folded(name) for name in found["name"]}) > 1:
            group.reasons.append(Remark("roster_names_differ"))
        if len(found["key"]) > 1 or len(found["account"]) > 1:
            group.reasons.append(Remark("roster_keys_disagree"))
        group.name, group.key = _first(found["name"]), _first(found["key"])
        group.email = folded(_first(found["email"]))
        self._account(group, _first(found["account"]))
        if not group.name:
            group.name = self._known.full_names.get(group.userid, "")

    def _account(self, group: PersonLines, account: str) -> None:
        by_email = self._known.emails.get(group.email, frozenset())
        if account:
            group.userid = self._known.accounts.get(account, "")
            if not group.userid and not self._without_account:
                group.reasons.append(Remark("roster_account_unknown"))
        elif len(by_email) > 1:
            group.reasons.append(Remark("roster_email_shared"))
        elif by_email and "email" in self._keys:
            (group.userid,) = by_email

    def _by_keys(self, group: PersonLines) -> None:
        """The person whom the first known key names; all keys must agree."""
        known = self._known
        found = {
            "key": known.by_key.get(group.key),
            "account": known.by_account.get(group.userid),
        }
        found["email"] = found["account"]
        people = {person for person in found.values() if person is not None}
        if len(people) > 1:
            group.reasons.append(Remark("roster_keys_disagree"))
            return
        group.person = next(
            (found[key] for key in self._keys if found[key] is not None), None
        )
        if people and group.person is None:  # known by a key that does not count here
            group.reasons.append(Remark("roster_keys_disagree"))
        if group.person and not self._fits(group, group.person):
            group.reasons.append(Remark("roster_keys_disagree"))
        if group.person is None and not group.name:
            group.reasons.append(Remark("roster_name_missing"))

    def _fits(self, group: PersonLines, person: int) -> bool:
        """Whether no key shows that the two are different people."""
        other = self._known.people[person]
        keys = (group.key, other.key), (group.userid, other.userid or "")
        return not any(mine and theirs and mine != theirs for mine, theirs in keys)

    def _by_name(self, group, alike, taken, decisions) -> None:
        """Match by name: the group is somebody new, unless a namesake is known."""
        people = [
            person
            for person in self._known.by_name.get(folded(group.name), ())
            if person not in taken and self._fits(group, person)
        ]
        if self._repeats(group, people):
            return
        lines = [other.first for other in alike if _may_be_one(group, other)]
        options = (
            NEW,
            *(f"person:{person}" for person in people),
            *(f"line:{line}" for line in lines),
        )
        chosen = decisions.get(group.first, "")
        if len(options) == 1 or chosen == NEW:
            group.person = 0
        elif chosen in options:  # "line:…" has joined the two already
            group.person = int(chosen.partition(":")[2])
            taken.add(group.person)
        group.options = options if len(options) > 1 else ()

    def _repeats(self, group: PersonLines, people: list[int]) -> bool:
        """Whether the register has exactly what a single line without keys states.

        Then nothing is to be written, so nobody can be mixed up: this is what
        makes the same file, given again, change nothing.
        """
        if len(group.entries) != 1 or group.key or group.userid:
            return False
        for person in people:
            for row in self._known.by_person.get(person, ()):
                if row.row not in self._used and says(row, group.entries[0]):
                    self._used.add(row.row)
                    group.person = person
                    return True
        return False


def _may_be_one(one: PersonLines, other: PersonLines) -> bool:
    """Whether two groups of one name could be one person: no key tells them apart."""
    if other.reasons:
        return False
    pairs = (one.key, other.key), (one.userid, other.userid), (one.email, other.email)
    return not any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _first(values: set[str]) -> str:
    return min(values, default="")

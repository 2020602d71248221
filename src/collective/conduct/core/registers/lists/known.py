"""Snapshot of the register and the accounts, which a plan is compared with."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.registers.lists.meanings import folded
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Row
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property


@dataclass(frozen=True)
class RegisterSnapshot:
    """A snapshot of the site, made once for a whole file.

    ``accounts`` maps the log-in names of the file that exist to user ids,
    ``emails`` its addresses (in lower case) to the user ids that have them.
    ``full_names`` maps those user ids to names; ``bodies`` keys to titles.
    """

    people: Mapping[int, Person]
    rows: tuple[Row, ...] = ()
    accounts: Mapping[str, str] = field(default_factory=dict)
    emails: Mapping[str, frozenset[str]] = field(default_factory=dict)
    full_names: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, int]:
        """People by their id in another system."""
        return {each.key: each.id for each in self.people.values() if each.key}

    @cached_property
    def by_account(self) -> dict[str, int]:
        """People by user id."""
        return {each.userid: each.id for each in self.people.values() if each.userid}

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """People by folded name, who are never matched without a question."""
        return _grouped((folded(each.name), each.id) for each in self.people.values())

    @cached_property
    def by_person(self) -> dict[int, list[Row]]:
        """The rows of each person."""
        return _grouped((row.person, row) for row in self.rows)


def _grouped(pairs: Iterable) -> dict:
    made = defaultdict(list)
    for key, value in pairs:
        made[key].append(value)
    return dict(made)

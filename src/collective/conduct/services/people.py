"""The people of the registers over REST.

A name is sent in a body and stands in no address, so it reaches no log.
"""

from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Missing
from collective.conduct.core.mandates import Person
from collective.conduct.operations import people
from collective.conduct.services.base import Batch
from collective.conduct.services.base import ConductService
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import SITE
from collective.conduct.services.rows import digits
from collective.conduct.services.rows import kept_row
from collective.conduct.services.rows import MANAGE
from collective.conduct.services.rows import RowKept
from dataclasses import dataclass
from typing import Literal


ACCOUNTS = {"": None, "with": True, "without": False}
Account = Literal["", "with", "without"]


@dataclass(frozen=True)
class PeopleQuery:
    """``account``: only those that have one, or have none."""

    account: Account = ""


@dataclass(frozen=True)
class PeopleSought:
    """``name``: a part of the name."""

    name: str = ""
    account: Account = ""


@dataclass(frozen=True)
class PersonChange:
    """Another name, or the log-in name of the account they have now."""

    name: str | None = None
    account: str | None = None


@dataclass(frozen=True)
class PersonEntry:
    """Somebody in the registers."""

    person: int
    name: str
    has_account: bool


@dataclass(frozen=True, kw_only=True)
class PeopleBatch(Batch):
    """People by name."""

    items: list[PersonEntry]


@dataclass(frozen=True)
class PeopleFound:
    """Everybody who was found."""

    items: list[PersonEntry]
    items_total: int


@dataclass(frozen=True)
class GroupLeaders:
    """Who leads a group."""

    body: str
    party: str
    leaders: list[PersonEntry]


@dataclass(frozen=True)
class PersonShown(PersonEntry):
    """All that the registers say of a person."""

    now: list[RowKept]
    coming: list[RowKept]
    earlier: list[RowKept]
    corrected: list[RowKept]
    leaders: list[GroupLeaders]


class People(ConductService):
    """Everybody in the registers, by name."""

    @endpoint("GET @conduct-people", HUB + SITE, MANAGE, people.find)
    def show(self, sent: PeopleQuery) -> PeopleBatch:
        """Everybody in the registers."""
        found = people.find("", ACCOUNTS[sent.account])
        return PeopleBatch(**self.batched(found, _entry))


class FindPeople(ConductService):
    """The same, searched by a part of the name: it is sent in the body."""

    @endpoint("POST @conduct-people", HUB + SITE, MANAGE, people.find)
    def find(self, sent: PeopleSought) -> PeopleFound:
        """Find people by a part of the name."""
        found = people.find(sent.name, ACCOUNTS[sent.account])
        return PeopleFound([_entry(each) for each in found], len(found))


class ShowPerson(ConductService):
    """All that the registers say of a person."""

    @endpoint("GET @conduct-person/{number}", HUB + SITE, MANAGE, people.known, Missing)
    def show(self) -> PersonShown:
        """All that the registers say of a person."""
        return _known(digits(self.step))


class ChangePerson(ConductService):
    """Another name, or an account."""

    @endpoint(
        "PATCH @conduct-person/{number}",
        HUB + SITE,
        MANAGE,
        people.rename,
        Missing,
        Conflict,
    )
    def change(self, sent: PersonChange) -> PersonShown:
        """Give a person another name, or an account."""
        person = digits(self.step)
        if sent.name is not None:
            people.rename(person, sent.name)
        if sent.account is not None:
            people.attach(person, sent.account)
        return _known(person)


def _known(person: int) -> PersonShown:
    found = people.known(person)
    return PersonShown(
        **vars(_entry(found.person)),
        now=[kept_row(row) for row in found.now],
        coming=[kept_row(row) for row in found.coming],
        earlier=[kept_row(row) for row in found.earlier],
        corrected=[kept_row(row) for row in found.corrected],
        leaders=[
            GroupLeaders(body, party, [_entry(each) for each in who])
            for (body, party), who in found.leaders.items()
        ],
    )


def _entry(person: Person) -> PersonEntry:
    return PersonEntry(person.id, person.name, person.userid is not None)

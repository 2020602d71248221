"""The people of the registers over REST.

A name is sent in a body and is in no address, so it reaches no log.
"""

from collective.conduct.core.registers.mandates import Person
from collective.conduct.operations.registers import account_watch
from collective.conduct.operations.registers import people
from collective.conduct.services.common import rest
from collective.conduct.services.registers.rows import digits
from collective.conduct.services.registers.rows import kept_row
from collective.conduct.services.registers.rows import RowKept
from datetime import datetime
from typing import Literal


ACCOUNTS = {"": None, "with": True, "without": False}
Account = Literal["", "with", "without"]


class PeopleQuery(rest.Record):
    """A filter: ``account``, only people with one, or without."""

    account: Account = ""


class PeopleSought(rest.Record):
    """A search: ``name`` is a part of the name."""

    name: str = ""
    account: Account = ""


class PersonChange(rest.Record):
    """A new name, or the log-in name of the account of a person."""

    name: str | None = None
    account: str | None = None


class PersonEntry(rest.Record):
    """Somebody in the registers."""

    person: int
    name: str
    has_account: bool


class PeopleBatch(rest.Batch, kw_only=True):
    """People by name."""

    items: list[PersonEntry]


class PeopleFound(rest.Record):
    """All people who were found."""

    items: list[PersonEntry]
    items_total: int


class GroupLeaders(rest.Record):
    """The leaders of a group."""

    body: str
    party: str
    leaders: list[PersonEntry]


class PersonShown(PersonEntry):
    """A person with all rows of the registers."""

    now: list[RowKept]
    coming: list[RowKept]
    earlier: list[RowKept]
    corrected: list[RowKept]
    leaders: list[GroupLeaders]


class PartedPerson(rest.Record):
    """Whose account may be somebody else's now: ``gone`` for a day, or ``other``.

    Confirm with ``PATCH @conduct-person/{number}``: the same account once more.
    """

    person: int
    name: str
    account: str
    reason: Literal["gone", "other"]
    since: datetime


class PartedPeople(rest.Record):
    """All of them."""

    items: list[PartedPerson]


class PeopleService(rest.ConductService, on="hub site", right="ManageRegisters"):
    """Everybody in the registers, by name."""

    @rest.endpoint("GET @conduct-people", people.find)
    def show(self, sent: PeopleQuery) -> PeopleBatch:
        """Everybody in the registers."""
        found = people.find("", ACCOUNTS[sent.account])
        return PeopleBatch(**self.batched(found, _entry))

    @rest.endpoint("GET @conduct-people/parted", account_watch.parted)
    def show_parted(self) -> PartedPeople:
        """Whose account may be somebody else's, until a registrar confirms."""
        return PartedPeople(
            [
                PartedPerson(
                    person=person.id,
                    name=person.name,
                    account=each.userid,
                    reason=each.reason,
                    since=rest.moment(each.when),
                )
                for person, each in account_watch.parted()
            ]
        )


class FindPeople(rest.ConductService, on="hub site", right="ManageRegisters"):
    """Search people by a part of the name, which is sent in the body."""

    @rest.endpoint("POST @conduct-people", people.find)
    def find(self, sent: PeopleSought) -> PeopleFound:
        """Find people by a part of the name."""
        found = people.find(sent.name, ACCOUNTS[sent.account])
        return PeopleFound([_entry(each) for each in found], len(found))


class ShowPerson(rest.ConductService, on="hub site", right="ManageRegisters"):
    """A person with all rows of the registers."""

    @rest.endpoint("GET @conduct-person/{number}", people.known, rest.Missing)
    def show(self) -> PersonShown:
        """All that the registers say of a person."""
        return _known(digits(self.step))


class ChangePerson(rest.ConductService, on="hub site", right="ManageRegisters"):
    """Rename a person, or attach an account."""

    @rest.endpoint(
        "PATCH @conduct-person/{number}", people.rename, rest.Missing, rest.Conflict
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

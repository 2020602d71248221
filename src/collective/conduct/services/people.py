"""The people of the registers over REST.

A name is sent in a body and stands in no address, so it reaches no log.
"""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.mandates import Person
from collective.conduct.operations import people
from collective.conduct.services.base import Batched
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.services.rows import as_json
from collective.conduct.services.rows import digits


ACCOUNTS = {"": None, "with": True, "without": False}


class People(Batched):
    """Everybody in the registers, by name; ``account`` is "with" or "without"."""

    def answer(self) -> dict:
        return self.batched(_found("", text(self.request.form, "account")), _person)


class FindPeople(Writer):
    """The same, searched by a part of the ``name``: it is sent in the body."""

    def answer(self) -> dict:
        data = self.body()
        found = _found(text(data, "name"), text(data, "account"))
        return {"items": [_person(each) for each in found], "items_total": len(found)}


class ShowPerson(Named):
    """All that the registers say of a person."""

    def answer(self) -> dict:
        return _known(digits(self.name))


class ChangePerson(Named, Writer):
    """Another ``name``, or the log-in name of the ``account`` they have now."""

    def answer(self) -> dict:
        data, person = self.body(), digits(self.name)
        if "name" in data:
            people.rename(person, text(data, "name"))
        if "account" in data:
            people.attach(person, text(data, "account"))
        return _known(person)


def _found(name: str, account: str) -> list[Person]:
    if account not in ACCOUNTS:
        raise Invalid("field", field="account")
    return people.find(name, ACCOUNTS[account])


def _known(person: int) -> dict:
    found = people.known(person)
    return {
        **_person(found.person),
        "now": [as_json(row) for row in found.now],
        "coming": [as_json(row) for row in found.coming],
        "earlier": [as_json(row) for row in found.earlier],
        "corrected": [as_json(row) for row in found.corrected],
        "leaders": [
            {"body": body, "party": party, "leaders": [_person(each) for each in who]}
            for (body, party), who in found.leaders.items()
        ],
    }


def _person(person: Person) -> dict:
    return {
        "person": person.id,
        "name": person.name,
        "has_account": person.userid is not None,
    }

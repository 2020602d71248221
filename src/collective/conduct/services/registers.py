"""The registers over REST: rows, people, the end of a term.

A name is sent in a body and stands in no address, so it reaches no log.
"""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.mandates import Person
from collective.conduct.core.mandates import Row
from collective.conduct.operations import ending
from collective.conduct.operations import people
from collective.conduct.operations import registers
from collective.conduct.operations import roster
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.authority import may
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.services.rows import as_json
from collective.conduct.services.rows import changed
from collective.conduct.services.rows import day_sent
from collective.conduct.services.rows import flag
from collective.conduct.services.rows import number
from collective.conduct.services.rows import row_sent
from collective.conduct.services.rows import told
from plone.restapi.batching import HypermediaBatch


ACCOUNTS = {"": None, "with": True, "without": False}


class Batched(Endpoint):
    """A list in pages: ``b_start`` and ``b_size``, as everywhere in plone.restapi."""

    def batched(self, found: list, told) -> dict:
        """A page of what was found, with the way to the next."""
        batch = HypermediaBatch(self.request, found)
        links = {"batching": batch.links} if batch.links else {}
        return {
            "@id": batch.canonical_url,
            "items": [told(each) for each in batch],
            "items_total": batch.items_total,
            **links,
        }


class Rows(Batched):
    """The rows that hold today and later, or ``on`` a day, as it was ``known``."""

    def answer(self) -> dict:
        asked = self.request.form
        when = roster.When(day_sent(asked, "on"), day_sent(asked, "known"))
        body, person = text(asked, "body"), _digits(text(asked, "person"))
        if body and not person:
            found = roster.of_body(body, when)
        else:
            found = roster.everything(when, person)
            found = [held for held in found if body in ("", held.row.body)]
        keeps = may("manage_registers")
        return self.batched(found, lambda held: told(held, keeps))


class WriteRow(Named, Writer):
    """Record a row; with its number in the path, end it."""

    def answer(self) -> dict:
        data = self.body()
        if self.name:
            return _end(_digits(self.name), data)
        row = row_sent(data)
        who = registers.Who(row.person, text(data, "account"), text(data, "name"))
        made = registers.record(who, row, flag(data, "new_party"))
        self.request.response.setStatus(201)
        return as_json(registers.believed(made))


def _end(row: int, data: dict) -> dict:
    """End a row after its last day; ``preview`` says only what would happen."""
    last = day_sent(data, "last")
    preview = ending.preview_row(row, last)
    if not flag(data, "preview"):
        registers.end_row(row, last)
    return _previewed(preview)


class CorrectRow(Named, Writer):
    """Say what should have been recorded: only the fields that differ."""

    def answer(self) -> dict:
        data, row = self.body(), _row(self.name)
        made = registers.correct(row.row, changed(row, data), flag(data, "new_party"))
        return as_json(registers.believed(made))


class WithdrawRow(Named, Writer):
    """Take out what was never so."""

    def answer(self) -> None:
        registers.withdraw(_digits(self.name))
        self.request.response.setStatus(204)


class EndTerm(Writer):
    """End the mandates of a body; ``rows`` are those that were shown."""

    def answer(self) -> dict:
        data, body = self.body(), self.context.getId()
        last = day_sent(data, "last")
        preview = ending.preview_term(body, last)
        if not flag(data, "preview"):
            ending.end_term(body, last, _numbers(data, "rows"))
        return _previewed(preview)


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
        return _known(_digits(self.name))


class ChangePerson(Named, Writer):
    """Another ``name``, or the log-in name of the ``account`` they have now."""

    def answer(self) -> dict:
        data, person = self.body(), _digits(self.name)
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


def _previewed(preview: ending.Preview) -> dict:
    made, lapsing = preview.ending, preview.lapsing
    return {
        "last": made.last.isoformat(),
        "rows": list(made.numbers),
        "leaving": len(made.leaving),
        "lost": {str(who): sorted(roles) for who, roles in sorted(made.lost.items())},
        "leaderless": [list(group) for group in made.leaderless],
        "lapsing": None
        if lapsing is None
        else {title: len(who) for title, who in sorted(lapsing.items())},
    }


def _row(name: str) -> Row:
    authorise("manage_registers")
    return registers.believed(_digits(name))


def _digits(name: str) -> int:
    """A number in an address, 0 for none; ``Missing`` "no_page" for what is none."""
    if not name:
        return 0
    if not (name.isascii() and name.isdigit() and len(name) < 11):
        raise Missing("no_page")
    return int(name)


def _numbers(data: dict, name: str) -> tuple[int, ...]:
    sent = data.get(name, [])
    if not isinstance(sent, list):
        raise Invalid("field", field=name)
    return tuple(number({name: each}, name) for each in sent)

"""The rows of the registers over REST, and the end of a term."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.mandates import Row
from collective.conduct.operations import ending
from collective.conduct.operations import registers
from collective.conduct.operations import roster
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.authority import may
from collective.conduct.services.base import Batched
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.services.rows import as_json
from collective.conduct.services.rows import changed
from collective.conduct.services.rows import day_sent
from collective.conduct.services.rows import digits
from collective.conduct.services.rows import flag
from collective.conduct.services.rows import number
from collective.conduct.services.rows import row_sent
from collective.conduct.services.rows import told


class Rows(Batched):
    """The rows that hold today and later, or ``on`` a day, as it was ``known``."""

    def answer(self) -> dict:
        asked = self.request.form
        when = roster.When(day_sent(asked, "on"), day_sent(asked, "known"))
        body, person = text(asked, "body"), digits(text(asked, "person"))
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
            return _end(digits(self.name), data)
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
        registers.withdraw(digits(self.name))
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
    return registers.believed(digits(name))


def _numbers(data: dict, name: str) -> tuple[int, ...]:
    sent = data.get(name, [])
    if not isinstance(sent, list):
        raise Invalid("field", field=name)
    return tuple(number({name: each}, name) for each in sent)

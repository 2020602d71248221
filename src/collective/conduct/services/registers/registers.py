"""The rows of the registers over REST: list, correct and withdraw them."""

from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.registers import roster
from collective.conduct.operations.registers import rows as registers
from collective.conduct.services.common import rest
from collective.conduct.services.registers.rows import changed
from collective.conduct.services.registers.rows import digits
from collective.conduct.services.registers.rows import kept_row
from collective.conduct.services.registers.rows import RowChange
from collective.conduct.services.registers.rows import RowEntry
from collective.conduct.services.registers.rows import RowKept
from collective.conduct.services.registers.rows import told
from datetime import date


class RowQuery(rest.Record):
    """Rows of a body or a person, ``on`` a day, as it was ``known`` on a day."""

    body: str = ""
    person: str = ""
    on: date | None = None
    known: date | None = None


class RowBatch(rest.Batch, kw_only=True):
    """A batch of rows that the acting user may see."""

    items: list[RowKept | RowEntry]


class RowsService(rest.ConductService, on="hub site", right="zope2.View"):
    """The rows that hold today and later, or ``on`` a day, as it was ``known``."""

    @rest.endpoint("GET @conduct-register", roster.everything, rest.Missing)
    def show(self, sent: RowQuery) -> RowBatch:
        """Who holds what."""
        when, person = roster.When(sent.on, sent.known), digits(sent.person)
        if sent.body and not person:
            found = roster.of_body(sent.body, when)
        else:
            found = roster.everything(when, person)
            found = [held for held in found if sent.body in ("", held.row.body)]
        keeps = may("manage_registers")
        return RowBatch(**self.batched(found, lambda held: told(held, keeps)))


class CorrectRowService(rest.ConductService, on="hub site", right="ManageRegisters"):
    """Correct a row; only the fields that differ are sent."""

    @rest.endpoint(
        "PATCH @conduct-register/{row}", registers.correct, rest.Missing, rest.Conflict
    )
    def correct(self, sent: RowChange) -> RowKept:
        """Correct a row."""
        authorise("manage_registers")
        row = registers.believed(digits(self.step))
        made = registers.correct(row.row, changed(row, sent), sent.new_party)
        return kept_row(registers.believed(made))


class WithdrawRow(rest.ConductService, on="hub site", right="ManageRegisters"):
    """Withdraw a row that never held."""

    @rest.endpoint(
        "DELETE @conduct-register/{row}",
        registers.withdraw,
        rest.Missing,
        rest.Conflict,
    )
    def withdraw(self) -> None:
        """Take out what was never so."""
        registers.withdraw(digits(self.step))

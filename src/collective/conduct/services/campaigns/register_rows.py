"""Record a row of the registers, end it, or end a body's term, over REST.

Campaigns ask the people of the registers: the preview of an end says what lapses.
"""

from collective.conduct.operations.campaigns import end_mandate
from collective.conduct.operations.registers import rows as registers
from collective.conduct.services.common import rest
from collective.conduct.services.registers.rows import changed
from collective.conduct.services.registers.rows import digits
from collective.conduct.services.registers.rows import EMPTY
from collective.conduct.services.registers.rows import kept_row
from collective.conduct.services.registers.rows import RowKept
from collective.conduct.services.registers.rows import RowSent
from dataclasses import field
from datetime import date


class RowEnd(rest.Record):
    """The last day of a row; ``preview`` only returns what would happen."""

    last: date | None = None
    preview: bool = False


class TermEnd(RowEnd):
    """The last day of a body's term; ``rows`` are those that were shown."""

    rows: list[int] = field(default_factory=list)


class EndPreview(rest.Record):
    """What ends, and its consequences."""

    last: date
    rows: tuple[int, ...]
    leaving: int
    lost: dict[str, list[str]]
    leaderless: list[tuple[str, ...]]
    lapsing: dict[str, int] | None


class WriteRow(rest.ConductService, on="hub site", right="ManageRegisters"):
    """Record a row; with its number in the path, end it."""

    refuses = (rest.Missing, rest.Conflict)

    @rest.endpoint("POST @conduct-register", registers.record)
    def record(self, sent: RowSent) -> RowKept:
        """Record a mandate or a function."""
        row = changed(EMPTY[sent.kind], sent)
        who = registers.Who(row.person, sent.account, sent.name)
        made = registers.record(who, row, sent.new_party)
        self.created()
        return kept_row(registers.believed(made))

    @rest.endpoint("POST @conduct-register/{row}", registers.end_row)
    def end(self, sent: RowEnd) -> EndPreview:
        """End a row after its last day; with `preview` say what would happen."""
        row = digits(self.step)
        preview = end_mandate.preview_row(row, sent.last)
        if not sent.preview:
            registers.end_row(row, sent.last)
        return _previewed(preview)


class EndTermService(rest.ConductService, on="body", right="ManageRegisters"):
    """End the mandates of a body."""

    @rest.endpoint("POST @conduct-end-term", end_mandate.end_term, rest.Conflict)
    def end(self, sent: TermEnd) -> EndPreview:
        """End the term of a body; with `preview` say what would happen."""
        body = self.context.getId()
        preview = end_mandate.preview_term(body, sent.last)
        if not sent.preview:
            end_mandate.end_term(body, sent.last, tuple(sent.rows))
        return _previewed(preview)


def _previewed(preview: end_mandate.EndingPreview) -> EndPreview:
    made, lapsing = preview.ending, preview.lapsing
    return EndPreview(
        last=made.last,
        rows=made.numbers,
        leaving=len(made.leaving),
        lost={str(who): sorted(roles) for who, roles in sorted(made.lost.items())},
        leaderless=list(made.leaderless),
        lapsing=None
        if lapsing is None
        else {title: len(who) for title, who in sorted(lapsing.items())},
    )

"""Rows of the registers as tables and exports show them."""

from collective.conduct.browser.common.base import Page
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Row
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.registers.roster import Held
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.common.catalogue import title_of
from functools import cached_property


SUBSTITUTE = _("function_as_substitute", default="${function} (substitute)")


class Seatings(Page):
    """Mixin of the pages that show rows of the registers."""

    @cached_property
    def hub_url(self) -> str:
        """See Page; every row has links, the hub is looked up once."""
        return super().hub_url

    @cached_property
    def can_manage(self) -> bool:
        return may("manage_registers")

    def title_of(self, row: Row) -> str:
        """The title of the office or function of a row."""
        if isinstance(row, Mandate):
            return title_of("offices", row.office)
        title = title_of("functions", row.function)
        if not row.substitute:
            return title
        return self.t(
            _(str(SUBSTITUTE), default=SUBSTITUTE.default, mapping={"function": title})
        )

    def person_url(self, number: int) -> str:
        """The page of a person: the address holds the number, never the name."""
        return f"{self.hub_url}/@@person?id={number}"

    def shown(self, held: Held) -> dict:
        """A row of the tables, with the person."""
        row = held.row
        return self.shown_row(row) | {
            "name": held.person.name,
            "url": self.person_url(row.person) if self.can_manage else "",
        }

    def shown_row(self, row: Row) -> dict:
        """A row of the tables, without the person."""
        return {
            "id": row.row,
            "title": self.title_of(row),
            "body": body_title(row.body) if row.body else "",
            "party": "" if isinstance(row, Function) else row.party,
            "start": self.day(row.start),
            "end": self.day(row.end),
            "more": self.more(row) if self.can_manage else "",
            "source": row.source if self.can_manage else "",
            "correct_url": f"{self.hub_url}/@@correct-row?row={row.row}",
            "end_url": f"{self.hub_url}/@@end-row?row={row.row}",
        }

    def more(self, row: Row) -> str:
        """Extent and flags, which only those see who manage the registers."""
        found = []
        if isinstance(row, Mandate):
            if row.extent:
                found.append(f"{row.extent} %")
            if row.as_employee:
                found.append(self.t(_("told_as_employee", default="as an employee")))
            if row.employer_role:
                found.append(
                    self.t(_("told_employer_role", default="for the employer"))
                )
        return " · ".join(found)

"""Pages of one row of the registers; one of them corrects the row."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.registers.row_fields import RowFields
from collective.conduct.browser.registers.seatings import Seatings
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Row
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers import people
from collective.conduct.operations.registers import rows
from functools import cached_property


class OfRow(Seatings):
    """Base of the pages of one row; the address holds the number of the row."""

    def show(self):
        authorise("manage_registers")
        keep_private(self.request.response)
        return self.index()

    @cached_property
    def row(self) -> Row:
        return rows.believed(self.typed_number("row") or 0)

    @property
    def person(self) -> Person:
        return people.known(self.row.person).person

    @property
    def facts(self) -> dict:
        return self.shown_row(self.row)

    @property
    def about(self) -> str:
        """The person, the title and the body of the row."""
        facts = self.facts
        parts = (self.person.name, facts["title"], facts["body"])
        return ", ".join(each for each in parts if each)

    @property
    def back(self) -> str:
        """The page that lists the row: its body, or the functions of the site."""
        if self.row.body:
            return f"{self.hub_url}/{self.row.body}"
        return f"{self.hub_url}/@@functions"


class CorrectRowPage(OfRow, RowFields):
    """Correct or withdraw a row; the wrong one stays in the history."""

    def do(self):
        """Correct the row, or withdraw it when it never held."""
        back = self.back
        if self.typed("deed") == "withdraw":
            rows.withdraw(self.row.row)
            words = _("done_withdrawn", default="It is taken out.")
        else:
            rows.correct(self.row.row, self.row_typed, self.new_party)
            words = _("done_corrected", default="It is corrected.")
        return self.sent(back, words)

    @property
    def row_typed(self) -> Row:
        if isinstance(self.row, Mandate):
            return self.mandate_typed(self.row.body)
        return self.function_typed(self.typed("function"), self.row.body)

    @property
    def fields(self) -> list[Field]:
        if isinstance(self.row, Mandate):
            return [
                *self.who_fields,
                self.office_field(self.office_options, self.row.office),
                *self.party_fields(self.row.party),
                *self.day_fields(self.row),
                *self.more_fields(self.row),
            ]
        return [
            *self.who_fields,
            self.function_field(self.row.function),
            self.substitute_field(self.row),
            *self.day_fields(self.row),
            self.source_field(self.row),
        ]

    @property
    def who_fields(self) -> list[Field]:
        """The field of the person, with namesakes to choose from; none without them."""
        namesakes = people.find(self.person.name)
        if len(namesakes) < 2:
            return []
        return [self.person_field(namesakes, str(self.row.person))]

"""Pages of the registers: a body with its members, and the functions of the site."""

from collections import Counter
from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.registers.members import Members
from collective.conduct.browser.registers.row_fields import RowFields
from collective.conduct.browser.registers.seatings import Seatings
from collective.conduct.content.registers import IConductBody
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import sits
from collective.conduct.i18n import _
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers import roster
from collective.conduct.operations.registers import rows as registers
from collective.conduct.vocabularies.common.catalogue import title_of
from functools import cached_property


# A longer list of people is no choice; they are found on the page of people.
LONG = 300


class RegisterPage(Seatings, RowFields):
    """Base of both pages: rows, and a form to record one."""

    def show(self):
        """Render the page, which no cache may keep: it names people."""
        keep_private(self.request.response)
        return self.index()

    def do(self):
        """Record the submitted row."""
        self.record()
        return self.sent(self.back, _("done_row", default="It is recorded."))

    @property
    def back(self) -> str:
        return self.url

    @property
    def who_fields(self) -> list[Field]:
        """The fields of the person: somebody known, an account, or a name alone."""
        people = self.nearest if self.too_many else self.everybody
        return [self.person_field(people), *self.new_person_fields]

    @cached_property
    def everybody(self) -> list[Person]:
        return registers.people()

    @property
    def too_many(self) -> bool:
        """Whether the register has too many people to choose from."""
        return len(self.everybody) > LONG

    @property
    def nearest(self) -> list[Person]:
        """The people offered when the register is too long: those on the page."""
        return list({held.person.id: held.person for held in self.held}.values())

    @property
    def held(self) -> list[roster.Held]:
        """The rows that the page shows, of today and later."""
        return []


class Body(Members, RegisterPage):
    """Page of a body: its members on a day, as they were known on a day."""

    def record(self) -> None:
        body, office = self.context.getId(), self.typed("office")
        if office in FUNCTIONS:
            row = self.function_typed(office, body)
        else:
            row = self.mandate_typed(body)
        registers.record(self.who_typed, row, self.new_party)

    @property
    def held(self) -> list[roster.Held]:
        return roster.of_body(self.key)

    @property
    def can_change(self) -> bool:
        """Whether rows can be corrected and ended: only those that are believed now."""
        return self.can_manage and self.when.known is None

    @property
    def counted(self) -> int:
        """How many members there are on the day that is shown."""
        return len(self._members)

    @property
    def substitutes(self) -> int:
        """How many people are substitutes only."""
        return len({held.row.person for held in self._seated} - self._members.keys())

    @property
    def by_party(self) -> list[dict]:
        """The parties with their members, the largest first; no party at the end."""
        counts = Counter(self._members.values())
        none = self.t(_("no_party", default="No party"))
        return [
            {"title": party or none, "count": count}
            for party, count in sorted(
                counts.items(), key=lambda each: (not each[0], -each[1], each[0])
            )
        ]

    @cached_property
    def _members(self) -> dict[int, str]:
        """Each member with their party."""
        return {
            held.row.person: held.row.party
            for held in self._seated
            if held.row.office != "substitute"
        }

    @property
    def _seated(self) -> list[roster.Held]:
        return [held for held in self.now if sits(held.row)]

    @property
    def fields(self) -> list[Field]:
        return [
            *self.who_fields,
            self.office_field([*self.office_options, *self._function_options]),
            *self.party_fields(),
            *self.day_fields(),
        ]

    @property
    def _function_options(self) -> list[Option]:
        """The functions that can be held for one body."""
        return [
            (key, title_of("functions", key))
            for key, role in FUNCTIONS.items()
            if role in (None, "secretary")
        ]

    @property
    def rare_fields(self) -> list[Field]:
        return [*self.more_fields(), self.substitute_field()]

    @property
    def rare_open(self) -> bool:
        """Whether one of the folded fields has a value or an error."""
        return any(each.wrong or each.value for each in self.rare_fields)


class Functions(RegisterPage):
    """Page of the functions held for the whole site, with links to the bodies."""

    @property
    def bodies(self) -> list[dict]:
        """The bodies, each with the page where its mandates are recorded."""
        found = self.context.objectValues()
        return [
            {"title": each.Title(), "url": each.absolute_url()}
            for each in found
            if IConductBody.providedBy(each)
        ]

    @property
    def back(self) -> str:
        return f"{self.url}/@@functions"

    @property
    def rows(self) -> list[dict]:
        """The functions that are held today or later."""
        return [self.shown(held) for held in self.held]

    @property
    def held(self) -> list[roster.Held]:
        return roster.of_site()

    def record(self) -> None:
        row: Function = self.function_typed(self.typed("function"), "")
        registers.record(self.who_typed, row)

    @property
    def fields(self) -> list[Field]:
        return [
            *self.who_fields,
            self.function_field(),
            self.substitute_field(),
            *self.day_fields(),
            self.source_field(),
        ]

"""A body with its members, and the functions of the site: see, record, end."""

from collective.conduct.browser.forms import Field
from collective.conduct.browser.forms import FormPage
from collective.conduct.content.body import IConductBody
from collective.conduct.core.mandates import Function
from collective.conduct.core.mandates import FUNCTIONS
from collective.conduct.core.mandates import Row
from collective.conduct.i18n import _
from collective.conduct.operations import registers
from collective.conduct.operations.authority import may
from collective.conduct.vocabularies.catalogue import title_of
from collective.conduct.vocabularies.catalogue import titles_of
from functools import cached_property


NOBODY = _("choice_new_person", default="Somebody who is not in the list")


class Register(FormPage):
    """What the two pages share: the rows, a form to record, a button to end."""

    blames = {
        "date_missing": "start",
        "ends_before_start": "end",
        "account_unknown": "account",
        "name_missing": "name",
        "no_person": "known",
        "office_unknown": "office",
        "function_unknown": "function",
    }

    def do(self):
        """Record a new row, or end the one whose button was pressed."""
        if self.typed("end_row"):
            registers.end_row(self._number("end_row"), self.day_in("last"))
            return self.sent(self.back, _("done_row_ended", default="It ends then."))
        self.record()
        return self.sent(self.back, _("done_row", default="It is recorded."))

    @property
    def back(self) -> str:
        return self.url

    def _number(self, name: str) -> int:
        typed = self.typed(name)
        return int(typed) if typed.isascii() and typed.isdigit() else 0

    @cached_property
    def can_manage(self) -> bool:
        return may("manage_registers")

    @property
    def found(self) -> list:
        """The rows with their people."""
        return []

    @property
    def rows(self) -> list[dict]:
        """The rows as the table shows them."""
        return [
            {
                "id": row.row,
                "name": person.name,
                "title": self._title(row),
                "party": getattr(row, "party", ""),
                "start": self.day(row.start),
                "end": self.day(row.end),
                "later": row.start > self.today,
            }
            for row, person in self.found
        ]

    def _title(self, row: Row) -> str:
        if isinstance(row, Function):
            return title_of("functions", row.function)
        return title_of("offices", row.office)

    @property
    def who_typed(self) -> registers.Who:
        return registers.Who(
            self._number("known"), self.typed("account"), self.typed("name")
        )

    @property
    def who_fields(self) -> list[Field]:
        """Whom it is about: somebody known, an account, or a name alone."""
        known = [(str(each.id), each.name) for each in registers.people()]
        return [
            self.field(
                "known",
                _("label_known_person", default="Person"),
                "choice",
                options=[("", self.t(NOBODY)), *known],
            ),
            self.field(
                "account",
                _("label_account", default="Log-in name"),
                help=_(
                    "help_account",
                    default="When the person is not in the list but has an account.",
                ),
            ),
            self.field(
                "name",
                _("label_name_alone", default="Name"),
                help=_(
                    "help_name_alone",
                    default="When the person has no account. Answers are then"
                    " recorded from paper.",
                ),
            ),
        ]

    @property
    def day_fields(self) -> list[Field]:
        return [
            self.field(
                "start",
                _("label_row_start", default="First day"),
                "date",
                required=True,
                otherwise=self.today.isoformat(),
            ),
            self.field("end", _("label_row_end", default="Last day"), "date"),
        ]


class Body(Register):
    """A body: who sits in it, and who is its secretary."""

    @property
    def found(self) -> list:
        return registers.rows_of_body(self.context.getId())

    def record(self) -> None:
        body, start, end = (
            self.context.getId(),
            self.day_in("start"),
            self.day_in("end"),
        )
        office, party = self.typed("office"), self.typed("party")
        if office in FUNCTIONS:
            registers.record_function(office, body, self.who_typed, start, end)
        else:
            registers.record_mandate(body, self.who_typed, office, party, start, end)

    @property
    def fields(self) -> list[Field]:
        secretary = ("secretary", title_of("functions", "secretary"))
        return [
            *self.who_fields,
            self.field(
                "office",
                _("label_office", default="Office"),
                "choice",
                options=[*titles_of("offices").items(), secretary],
            ),
            self.field(
                "party",
                _("label_party", default="Party"),
                help=_(
                    "help_party", default="Leave it empty for members without a party."
                ),
            ),
            *self.day_fields,
        ]


class Functions(Register):
    """The functions of employees that hold for the whole site, and the bodies."""

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
    def found(self) -> list:
        return registers.rows_of_site()

    def record(self) -> None:
        registers.record_function(
            self.typed("function"),
            "",
            self.who_typed,
            self.day_in("start"),
            self.day_in("end"),
        )

    @property
    def fields(self) -> list[Field]:
        return [
            *self.who_fields,
            self.field(
                "function",
                _("label_function", default="Function"),
                "choice",
                options=titles_of("functions").items(),
            ),
            *self.day_fields,
        ]

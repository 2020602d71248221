"""The form fields of a row of the registers, and the row that they make."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Row
from collective.conduct.i18n import _
from collective.conduct.operations.registers import rows
from collective.conduct.vocabularies.common.catalogue import titles_of


NOBODY = _("choice_new_person", default="Somebody who is not in the list")
PARTIES_TOLD = 20  # more would be no help


class RowFields(RequestScrubber, FormPage):
    """Mixin of the pages that record or correct a row."""

    blames = {
        "date_missing": "start",
        "ends_before_start": "end",
        "account_unknown": "account",
        "account_taken": "account",
        "account_given": "account",
        "name_missing": "name",
        "no_person": "known",
        "office_unknown": "office",
        "function_unknown": "function",
        "leader_without_party": "party",
        "party_resembles": "party",
        "extent": "extent",
        "overlap": "start",
        "body_unknown": "body",
    }
    error_code = ""

    def refuse_quietly(self, error) -> None:
        """Remember the code of the error: one of them adds a question on spelling."""
        super().refuse_quietly(error)
        self.error_code = error.code

    # what was typed
    def mandate_typed(self, body: str) -> Mandate:
        return Mandate(
            self.typed_number("known") or 0,
            body,
            self.typed("office"),
            self.typed("party"),
            self.day_in("start"),
            self.day_in("end"),
            self._extent,
            bool(self.typed("as_employee")),
            bool(self.typed("employer_role")),
            self.typed("source"),
        )

    def function_typed(self, function: str, body: str) -> Function:
        return Function(
            self.typed_number("known") or 0,
            function,
            body,
            bool(self.typed("substitute")),
            self.day_in("start"),
            self.day_in("end"),
            self.typed("source"),
        )

    @property
    def _extent(self) -> int:
        typed = self.typed("extent").strip().removesuffix("%").strip()
        if typed and not (typed.isdecimal() and len(typed) < 4):
            raise Invalid("extent")
        return int(typed or 0)

    @property
    def who_typed(self) -> rows.Who:
        return rows.Who(
            self.typed_number("known") or 0, self.typed("account"), self.typed("name")
        )

    @property
    def new_party(self) -> bool:
        return bool(self.typed("new_party"))

    # the fields
    def person_field(self, people: list[Person], otherwise: str = "") -> Field:
        known = [(str(each.id), each.name) for each in people]
        first = [] if otherwise else [("", self.t(NOBODY))]
        return self.field(
            "known",
            _("label_known_person", default="Person"),
            "choice",
            options=[*first, *known],
            otherwise=otherwise,
        )

    @property
    def new_person_fields(self) -> list[Field]:
        """The fields of a person who is not in the list: account, or name alone."""
        return [
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

    def party_fields(self, party: str = "") -> list[Field]:
        """The field of the party, and the question about a new one where needed."""
        known = rows.parties()[:PARTIES_TOLD]
        field = self.field(
            "party",
            _("label_party", default="Party"),
            otherwise=party,
            help=_(
                "help_party_known",
                default="Leave it empty for members without a party. In the register:"
                " ${parties}.",
                mapping={"parties": ", ".join(known)},
            )
            if known
            else _("help_party", default="Leave it empty for members without a party."),
        )
        if self.error_code != "party_resembles" and not self.new_party:
            return [field]
        question = _("label_new_party", default="Is this another party?")
        return [field, self.yes_or_no("new_party", question)]

    def day_fields(self, row: Row | None = None) -> list[Field]:
        start, end = (row.start, row.end) if row else (self.today, None)
        return [
            self.field(
                "start",
                _("label_row_start", default="First day"),
                "date",
                required=True,
                otherwise=start.isoformat(),
            ),
            self.field(
                "end",
                _("label_row_end", default="Last day"),
                "date",
                otherwise=end.isoformat() if end else "",
            ),
        ]

    def more_fields(self, row: Mandate | None = None) -> list[Field]:
        """The fields that few mandates need: extent, role as employer, source."""
        return [
            self.field(
                "extent",
                _("label_extent", default="Extent in per cent of full time"),
                otherwise=str(row.extent or "") if row else "",
                help=_("help_extent", default="Empty when it is not known."),
            ),
            self.yes_or_no(
                "as_employee",
                _("label_as_employee", default="Treated as an employee"),
                bool(row and row.as_employee),
            ),
            self.yes_or_no(
                "employer_role",
                _("label_employer_role", default="Acts for the employer"),
                bool(row and row.employer_role),
            ),
            self.source_field(row),
        ]

    def source_field(self, row: Row | None = None) -> Field:
        return self.field(
            "source",
            _("label_row_source", default="Where this is known from"),
            otherwise=row.source if row else "",
            help=_(
                "help_source",
                default="For example the paragraph of the minutes. Only those who keep"
                " the registers see it.",
            ),
        )

    def yes_or_no(self, name: str, label, yes: bool = False, help="") -> Field:
        return self.field(
            name,
            label,
            "choice",
            options=[
                ("", self.t(_("choice_no", default="No"))),
                ("1", self.t(_("choice_yes", default="Yes"))),
            ],
            otherwise="1" if yes else "",
            help=help,
        )

    def substitute_field(self, row: Function | None = None) -> Field:
        label = _("label_substitute", default="As a substitute")
        return self.yes_or_no("substitute", label, bool(row and row.substitute))

    def office_field(self, options: list[Option], otherwise: str = "") -> Field:
        return self.field(
            "office",
            _("label_office", default="Office"),
            "choice",
            options=options,
            otherwise=otherwise,
        )

    def function_field(self, otherwise: str = "") -> Field:
        return self.field(
            "function",
            _("label_function", default="Function"),
            "choice",
            options=[*titles_of("functions").items()],
            otherwise=otherwise,
        )

    def options(self, titles) -> list[Option]:
        return [(key, self.t(title)) for key, title in titles.items()]

    @property
    def office_options(self) -> list[Option]:
        return [*titles_of("offices").items()]

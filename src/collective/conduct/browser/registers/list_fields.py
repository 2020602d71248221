"""The form fields of a list import, and the ``Choices`` that they make."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.registers.import_labels import RosterWords
from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.plan import Plan
from collective.conduct.i18n import _
from collective.conduct.operations.registers import list_import
from collective.conduct.vocabularies.common.catalogue import titles_of
from collective.conduct.vocabularies.registers.lists import FIELD_TITLES
from dataclasses import replace
from functools import cached_property


TICKS = ("follow_on", "without_account", "leave_out")
CARRIED = ("source", "column-", "default-", "word-", "decision-", "complete", "last")
WORDS = 200  # words that can be given a meaning at once
NOTHING = _("roster_not_used", default="Not used")


class RosterFields(RosterWords):
    """Mixin of the import page: its fields and the submitted choices."""

    sheet: Sheet | None = None
    plan: Plan | None = None

    @cached_property
    def proposed(self) -> Choices:
        return list_import.proposed(self.sheet, self.typed("source"))

    @cached_property
    def choices(self) -> Choices:
        """The submitted choices; ``Invalid`` "date_unreadable" for a bad date."""
        start = self.day_in("default-start")
        return replace(
            self.proposed,
            fields=tuple(self._column(number) for number in self._columns),
            defaults={
                "body": self.typed("default-body"),
                "office": self.typed("default-office"),
                "start": start.isoformat() if start else "",
            },
            meanings={**self.proposed.meanings, **self.given_words},
            decisions=self._decisions,
            complete=self.typed("complete"),
            last=self.day_in("last"),
            **{name: bool(self.typed(name)) for name in TICKS},
        )

    @property
    def _columns(self) -> range:
        return range(len(self.sheet.columns))

    def _column(self, number: int) -> str:
        return self.typed(f"column-{number}", self.proposed.fields[number])

    @property
    def _decisions(self) -> dict[int, str]:
        names = [name for name in self.request.form if name.startswith("decision-")]
        lines = {name: name.removeprefix("decision-") for name in names}
        return {
            int(line): self.typed(name)
            for name, line in lines.items()
            if line.isdecimal() and len(line) < 8
        }

    @cached_property
    def given_words(self) -> dict[tuple[str, str], str]:
        """Words of the file that were given a meaning on this page."""
        found = {}
        for number in range(WORDS):
            kind = self.typed(f"word-{number}-kind")
            if kind in ("body", "role"):
                word = self.typed(f"word-{number}-text")
                found[kind, word] = self.typed(f"word-{number}-key")
        return found

    def carried(self, *shown: str) -> list[tuple[str, str]]:
        """The values submitted on the other steps, as hidden fields.

        ``shown`` are the beginnings of the names that this step shows itself.
        """
        names = (*CARRIED, *TICKS)
        return [
            (name, value)
            for name, value in sorted(self.request.form.items())
            if name.startswith(names)
            and not (shown and name.startswith(shown))
            and isinstance(value, str)
        ]

    # step 1
    @property
    def file_fields(self) -> list[Field]:
        known = ", ".join(list_import.sources())
        again = _(
            "help_roster_source_known",
            default="Choices are remembered for each name. Known: ${names}.",
            mapping={"names": known},
        )
        first = _(
            "help_roster_source",
            default="Give it a name, such as that of the system. What you choose on"
            " the next pages is remembered under it.",
        )
        return [
            self.field(
                "file",
                _("label_roster_file", default="File"),
                "file",
                help=_(
                    "help_roster_file",
                    default="CSV or Excel (.xlsx), at most 5 MB and 20,000 rows. The"
                    " first row says what each column is.",
                ),
            ),
            self.field(
                "source",
                _("label_roster_source", default="Where the list comes from"),
                help=again if known else first,
            ),
            self.field(
                "sheet",
                _("label_roster_sheet", default="Name of the sheet"),
                help=_(
                    "help_roster_sheet",
                    default="Of an Excel file with several; the first one else.",
                ),
            ),
        ]

    # step 2
    @property
    def columns(self) -> list[dict]:
        """Each column with its first values and the field that it seems to be."""
        titles = [(key, self.t(title)) for key, title in FIELD_TITLES.items()]
        options = [("", self.t(NOTHING)), *titles]
        return [
            {
                "name": f"column-{number}",
                "head": head or str(number + 1),
                "values": self.sheet.values(number)[:3],
                "withheld": number in self.sheet.withheld,
                "chosen": self._column(number),
                "options": options,
            }
            for number, head in enumerate(self.sheet.columns)
        ]

    @property
    def default_fields(self) -> list[Field]:
        """The fields of the defaults, which count where no column gives a value."""
        nothing = ("", self.t(_("roster_no_default", default="Nothing")))
        offices = [*titles_of("offices").items()]
        return [
            self.field(
                "default-body",
                _("label_roster_default_body", default="Body"),
                "choice",
                options=[nothing, *self.bodies.items()],
            ),
            self.field(
                "default-office",
                _("label_roster_default_office", default="Office"),
                "choice",
                options=[nothing, *offices],
            ),
            self.field(
                "default-start", _("label_row_start", default="First day"), "date"
            ),
        ]

    # step 3
    @property
    def words_asked(self) -> list[dict]:
        """Unknown words of the file, and those that were given a meaning here."""
        asked = dict.fromkeys([*self.given_words, *self.plan.words])
        return [
            {
                "number": number,
                "kind": kind,
                "text": word,
                "chosen": self.given_words.get((kind, word), ""),
                "options": self._meanings(kind),
            }
            for number, (kind, word) in enumerate([*asked][:WORDS])
        ]

    def _meanings(self, kind: str) -> list[tuple[str, str]]:
        nothing = ("", self.t(_("roster_no_meaning", default="It means nothing here")))
        if kind == "body":
            return [nothing, *self.bodies.items()]
        roles = [*titles_of("offices").items(), *titles_of("functions").items()]
        return [nothing, *roles]

    @property
    def complete_fields(self) -> list[Field]:
        """The fields that end everybody in a body who is not in a complete file."""
        none = ("", self.t(_("roster_not_complete", default="Of no body")))
        return [
            self.field(
                "complete",
                _("label_roster_complete", default="The file is complete for"),
                "choice",
                help=_(
                    "help_roster_complete",
                    default="Then everybody in this body who is not in the file ends.",
                ),
                options=[none, *self.bodies.items()],
            ),
            self.field(
                "last",
                _("label_roster_last", default="Their last day"),
                "date",
            ),
        ]

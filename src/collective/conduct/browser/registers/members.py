"""The members of a body on a day, in a chosen order, and their export."""

from collective.conduct.browser.common.files import CsvFile
from collective.conduct.browser.common.files import XlsxFile
from collective.conduct.browser.registers.seatings import Seatings
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.i18n import _
from collective.conduct.operations.registers.roster import Held
from collective.conduct.operations.registers.roster import of_body
from collective.conduct.operations.registers.roster import When
from datetime import date
from functools import cached_property
from urllib.parse import urlencode


HEADS = {
    "name": _("label_name", default="Name"),
    "holds": _("label_holds", default="Holds"),
    "party": _("label_party", default="Party"),
    "start": _("label_row_start", default="First day"),
    "end": _("label_row_end", default="Last day"),
}
# The columns that only those get who keep the registers.
KEPT = {
    "extent": _("column_extent", default="Extent in per cent"),
    "as_employee": _("label_as_employee", default="Treated as an employee"),
    "employer_role": _("label_employer_role", default="Acts for the employer"),
    "source": _("label_row_source", default="Where this is known from"),
}
_LAST = "\uffff"  # who has no party comes after those who have one


class Members(Seatings):
    """The mandates of a body and the functions held there.

    The address holds two days at most: ``on``, the day asked about, and
    ``known``, the day as it was known on (REQUIREMENTS B9).
    """

    @property
    def key(self) -> str:
        return self.context.getId()

    @cached_property
    def when(self) -> When:
        return When(self.typed_day("on"), self.typed_day("known"))

    @property
    def is_today(self) -> bool:
        """Whether the page shows what is valid and known now."""
        return self.when == When()

    @property
    def day_shown(self) -> date:
        return self.when.on or self.today

    @cached_property
    def found(self) -> list[Held]:
        """The mandates, in the requested order."""
        held = [each for each in of_body(self.key, self.when) if _is_mandate(each)]
        return sorted(held, key=self._order, reverse=self.downwards)

    @property
    def now(self) -> list[Held]:
        """The mandates that are valid on the day that is shown."""
        return [each for each in self.found if each.row.start <= self.day_shown]

    @property
    def coming(self) -> list[dict]:
        """The mandates that begin later than the day that is shown."""
        later = [each for each in self.found if each.row.start > self.day_shown]
        return [self.shown(each) for each in later]

    @property
    def rows(self) -> list[dict]:
        return [self.shown(each) for each in self.now]

    @property
    def functions(self) -> list[dict]:
        """The secretary; for those who manage the registers, all functions."""
        held = of_body(self.key, self.when)
        return [self.shown(each) for each in held if not _is_mandate(each)]

    # order
    @property
    def sorted_by(self) -> str:
        wanted = self.typed("sort", "party")
        return wanted if wanted in HEADS else "party"

    @property
    def downwards(self) -> bool:
        return bool(self.typed("down"))

    def _order(self, held: Held) -> tuple:
        row, name = held.row, held.person.name.casefold()
        office = OFFICES.index(row.office)
        return {
            "name": (name, office),
            "holds": (office, name),
            "party": (row.party.casefold() or _LAST, name, office),
            "start": (row.start, name),
            "end": (row.end or date.max, name),
        }[self.sorted_by]

    @property
    def heads(self) -> list[dict]:
        """The columns as links that sort; the current column reverses the order."""
        return [self._head(key) for key in HEADS]

    def _head(self, key: str) -> dict:
        here = key == self.sorted_by
        turned = "" if self.downwards else "1"
        order = "descending" if self.downwards else "ascending"
        return {
            "title": self.t(HEADS[key]),
            "url": self.link(sort=key, down=turned if here else ""),
            "order": order if here else None,
        }

    def link(self, view: str = "", **changes: str) -> str:
        """The address of this page with some of its settings changed."""
        names = ("on", "known", "sort", "down")
        query = {name: self.typed(name) for name in names} | changes
        kept = urlencode({name: value for name, value in query.items() if value})
        path = f"{self.url}/{view}" if view else self.url
        return f"{path}?{kept}" if kept else path


def _is_mandate(held: Held) -> bool:
    return not isinstance(held.row, Function)


class Export(Members):
    """Base of the members' export: names, offices, parties, days."""

    @property
    def file_name(self) -> str:
        """The name of the file, made of the body and the day."""
        return f"{self.key}-{self.day_shown}"

    def table(self) -> tuple[list, list]:
        """Header and rows; all columns for those who manage the registers."""
        titles = HEADS | (KEPT if self.can_manage else {})
        head = [self.t(title) for title in titles.values()]
        return head, [self._cells(each) for each in self.found]

    def _cells(self, held: Held) -> list:
        row: Mandate = held.row
        cells = [
            held.person.name,
            self.title_of(row),
            row.party,
            row.start.isoformat(),
            row.end.isoformat() if row.end else "",
        ]
        if not self.can_manage:
            return cells
        flags = [self._told(row.as_employee), self._told(row.employer_role)]
        return [*cells, row.extent or "", *flags, row.source]

    def _told(self, flag: bool) -> str:
        return self.t(_("choice_yes", default="Yes")) if flag else ""


class MembersCsv(Export, CsvFile):
    """``@@members.csv``"""


class MembersXlsx(Export, XlsxFile):
    """``@@members.xlsx``"""

"""The people whom something asks, filtered and sorted as the request says."""

from collective.conduct.browser.base import Page
from collective.conduct.browser.files import CsvFile
from collective.conduct.browser.files import XlsxFile
from collective.conduct.core import coverage as core
from collective.conduct.i18n import _
from collective.conduct.operations.coverage import coverage
from collective.conduct.principals.titles import body_title
from collective.conduct.vocabularies.outcomes import OUTCOME_TITLES
from functools import cached_property


HEADS = {
    "name": _("column_name", default="Name"),
    "body": _("column_body", default="Body"),
    "party": _("column_party", default="Party"),
    "outcome": _("column_outcome", default="Answer"),
}
FILTERS = ("outcome", "body", "party")


class Listing(Page):
    """The people of an edition as the request filters and sorts them.

    What differs elsewhere: who is listed, the columns, the words of outcomes.
    """

    columns = core.COLUMNS
    column_heads = HEADS
    outcome_titles = OUTCOME_TITLES

    @cached_property
    def everybody(self) -> list[core.Line]:
        """All whom the viewer may see."""
        return coverage(self.context)

    @cached_property
    def found(self) -> list[core.Line]:
        """Those that the filters let through, in order."""
        wanted = {name: self.typed(name) for name in FILTERS if self.typed(name)}
        lines = [
            line
            for line in self.everybody
            if all(self.fits(line, name, value) for name, value in wanted.items())
        ]
        return core.ordered(lines, self.sorted_by, self.downwards)

    def fits(self, line: core.Line, name: str, value: str) -> bool:
        """Whether a filter lets a line through."""
        return getattr(line, name) == value

    @property
    def sorted_by(self) -> str:
        wanted = self.typed("sort", "name")
        return wanted if wanted in self.columns else "name"

    @property
    def downwards(self) -> bool:
        return bool(self.typed("down"))

    def body_title(self, key: str) -> str:
        """The title of a body; asked once a request each."""
        if key not in self._titles:
            self._titles[key] = body_title(key)
        return self._titles[key]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {}

    def cells(self, line: core.Line) -> dict[str, str]:
        """A line in words."""
        return {
            "name": line.name,
            "body": self.body_title(line.body),
            "party": line.party,
            "outcome": self.t(self.outcome_titles[line.outcome]),
        }

    # as a file
    @property
    def file_name(self) -> str:
        """It tells the document and the edition."""
        return f"{self.context.aq_parent.getId()}-{self.context.getId()}"

    def table(self) -> tuple[list, list]:
        """The filtered list."""
        head = [self.t(self.column_heads[key]) for key in self.columns]
        found = [self.cells(line) for line in self.found]
        return head, [[cells[key] for key in self.columns] for cells in found]


class AsCsv(Listing, CsvFile):
    """``@@coverage.csv``"""


class AsXlsx(Listing, XlsxFile):
    """``@@coverage.xlsx``"""

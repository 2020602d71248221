"""The people whom an edition asks, filtered and sorted as the request says."""

from collective.conduct.browser.base import Page
from collective.conduct.core import coverage as core
from collective.conduct.exports.tables import as_csv
from collective.conduct.exports.tables import as_xlsx
from collective.conduct.exports.tables import CSV
from collective.conduct.exports.tables import XLSX
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
    """The people of an edition as the request filters and sorts them."""

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
            if all(getattr(line, name) == value for name, value in wanted.items())
        ]
        return core.ordered(lines, self.sorted_by, self.downwards)

    @property
    def sorted_by(self) -> str:
        wanted = self.typed("sort", "name")
        return wanted if wanted in core.COLUMNS else "name"

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
            "outcome": self.t(OUTCOME_TITLES[line.outcome]),
        }


class Export(Listing):
    """The filtered list as a file."""

    suffix, media_type = "", ""

    def show(self):
        """Send the file; its name tells the document and the edition."""
        edition = self.context
        name = f"{edition.aq_parent.getId()}-{edition.getId()}.{self.suffix}"
        response = self.request.response
        response.setHeader("Content-Type", self.media_type)
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "private, no-store")
        head = [self.t(HEADS[key]) for key in core.COLUMNS]
        rows = [[self.cells(line)[key] for key in core.COLUMNS] for line in self.found]
        return self.written(head, rows)


class CoverageCsv(Export):
    """``@@coverage.csv``"""

    suffix, media_type = "csv", CSV

    def written(self, head, rows) -> bytes:
        return as_csv(head, rows)


class CoverageXlsx(Export):
    """``@@coverage.xlsx``"""

    suffix, media_type = "xlsx", XLSX

    def written(self, head, rows) -> bytes:
        return as_xlsx(self.context.title, head, rows)

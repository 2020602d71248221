"""Figures of the dashboard as files: CSV, Excel and tagged PDF."""

from collections.abc import Iterator
from collective.conduct.browser.campaigns.dashboard import FiguresPage
from collective.conduct.core.answers import coverage as core
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.exports.common.pdf import document_pdf
from collective.conduct.exports.common.tables import as_csv
from collective.conduct.exports.common.tables import as_xlsx
from collective.conduct.exports.common.tables import CSV
from collective.conduct.exports.common.tables import XLSX
from collective.conduct.i18n import _


NO_PDF = _(
    "no_pdf_figures",
    default="This server cannot make PDF files. Print the page instead.",
)
TABLE = _("column_table", default="Figures by")
PART = _("column_figure_part", default="Part")
ASKED = _("column_asked", default="Asked")
TIME = _("caption_over_time", default="Over time")
ALL = _("row_everybody", default="Everybody")


class FiguresFile(FiguresPage):
    """Base of the files: a row for each figure with its base."""

    suffix, media_type = "", ""

    def show(self):
        content = self.content()
        name = f"figures-{self.today.isoformat()}.{self.suffix}"
        self.download(name, self.media_type)
        return content

    def content(self) -> bytes:
        """Return the content of the file."""
        raise NotImplementedError

    @property
    def head(self) -> list[str]:
        counted = [self.bars.outcome_title(key) for key in core.ORDER]
        named = (self.t(each) for each in (TABLE, PART, ASKED))
        return [*named, self.bars.answered_title, *counted]

    def rows(self) -> Iterator[list]:
        """The overview, or all tables of one subject."""
        if not self.about:
            for each in self.standings:
                yield self._row(self.kind_of(each), self.title_of(each), each.figures)
            return
        total = self.bars.figures
        yield self._row(self.title_of(self.standing), self.t(ALL), total)
        for part in self.bars.parts:
            for row in part["rows"]:
                yield self._row(part["caption"], row["title"], row["figures"])
        for day, count in self.standing.steps:
            yield [self.t(TIME), day.isoformat(), total.asked, count]

    def _row(self, table: str, part: str, figures: core.Figures) -> list:
        counts = [figures.by_outcome.get(key, 0) for key in core.ORDER]
        return [table, part, figures.asked, figures.answered, *counts]


class DashboardCsv(FiguresFile):
    """``@@dashboard.csv``"""

    suffix, media_type = "csv", CSV

    def content(self) -> bytes:
        return as_csv(self.head, self.rows())


class DashboardXlsx(FiguresFile):
    """``@@dashboard.xlsx``"""

    suffix, media_type = "xlsx", XLSX

    def content(self) -> bytes:
        title = self.title_of(self.standing) if self.about else self.t(ALL)
        return as_xlsx(title, self.head, self.rows())


class DashboardPdf(FiguresFile):
    """``@@dashboard.pdf``: the tables, to print and to enclose."""

    suffix, media_type = "pdf", "application/pdf"

    def show(self):
        try:
            return super().show()
        except Unavailable:
            return self.sent(f"{self.url}/@@dashboard", NO_PDF)

    def content(self) -> bytes:
        return document_pdf(self.index())

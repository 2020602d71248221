"""A table that is sent as a file, as CSV or for Excel."""

from collections.abc import Sequence
from collective.conduct.browser.common.base import Page
from collective.conduct.exports.common.tables import as_csv
from collective.conduct.exports.common.tables import as_xlsx
from collective.conduct.exports.common.tables import CSV
from collective.conduct.exports.common.tables import XLSX


class TableFile(Page):
    """Base of such files; a page says their name and what stands in them."""

    suffix, media_type = "", ""
    file_name = ""

    def table(self) -> tuple[Sequence, list]:
        """The head and the rows."""
        raise NotImplementedError

    def show(self) -> bytes:
        """Send the file."""
        head, rows = self.table()
        self.download(f"{self.file_name}.{self.suffix}", self.media_type)
        return self.written(head, rows)


class CsvFile(TableFile):
    """The table as CSV."""

    suffix, media_type = "csv", CSV

    def written(self, head, rows) -> bytes:
        return as_csv(head, rows)


class XlsxFile(TableFile):
    """The table for Excel; the sheet has the title of the thing."""

    suffix, media_type = "xlsx", XLSX

    def written(self, head, rows) -> bytes:
        return as_xlsx(self.context.title, head, rows)

"""Base classes of pages that send a table as a CSV or XLSX file."""

from collections.abc import Sequence
from collective.conduct.browser.common.base import Page
from collective.conduct.exports.common.tables import as_csv
from collective.conduct.exports.common.tables import as_xlsx
from collective.conduct.exports.common.tables import CSV
from collective.conduct.exports.common.tables import XLSX


class TableFile(Page):
    """Base of these pages; a subclass sets ``file_name`` and returns the ``table``."""

    suffix, media_type = "", ""
    file_name = ""

    def table(self) -> tuple[Sequence, list]:
        """The header and the rows."""
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
    """The table as XLSX; the sheet has the title of the content item."""

    suffix, media_type = "xlsx", XLSX

    def written(self, head, rows) -> bytes:
        return as_xlsx(self.context.title, head, rows)

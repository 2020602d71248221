"""Write CSV and XLSX tables whose cells no spreadsheet takes for a formula (S21).

A cell that begins with one of ``TRIGGERS`` gets an apostrophe in front: names
and titles come from people, and Excel would run ``=cmd|…`` without asking.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from io import BytesIO
from io import StringIO
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

import csv


# The last four are the full-width forms that some versions read as the first.
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | None
_WIDEST = 60  # characters
_SHEET = 31  # characters, Excel's limit for the name of a sheet


def harmless(value: Cell) -> str | int:
    """Return a value that no program runs as a formula; numbers stay numbers.

    Leading spaces do not hide a trigger: some programs drop them on reading.
    """
    if isinstance(value, int):
        return value
    text = value or ""
    begins = text.lstrip(" \u00a0")
    return f"'{text}" if begins.startswith(TRIGGERS) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write UTF-8 with a byte order mark, commas and CRLF (RFC 4180)."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write one sheet: head in bold and frozen, columns as wide as needed."""
    book = Workbook()
    sheet = book.active
    sheet.title = _sheet_name(title)
    widths = [0] * len(head)
    for number, row in enumerate([head, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = _writable(value)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # openpyxl takes "=…" for a formula
            widths[column - 1] = max(widths[column - 1], len(str(value or "")))
    for column, width in enumerate(widths, 1):
        sheet.cell(1, column).font = Font(bold=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _writable(value: Cell) -> str | int:
    """Leave out the control characters that the format cannot hold."""
    found = harmless(value)
    if isinstance(found, int):
        return found
    return ILLEGAL_CHARACTERS_RE.sub("", found)


def _sheet_name(title: str) -> str:
    """A name that Excel takes: no []:*?/\\, at most 31 characters."""
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in title)
    return kept.strip(" '")[:_SHEET].strip(" '") or "Data"

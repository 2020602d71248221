"""Read one sheet of an XLSX workbook as records of texts, with openpyxl.

The archive is checked before openpyxl sees it: sizes, encryption, document
types. Formulas are never computed: the value that Excel kept counts, and a
cell without one is marked.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common.archive import chunks
from collective.conduct.imports.common.archive import open_archive
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from io import BytesIO
from itertools import repeat
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from zipfile import ZipFile

import re


CODES = {
    "import_broken": "roster_broken",
    "import_encrypted": "roster_encrypted",
    "import_zip_bomb": "roster_zip_bomb",
    "import_text_too_long": "roster_zip_bomb",
}
LAST_ROW = 1_048_576  # Excel's own limit
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@contextmanager
def _guarded():
    """Raise ``Invalid`` for whatever a broken or hostile book makes openpyxl raise.

    A parser of untrusted bytes can fail in any way; nothing is written here.
    """
    try:
        yield
    except ConductError as error:
        code = CODES.get(error.code, error.code)
        raise Invalid(code, **error.values_) from None
    except Exception:
        raise Invalid("roster_broken") from None


class Book:
    """An open workbook and the requested sheet."""

    def __init__(self, data: bytes, name: str) -> None:
        with _guarded():
            has_formulas = _inspect(open_archive(data))
            self._book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            self._formulas = (
                load_workbook(BytesIO(data), read_only=True) if has_formulas else None
            )
            sheets = {each.title: each for each in self._book.worksheets}
            self.names = tuple(sheets)
        if name and name not in sheets:
            raise Invalid("roster_no_sheet")
        if not sheets:
            raise Invalid("roster_empty")
        self.name = name or self.names[0]
        mac = self._book.epoch == CALENDAR_MAC_1904
        self.serial_zero = 1462 if mac else 0

    def close(self) -> None:
        """Close the workbook."""
        self._book.close()
        if self._formulas is not None:
            self._formulas.close()

    def rows(self) -> Iterator[tuple[int, list[str], dict[int, str]]]:
        """Line, texts and faults of every row that has cells."""
        with _guarded():
            values = _cells(self._book[self.name])
            book = self._formulas
            written = repeat(()) if book is None else _cells(book[self.name])
            pairs = zip(values, written, strict=False)
            for line, (cells, formulas) in enumerate(pairs, 1):
                if cells:
                    yield line, *_texts(cells, formulas)


def _cells(sheet) -> Iterator[tuple]:
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong
    return sheet.iter_rows(max_row=LAST_ROW)


def _texts(cells: tuple, written: tuple) -> tuple[list[str], dict[int, str]]:
    texts, faults = [], {}
    for place, cell in enumerate(cells):
        formula = place < len(written) and written[place].data_type == "f"
        if formula and cell.value is None:
            faults[place] = "cell_formula"
        elif cell.data_type == "e":
            faults[place] = "cell_error"
        texts.append("" if place in faults else _text(cell))
    return texts, faults


def _text(cell) -> str:
    """A cell as somebody would have typed it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        midnight = value.time() == datetime.min.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, "%" in (cell.number_format or ""))
    return str(value)


def _number(value: int | float, percent: bool) -> str:
    value = round(value * 100, 6) if percent else value
    whole = int(value) if value == int(value) else value
    return f"{whole}%" if percent else str(whole)


def _inspect(archive: ZipFile) -> bool:
    """Whether there is a formula; refuse document types and entities."""
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        raise Invalid("roster_not_a_workbook")
    found = False
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        tail = b""
        for piece in chunks(archive, name):
            if _DOCTYPE.search(tail + piece):
                raise Invalid("roster_broken")
            if name.startswith("xl/worksheets/") and not found:
                found = bool(_FORMULA.search(tail + piece))
            tail = piece[-16:]
    return found

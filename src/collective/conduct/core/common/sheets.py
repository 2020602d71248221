"""A table read from a file: a header and rows of texts with their line numbers.

It travels through the browser between two pages, so what comes back is built
anew by ``restored`` within the same limits.
"""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.personal_numbers import holds_identity_number
from collective.conduct.core.common.personal_numbers import is_identity_column
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from typing import Any


MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 500  # characters
# what can be wrong with one cell; the line is refused when its column is used
FAULTS = (
    "cell_formula",
    "cell_error",
    "cell_long",
    "cell_control",
    "cell_beyond",
    "cell_identity",
)


@dataclass(frozen=True)
class SheetRow:
    """One row: its line in the file, its cells, and the faults of some of them."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()  # column, code


@dataclass(frozen=True)
class Sheet:
    """A header and its rows.

    ``withheld`` are the columns of personal identity numbers: their cells are
    emptied here, before anything else sees them. ``how`` says how the file was
    read (encoding and separator, or the name of the sheet); ``sheets`` are the
    names to choose from. ``serial_zero`` is the day number of 30 December 1899
    in this book: 0, or 1462 for books that count from 1904.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    kind: str = "csv"
    how: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    withheld: tuple[int, ...] = ()
    serial_zero: int = 0

    def values(self, column: int) -> tuple[str, ...]:
        """The texts of a column that are not empty, from the top."""
        found = (row.cells[column] for row in self.rows)
        return tuple(value for value in found if value)


def checked(sheet: Sheet) -> Sheet:
    """Check the limits of a sheet and empty its personal identity numbers.

    ``Invalid`` "roster_empty", "roster_no_columns", "roster_too_many_columns",
    "roster_too_many_rows" or "roster_no_head".
    """
    if not sheet.rows:
        raise Invalid("roster_empty")
    if len(sheet.columns) < 2:
        raise Invalid("roster_no_columns")
    if len(sheet.columns) > MAX_COLUMNS:
        raise Invalid("roster_too_many_columns", limit=MAX_COLUMNS)
    if len(sheet.rows) > MAX_ROWS:
        raise Invalid("roster_too_many_rows", limit=MAX_ROWS)
    if not any(sheet.columns) or any(map(_is_data, sheet.columns)):
        raise Invalid("roster_no_head")
    return _without_identity_numbers(sheet)


def _is_data(head: str) -> bool:
    """Whether a header is a number, date or address: then the header row is missing."""
    signs = head.strip()
    return "@" in signs or (signs[:1].isdigit() and not any(map(str.isalpha, signs)))


def _without_identity_numbers(sheet: Sheet) -> Sheet:
    hidden = {
        number
        for number, head in enumerate(sheet.columns)
        if number in sheet.withheld or is_identity_column(head, sheet.values(number))
    }
    rows = tuple(_emptied(row, hidden) for row in sheet.rows)
    return replace(sheet, rows=rows, withheld=tuple(sorted(hidden)))


def _emptied(row: SheetRow, hidden: set[int]) -> SheetRow:
    """Empty such numbers in a row: whole columns, and single cells with a mark."""
    strays = {
        number
        for number, cell in enumerate(row.cells)
        if number not in hidden and holds_identity_number(cell)
    }
    if not hidden and not strays:
        return row
    gone = hidden | strays
    cells = ("" if number in gone else cell for number, cell in enumerate(row.cells))
    marks = ((number, "cell_identity") for number in strays)
    return SheetRow(row.line, tuple(cells), tuple(sorted({*row.faults, *marks})))


def plain(sheet: Sheet) -> dict:
    """Convert a sheet to plain JSON values."""
    made = asdict(sheet)
    made["rows"] = [[row.line, row.cells, row.faults] for row in sheet.rows]
    return made


def restored(value: Any) -> Sheet:
    """Rebuild a sheet that ``plain`` wrote; ``Invalid`` "roster_lost" for all else."""
    try:
        rows = tuple(
            SheetRow(
                _number(line),
                _texts(cells),
                tuple((_number(at), _fault(code)) for at, code in faults),
            )
            for line, cells, faults in value.pop("rows")
        )
        sheet = Sheet(
            columns=_texts(value["columns"]),
            rows=rows,
            kind=_texts([value["kind"]])[0],
            how=_texts(value["how"]),
            sheets=_texts(value["sheets"]),
            withheld=tuple(map(_number, value["withheld"])),
            serial_zero=_number(value["serial_zero"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Invalid("roster_lost") from None
    if any(len(row.cells) != len(sheet.columns) for row in sheet.rows):
        raise Invalid("roster_lost")
    return checked(sheet)


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        raise TypeError
    if not all(type(each) is str and len(each) <= MAX_CELL for each in values):
        raise ValueError
    return tuple(values)


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10**7:
        raise ValueError
    return value


def _fault(code: Any) -> str:
    if code not in FAULTS:
        raise ValueError
    return code

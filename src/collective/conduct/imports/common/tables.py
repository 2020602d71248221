"""Parse an untrusted CSV or XLSX file into a ``Sheet`` of texts.

``read`` is the only entry point. A fault of the file is raised as ``Invalid``
with a code; a fault of one cell is kept with its row.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sheets import checked
from collective.conduct.core.common.sheets import MAX_CELL
from collective.conduct.core.common.sheets import MAX_COLUMNS
from collective.conduct.core.common.sheets import MAX_ROWS
from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.common.sheets import SheetRow
from collective.conduct.imports.common import workbook
from collective.conduct.imports.common.file_type import decode
from collective.conduct.imports.common.file_type import OLE
from io import StringIO

import csv
import unicodedata


LIMIT = 5 * 1024 * 1024  # bytes
SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab"}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read(data: bytes, sheet: str = "") -> Sheet:
    """Parse a file; ``sheet`` names one sheet of a workbook, the first when "".

    ``Invalid`` with one of the codes of ``vocabularies.documents.import_messages``.
    """
    if not data:
        raise Invalid("roster_empty")
    if len(data) > LIMIT:
        raise Invalid("roster_too_large", limit=LIMIT // 1024 // 1024)
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Invalid("roster_encrypted" if encrypted else "roster_old_excel")
    if data.startswith(_ZIP):
        return _workbook(data, sheet)
    return _csv(data)


def _workbook(data: bytes, name: str) -> Sheet:
    book = workbook.Book(data, name)
    try:
        head, rows = _framed(book.rows())
    finally:
        book.close()
    zero = book.serial_zero
    return checked(
        Sheet(head, rows, "xlsx", (book.name,), book.names, serial_zero=zero)
    )


def _csv(data: bytes) -> Sheet:
    text = decode(data)
    if text is None or "\ufffd" in text:
        raise Invalid("roster_unreadable")
    text, separator = _separated(text)
    rows = _framed(_records(text, separator))
    return checked(Sheet(*rows, "csv", (_encoding(data), SEPARATORS[separator])))


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator: from Excel's first line, or from the header.

    The one that makes the most columns of the first line; none that splits it
    is refused, and so are two that split it equally.
    """
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip("\r")) == 5:
        if first[4] in SEPARATORS:
            return rest, first[4]
    head = next((line for line in text.splitlines() if line.strip()), "")
    counts = {sign: _columns(head, sign) for sign in SEPARATORS}
    best = max(counts.values())
    found = [sign for sign, count in counts.items() if count == best > 1]
    if len(found) != 1:
        raise Invalid("roster_separator" if found else "roster_no_columns")
    return text, found[0]


def _columns(head: str, separator: str) -> int:
    return len(next(csv.reader([head], delimiter=separator), []))


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str], dict]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            yield before + 1, cells, {}
            before = reader.line_num
    except csv.Error:
        raise Invalid("roster_quotes", line=before + 1) from None


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _framed(records: Iterable) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """The header and the rows below it, without blank rows."""
    head: tuple[str, ...] = ()
    rows: list[SheetRow] = []
    for line, cells, faults in records:
        texts = [_clean(cell) for cell in cells]
        if not any(texts) and not faults:
            continue
        if not head:
            head = _head(texts)
            continue
        rows.append(_row(line, texts, dict(faults), len(head)))
        if len(rows) > MAX_ROWS:
            raise Invalid("roster_too_many_rows", limit=MAX_ROWS)
    return head, tuple(rows)


def _head(texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MAX_COLUMNS:
        raise Invalid("roster_too_many_columns", limit=MAX_COLUMNS)
    if any(len(text) > MAX_CELL for text in texts):
        raise Invalid("roster_no_head")
    return tuple(texts)


def _row(line: int, texts: list[str], faults: dict[int, str], width: int) -> SheetRow:
    if any(texts[width:]) or any(place >= width for place in faults):
        faults = {place: code for place, code in faults.items() if place < width}
        faults[width] = "cell_beyond"
    kept = [*texts[:width], *[""] * (width - len(texts))]
    for place, text in enumerate(kept):
        if len(text) > MAX_CELL:
            faults[place], kept[place] = "cell_long", ""
        elif any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text):
            faults[place], kept[place] = "cell_control", ""
    return SheetRow(line, tuple(kept), tuple(sorted(faults.items())))


def _clean(text: str) -> str:
    """Normalise a cell: NFC, single spaces, no line ends, no invisible characters."""
    made = unicodedata.normalize("NFC", text)
    return " ".join(made.replace("\u200b", "").replace("\ufeff", "").split())

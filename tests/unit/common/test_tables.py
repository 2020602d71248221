"""Tables leave the site without a cell that a spreadsheet would run (S21)."""

from collective.conduct.exports.common.tables import as_csv
from collective.conduct.exports.common.tables import as_xlsx
from collective.conduct.exports.common.tables import harmless
from collective.conduct.exports.common.tables import TRIGGERS
from hypothesis import given
from hypothesis import strategies
from io import BytesIO
from io import StringIO
from openpyxl import load_workbook

import csv
import pytest


HEAD = ("Namn", "Nämnd", "Antal")
ROWS = [("Åsa Öberg", "=cmd|'/c calc'!A1", 3), ("+46 70", "", None)]


def read_csv(data):
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data):
    return load_workbook(BytesIO(data)).active


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(trigger):
    assert harmless(f"{trigger}1+1") == f"'{trigger}1+1"


def test_spaces_in_front_do_not_hide_a_formula():
    assert harmless("  =1+1") == "'  =1+1"
    assert harmless("\u00a0=1+1") == "'\u00a0=1+1"


def test_plain_words_and_numbers_stay_as_they_are():
    assert harmless("Åsa - Öberg") == "Åsa - Öberg"
    assert harmless(-4) == -4
    assert harmless(None) == ""


def test_csv_keeps_letters_quotes_and_line_breaks():
    rows = [('Anna "Ann" Lind', "Bygg, miljö\nhamn", 1)]
    assert read_csv(as_csv(HEAD, rows)) == [
        list(HEAD),
        ['Anna "Ann" Lind', "Bygg, miljö\nhamn", "1"],
    ]


def test_csv_names_its_encoding_and_ends_lines_as_the_standard_says():
    data = as_csv(HEAD, ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 3


def test_xlsx_holds_text_where_a_formula_was_written():
    sheet = sheet_of(as_xlsx("Svar", HEAD, ROWS))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert sheet["B2"].value == "'=cmd|'/c calc'!A1"
    assert sheet["C2"].value == 3


def test_xlsx_has_a_bold_frozen_head_and_a_lawful_name():
    sheet = sheet_of(as_xlsx("Svar: utgåva 1/2 " + "x" * 40, HEAD, ROWS))
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.title.startswith("Svar  utgåva 1 2")
    assert len(sheet.title) <= 31


def test_xlsx_leaves_out_what_the_format_cannot_hold():
    assert sheet_of(as_xlsx("", HEAD, [("a\x00b\x0bc", "", 0)]))["A2"].value == "abc"


@given(strategies.lists(strategies.text(max_size=20), min_size=1, max_size=4))
def test_no_exported_cell_ever_begins_with_a_trigger(cells):
    for row in read_csv(as_csv(cells, [cells])):
        assert not any(cell.lstrip(" \u00a0").startswith(TRIGGERS) for cell in row)

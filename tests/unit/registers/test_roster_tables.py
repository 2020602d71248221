"""Tables from other systems are read as they are meant, or refused with a reason."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sheets import MAX_CELL
from collective.conduct.core.common.sheets import plain
from collective.conduct.core.common.sheets import restored
from collective.conduct.imports.common.tables import LIMIT
from collective.conduct.imports.common.tables import read
from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from io import BytesIO
from openpyxl import Workbook
from tests.support.profiles import examples
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import json
import pytest


HEAD = ("Namn", "Organ", "Från")
ROW = ("Åsa Öberg", "Kommunfullmäktige", "2026-10-15")


def text(separator=";", rows=(ROW,), head=HEAD):
    return "".join(f"{separator.join(row)}\r\n" for row in (head, *rows))


def xlsx(*rows, title="Blad1", also=()):
    book = Workbook()
    book.active.title = title
    for row in (HEAD, *rows):
        book.active.append(row)
    for name in also:
        book.create_sheet(name).append(HEAD)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(data, **values):
    with pytest.raises(Invalid) as caught:
        read(data, **values)
    return caught.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_way_of_writing_a_csv_gives_the_same_sheet(separator, encoding):
    sheet = read(text(separator).encode(encoding))
    assert sheet.columns == HEAD
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ROW)]


def test_it_is_said_how_a_file_was_read():
    assert read(text().encode("cp1252")).how == ("windows-1252", "semicolon")
    assert read(text("\t").encode("utf-16")).how == ("utf-16", "tab")


def test_a_quoted_cell_may_hold_the_separator_and_a_line_break():
    data = b'Namn;Organ\n"Berg;\n Anna";KF\nBo;KF\n'
    sheet = read(data)
    assert sheet.rows[0].cells == ("Berg; Anna", "KF")
    assert [row.line for row in sheet.rows] == [2, 4]


def test_the_first_line_of_excel_names_the_separator():
    assert read(b"sep=,\nNamn,Organ;x\nBo,KF\n").columns == ("Namn", "Organ;x")


def test_blank_lines_are_passed_over_and_lines_keep_their_number():
    sheet = read(b"\n;;\nNamn;Organ\n\n;;\nBo;KF\n\n")
    assert [row.line for row in sheet.rows] == [6]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster_empty"),
        (b"Namn;Organ\n", "roster_empty"),
        (b"Namn\nBo\n", "roster_no_columns"),
        (b"Namn;Organ,Roll\nBo;KF\n", "roster_separator"),
        (b"Namn;Organ\nBo\x00;KF\n", "roster_unreadable"),
        (b"\xff\xfeN\x00a\x00;", "roster_unreadable"),
        (b'Namn;Organ\n"Bo;KF\n', "roster_quotes"),
        (b"Bo Ek;2026-10-15\nBo;KF\n", "roster_no_head"),
        (b"Bo Ek;bo@lind.example\nBo;KF\n", "roster_no_head"),
        (b"x;" * 61 + b"x\n1;2\n", "roster_too_many_columns"),
        (b"Namn;Organ\n" + b"Bo;KF\n" * 100_000, "roster_too_many_rows"),
        (b"x" * (LIMIT + 1), "roster_too_large"),
        (b"PK\x03\x04nothing", "roster_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "roster_old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "roster_encrypted",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, code):
    assert refusal(data) == code


def test_a_cell_that_is_too_long_or_stands_beyond_the_head_is_marked():
    sheet = read(f"Namn;Organ\n{'x' * (MAX_CELL + 1)};KF\nBo;KF;more\n".encode())
    assert [row.faults for row in sheet.rows] == [
        ((0, "cell_long"),),
        ((2, "cell_beyond"),),
    ]


def test_a_workbook_gives_days_numbers_and_percentages_as_typed():
    book = Workbook()
    sheet = book.active
    sheet.append(["Namn", "Från", "Omfattning", "Arbetsgivarroll", "Id"])
    sheet.append(["Bo", date(2026, 10, 15), 0.4, True, 17.0])
    sheet["C2"].number_format = "0%"
    out = BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert found.rows[0].cells == ("Bo", "2026-10-15", "40%", "true", "17")


def test_a_formula_without_a_value_is_marked_and_never_computed():
    found = read(xlsx(("Bo", "KF", "=TODAY()")))
    assert found.rows[0].faults == ((2, "cell_formula"),)


def test_a_sheet_of_a_workbook_can_be_chosen_by_name():
    data = xlsx(ROW, title="Nämnd", also=["Tom"])
    assert read(data).sheets == ("Nämnd", "Tom")
    assert read(data, sheet="Nämnd").rows[0].cells == ROW
    assert refusal(data, sheet="Tom") == "roster_empty"
    assert refusal(data, sheet="Annat") == "roster_no_sheet"


def test_more_rows_than_allowed_are_refused_in_a_workbook_too(monkeypatch):
    monkeypatch.setattr("collective.conduct.imports.common.tables.MAX_ROWS", 3)
    assert read(xlsx(*[ROW] * 3)).rows
    assert refusal(xlsx(*[ROW] * 4)) == "roster_too_many_rows"


def _rezipped(data, **changed):
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.split("/")[-1], old.read(name)))
    return out.getvalue()


def test_a_workbook_that_swells_or_declares_entities_is_refused():
    swollen = _rezipped(xlsx(ROW), **{"sheet1.xml": b" " * 20_000_000})
    assert refusal(swollen) == "roster_zip_bomb"
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refusal(_rezipped(xlsx(ROW), **{"sheet1.xml": entities})) == "roster_broken"


def test_a_row_that_claims_a_place_far_away_does_not_fill_the_memory():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="99999999999"><c r="XFD99999999999"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert refusal(_rezipped(xlsx(ROW), **{"sheet1.xml": sheet})) == "roster_empty"


@pytest.mark.parametrize(
    ("head", "value"),
    [("Personnummer", "x"), ("Nyckel", "19670101-1234"), ("Id", "0101671234")],
)
def test_a_column_of_personal_identity_numbers_is_emptied_and_named(head, value):
    sheet = read(f"Namn;{head}\nBo;{value}\nEva;{value}\n".encode())
    assert sheet.withheld == (1,)
    assert {row.cells[1] for row in sheet.rows} == {""}


def test_a_sheet_comes_back_from_the_browser_as_it_went():
    sheet = read(text().encode())
    assert restored(json.loads(json.dumps(plain(sheet)))) == sheet


@given(
    strategies.recursive(
        strategies.none() | strategies.integers() | strategies.text(max_size=5),
        lambda inner: (
            strategies.lists(inner, max_size=4)
            | strategies.dictionaries(
                strategies.sampled_from(
                    ["columns", "rows", "kind", "how", "sheets", "withheld"]
                ),
                inner,
                max_size=6,
            )
        ),
    )
)
def test_whatever_comes_back_instead_is_refused(value):
    with pytest.raises(Invalid):
        restored(value)


@given(strategies.binary(max_size=300))
@settings(max_examples=examples(300), deadline=None)
def test_any_bytes_are_a_sheet_or_a_refusal(data):
    for start in (b"", b"Namn;Organ\n", b"PK\x03\x04", b"\xff\xfe"):
        try:
            read(start + data)
        except ConductError as error:
            assert error.code.startswith("roster_")


@given(strategies.data())
@settings(max_examples=examples(60), deadline=None)
def test_a_damaged_workbook_is_a_sheet_or_a_refusal(data):
    whole = bytearray(BOOK)
    for _change in range(data.draw(strategies.integers(1, 8))):
        place = data.draw(strategies.integers(0, len(whole) - 1))
        whole[place] = data.draw(strategies.integers(0, 255))
    try:
        read(bytes(whole))
    except ConductError as error:
        assert error.code.startswith("roster_")


BOOK = xlsx(ROW, ("Bo", "KF", "=A1"))

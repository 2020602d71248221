"""docs/rows.csv: each requirement of a delivered part is shown by a test."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import ast
import csv
import pytest


ROOT = Path(__file__).parents[2]
DELIVERED = {1, 2, 3, 4}
OURS = ROOT / "docs" / "rows.csv"
# The list that was agreed, where it lies beside the checkout.
GIVEN = ROOT.parent / "shared" / "rows.csv"
# SHA-256 of its rows and their parts.
AGREED = "454ecce7a41e0b5339ec370074ed3d2fcead77b71a9ace14929375087dbba058"


def _rows() -> list[dict[str, str]]:
    with open(OURS, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@cache
def _tests(path: str) -> set[str]:
    """Return `name` and `Class::name` of the test functions in a file."""
    file = ROOT / path
    if not file.is_file():
        return set()
    body = ast.parse(file.read_text(encoding="utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    methods = {f"{c.name}::{name}" for c in classes for name in _functions(c.body)}
    return methods | _functions(body)


def _functions(nodes: list[ast.stmt]) -> set[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    names = {node.name for node in nodes if isinstance(node, kinds)}
    return {name for name in names if name.startswith("test")}


def _missing(row: dict[str, str]) -> list[str]:
    ids = (each.partition("::") for each in row["test"].split())
    return [f"{path}::{name}" for path, _, name in ids if name not in _tests(path)]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["row"])
def test_a_test_that_a_row_names_exists(row) -> None:
    assert _missing(row) == []


def test_every_row_of_a_delivered_part_names_a_test() -> None:
    due = [row for row in _rows() if int(row["part"]) in DELIVERED]
    assert [row["row"] for row in due if not row["test"].split()] == []


def test_no_row_stands_twice() -> None:
    names = [row["row"] for row in _rows()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", [each for each in (OURS, GIVEN) if each.is_file()])
def test_the_rows_and_their_parts_are_those_that_were_agreed(table) -> None:
    assert sha256(_pairs(table).encode()).hexdigest() == AGREED


def _pairs(table: Path) -> str:
    with open(table, encoding="utf-8", newline="") as lines:
        return "".join(f"{e['row']},{e['part']}\n" for e in csv.DictReader(lines))

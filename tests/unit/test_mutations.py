"""Every fault that is made on purpose names a test that exists."""

from pathlib import Path
from tests import mutants
from tests.mutations import MUTATIONS

import pytest
import re


ROOT = Path(__file__).parents[2]
SHOWN = "S1 S3 S6 S8 S9 S10 S11 S12 S14 S16 S17 S18 S23 S26 S30 A29 C28 E19"


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_check_exists(name):
    path, *names = re.sub(r"\[.*", "", MUTATIONS[name].test).split("::")
    text = (ROOT / path).read_text("utf-8")
    assert all(f"class {each}" in text or f"def {each}(" in text for each in names)


def test_every_row_of_the_silence_has_a_fault():
    rows = {row for each in MUTATIONS.values() for row in each.rows.split()}
    assert rows >= set(SHOWN.split())


def test_every_rule_that_is_mutated_has_unit_tests():
    table = mutants.tabled()
    for module, tests in table["modules"].items():
        assert (ROOT / mutants.CORE / f"{module}.py").is_file(), module
        for each in tests:
            assert (ROOT / "tests/unit" / each).is_file(), each
    for each in table["left_out"]:
        path, name = each.split("::")
        assert f"def {name}(" in (ROOT / "tests/unit" / path).read_text("utf-8")


def test_a_mutant_that_changes_nothing_has_a_reason():
    for mutant, why in mutants.explained().items():
        assert mutant.module in mutants.tabled()["modules"] and why.endswith(".")
        assert mutant.old != mutant.new


def test_a_property_is_written_below_its_method():
    source = "class A:\n    @property\n    def b(self):\n        return 1\n    c = 2\n"
    assert mutants.opened(source) == (
        "class A:\n    def b(self):\n        return 1\n    b = property(b)\n    c = 2\n"
    )

"""Every fault that is made on purpose names a test that exists."""

from pathlib import Path
from tests.mutations import MUTATIONS

import pytest
import re


ROOT = Path(__file__).parents[2]
SHOWN = "S1 S3 S6 S8 S9 S10 S11 S12 S17 S23 S26 S30 A29 E19"


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_check_exists(name):
    path, *names = re.sub(r"\[.*", "", MUTATIONS[name].test).split("::")
    text = (ROOT / path).read_text("utf-8")
    assert all(f"class {each}" in text or f"def {each}(" in text for each in names)


def test_every_row_of_the_silence_has_a_fault():
    rows = {row for each in MUTATIONS.values() for row in each.rows.split()}
    assert rows >= set(SHOWN.split())

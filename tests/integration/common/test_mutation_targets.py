"""What is broken on purpose is still where the fault is made (make assurance)."""

from tests.mutations import found
from tests.mutations import MUTATIONS

import pytest


PATHS = [
    path for each in MUTATIONS.values() if (path := getattr(each.apply, "path", ""))
]


@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_has_moved_away_would_break_nothing(path):
    owner, name = found(path)
    assert hasattr(owner, name)


def test_most_faults_replace_one_name():
    assert len(PATHS) > 10

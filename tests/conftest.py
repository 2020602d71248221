"""What all storeys share. Nothing here may import Plone: units are quick."""

from importlib import import_module
from pathlib import Path

import os
import pytest


@pytest.fixture
def seeds():
    """The municipal documents; the test is skipped where they are not."""
    folder = Path(__file__).parents[2] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("no seeds beside the checkout")
    return folder


def pytest_sessionstart(session):
    """Break what ``make assurance`` names, before anything runs."""
    name = os.environ.get("CONDUCT_MUTATION")
    if name:
        import_module("tests.mutations").MUTATIONS[name].apply()


def pytest_make_parametrize_id(config, val, argname):
    """Name bytes by their argument: a zip holds the time, and workers must agree."""
    return argname if isinstance(val, bytes) else None

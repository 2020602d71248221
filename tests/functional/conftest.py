"""The functional storey: Plone with the add-on installed."""

from collective.conduct.testing import FUNCTIONAL_TESTING
from pytest_plone import fixtures_factory
from tests.functional.staff import Staff
from tests.town import stopped_clock

import pytest


globals().update(fixtures_factory(((FUNCTIONAL_TESTING, "functional"),)))


@pytest.fixture
def staff(functional):
    """The hub with its people on a day that does not pass."""
    with stopped_clock():
        yield Staff(functional)

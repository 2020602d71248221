"""The integration storey: Plone with the add-on installed."""

from collective.conduct.testing import INTEGRATION_TESTING
from pytest_plone import fixtures_factory


globals().update(fixtures_factory(((INTEGRATION_TESTING, "integration"),)))

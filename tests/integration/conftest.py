"""The integration storey: Plone with the add-on installed."""

from pytest_plone import fixtures_factory

from collective.conduct.testing import INTEGRATION_TESTING

globals().update(fixtures_factory(((INTEGRATION_TESTING, "integration"),)))

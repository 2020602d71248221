"""The functional storey: Plone with the add-on installed."""

from pytest_plone import fixtures_factory

from collective.conduct.testing import FUNCTIONAL_TESTING

globals().update(fixtures_factory(((FUNCTIONAL_TESTING, "functional"),)))

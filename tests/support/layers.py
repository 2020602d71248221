"""The fixtures of the layers: a plugin that both storeys with Plone share.

``zope.pytestlayer`` makes the fixtures of a base layer once. In the conftest
of one folder the other would not see them, in both they would be set up
twice; in the root conftest the units would import Plone. So whichever folder
is collected first registers this module for all.
"""

from collective.conduct.testing import FUNCTIONAL_TESTING
from collective.conduct.testing import INTEGRATION_TESTING
from pytest_plone import fixtures_factory

import sys


globals().update(
    fixtures_factory(
        ((FUNCTIONAL_TESTING, "functional"), (INTEGRATION_TESTING, "integration")),
        keep_session=False,
    )
)


def register(manager) -> None:
    """Make the fixtures known to every test of the session, once."""
    if not manager.has_plugin(__name__):
        manager.register(sys.modules[__name__], __name__)

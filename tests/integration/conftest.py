"""The integration storey: Plone with the add-on installed."""

from tests import layers

import pytest


def pytest_plugin_registered(plugin, manager) -> None:
    """See ``tests.layers``."""
    layers.register(manager)


@pytest.fixture(autouse=True, scope="session")
def keep_integration_layer(request) -> None:
    """Set the layer up once, not for every test."""
    request.getfixturevalue("integration_session")

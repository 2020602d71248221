"""The integration storey: Plone with the add-on installed."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.base.utils import get_installer
from tests.support import existing_intranet as intranet
from tests.support import layers

import pytest


def pytest_plugin_registered(plugin, manager) -> None:
    """See ``tests.support.layers``."""
    layers.register(manager)


@pytest.fixture(autouse=True, scope="session")
def keep_integration_layer(request) -> None:
    """Set the layer up once, not for every test."""
    request.getfixturevalue("integration_session")


@pytest.fixture
def bare(app, integration):
    """Another site, with what we depend on, and without us."""
    with api.env.adopt_user(user=app.acl_users.getUser(SITE_OWNER_NAME)):
        yield intranet.make_site(app)


@pytest.fixture
def installer(bare):
    """What installs and uninstalls add-ons there."""
    return get_installer(bare)

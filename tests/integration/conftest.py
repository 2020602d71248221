"""Fixtures of integration tests: Plone with the add-on installed."""

from collections.abc import Iterator
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.principals.registers.plugin import forget
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.base.utils import get_installer
from tests.support import existing_intranet
from tests.support import layers
from tests.support.recording_outbox import RecordingOutbox
from tests.support.sample_municipality import SampleMunicipality

import pytest


def pytest_plugin_registered(plugin, manager) -> None:
    """See ``tests.support.layers``."""
    layers.register(manager)


@pytest.fixture(autouse=True, scope="session")
def keep_integration_layer(request) -> None:
    """Set the layer up once, not for every test."""
    request.getfixturevalue("integration_session")


@pytest.fixture
def stage(request) -> str:
    """The prepared site that the test begins with; a folder or file can override it."""
    return "people" if "municipality" in request.fixturenames else ""


@pytest.fixture
def municipality(
    portal, stage, stages, key_folder, clock
) -> Iterator[SampleMunicipality]:
    """The sample municipality, as its stage left it, on a clock that stands still."""
    made = stages.made(stage).seen_from(portal)
    made.clock = clock
    yield made
    forget()


@pytest.fixture
def recording_outbox(portal) -> RecordingOutbox:
    """An outbox that records the notices, in place of the real one."""
    made = RecordingOutbox()
    portal.getSiteManager().registerUtility(made, IOutbox)
    return made


@pytest.fixture
def bare(app, integration):
    """Another site, with our dependencies, without the add-on."""
    with api.env.adopt_user(user=app.acl_users.getUser(SITE_OWNER_NAME)):
        yield existing_intranet.make_site(app)


@pytest.fixture
def installer(bare):
    """The installer of add-ons of that site."""
    return get_installer(bare)

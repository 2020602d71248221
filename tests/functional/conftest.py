"""Fixtures of functional tests: requests to a Plone with the add-on installed."""

from collections.abc import Iterator
from collective.conduct.browser.mail import urgent
from collective.conduct.core.common.errors import Missing
from collective.conduct.services.common.base import ConductService
from contextlib import suppress
from tests.support import layers
from tests.support import sample_municipality
from tests.support.handlers import HandlerClient
from tests.support.http_client import Client
from tests.support.mail_server import MailServer
from tests.support.sample_municipality import SampleMunicipality
from tests.support.staff_browser import Staff
from zExceptions import NotFound

import pytest
import transaction


# The fixture that a test asks for, and the prepared site that it begins with.
STAGES = {
    "staff": "draft",
    "open_intake": "handlers with raw keys",
    "municipality": "code in force",
}


def pytest_plugin_registered(plugin, manager) -> None:
    """See ``tests.support.layers``."""
    layers.register(manager)


@pytest.fixture(autouse=True, scope="session")
def keep_functional_layer(request) -> None:
    """Set the layer up once, not for every test."""
    request.getfixturevalue("functional_session")


@pytest.fixture(autouse=True)
def keep_letters(request, monkeypatch) -> None:
    """Send urgent mails at once only where a mail server listens.

    A thread that sends meets the test's own transactions, and is lost in a fork.
    """
    if "mail_server" not in request.fixturenames:
        monkeypatch.setattr(urgent, "_start", lambda *given: None)


@pytest.fixture(autouse=True)
def refusals_are_declared(monkeypatch):
    """Check that the table of endpoints declares every error of an endpoint."""
    undeclared, refuse = [], ConductService.refuse

    def noted(service, error):
        with suppress(Missing, NotFound):  # a step that is none
            row = service.endpoint()
            if not isinstance(error, row.errors):
                undeclared.append((row.verb, row.path, repr(error)))
        return refuse(service, error)

    monkeypatch.setattr(ConductService, "refuse", noted)
    yield
    assert undeclared == []


@pytest.fixture
def stage(request) -> str:
    """The prepared site that the test begins with; a folder or file can override it."""
    asked_for = [name for name in STAGES if name in request.fixturenames]
    return STAGES[asked_for[0]] if asked_for else ""


@pytest.fixture
def app(functional):
    """The root of Zope."""
    return functional["app"]


@pytest.fixture
def municipality(functional, stage, stages, key_folder, clock) -> SampleMunicipality:
    """The sample municipality with a code in force, on a clock that stands still."""
    portal = functional["portal"]
    if stage:
        made = stages.made(stage).seen_from(portal)
    else:
        made = sample_municipality.build(portal)
        sample_municipality.bring_into_force(made)
    made.clock = clock
    return made


@pytest.fixture
def open_intake(municipality) -> SampleMunicipality:
    """The municipality with an open intake: every handler has a key."""
    return municipality


@pytest.fixture
def mail_server(municipality) -> Iterator[MailServer]:
    """A mail server to which the site sends; urgent mails are sent at once."""
    made = MailServer()
    made.set_up()
    transaction.commit()
    yield made.up()
    made.down()


@pytest.fixture
def staff(app, municipality) -> Staff:
    """The people of the municipality with a code in draft, and their browsers."""
    return Staff(app, municipality)


@pytest.fixture
def client(app, municipality) -> Client:
    """A client that sends whole requests to the site of the municipality."""
    return Client(app, municipality.portal)


@pytest.fixture
def locked_desk(client, municipality):
    """A handler at the desk with a locked vault: ``locked_desk("office")``."""
    return lambda name: HandlerClient(client, municipality, name)


@pytest.fixture
def open_desk(locked_desk):
    """A handler at the desk, with an open vault."""
    return lambda name: locked_desk(name).open()


@pytest.fixture
def desk_rest(client, municipality):
    """Send a request to an endpoint of the hub, with the token of an open vault."""
    hub = municipality.hub.absolute_url()

    def request(name, method, path, data=None, token=""):
        headers = {"X-Conduct-Vault": token} if token else {}
        return client.rest(name, method, f"{hub}/{path}", data, **headers)

    return request

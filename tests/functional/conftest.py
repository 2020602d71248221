"""The functional storey: Plone with the add-on installed."""

from collective.conduct.browser import urgent
from collective.conduct.core.errors import Missing
from collective.conduct.services.base import ConductService
from contextlib import suppress
from tests import layers
from tests import town
from tests.client import Client
from tests.functional.staff import Staff
from tests.town import stopped_clock
from zExceptions import NotFound

import pytest


def pytest_plugin_registered(plugin, manager) -> None:
    """See ``tests.layers``."""
    layers.register(manager)


@pytest.fixture(autouse=True, scope="session")
def keep_functional_layer(request) -> None:
    """Set the layer up once, not for every test."""
    request.getfixturevalue("functional_session")


@pytest.fixture(autouse=True)
def keep_letters(request, monkeypatch) -> None:
    """Let letters leave when a test says so, but where their leaving is tested.

    A thread that sends meets the test's own transactions, and is lost in a fork.
    """
    if request.module.__name__.rpartition(".")[2] not in ("test_post", "test_urgent"):
        monkeypatch.setattr(urgent, "_start", lambda *given: None)


@pytest.fixture(autouse=True)
def refusals_are_declared(monkeypatch):
    """Whatever an endpoint refuses with stands in the table of endpoints."""
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
def staff(functional):
    """The hub with its people on a day that does not pass."""
    with stopped_clock():
        yield Staff(functional)


@pytest.fixture
def built(functional, monkeypatch, tmp_path):
    """The town with one code in force, a clock that stands still, a home folder."""
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    with stopped_clock() as clock:
        made = town.build(functional["portal"])
        made.clock = clock
        made.document = town.adopted(made, "kod")
        made.edition = made.document["edition-1"]
        yield made


@pytest.fixture
def client(functional, built):
    """Whole requests to the site of the town."""
    return Client(functional["app"], functional["portal"])

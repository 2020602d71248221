"""Plone for the tests: the layers, and sites that are prepared once.

A plugin that the integration and functional tests share. ``zope.pytestlayer`` makes
the fixtures of a base layer once. In the conftest of one folder the other would not
see them, in both they would be set up twice; in the root conftest the unit tests
would import Plone. So whichever folder is collected first registers this module
for all.

A test says by the fixture ``stage`` with which site it begins (``BUILDERS``).
The first test builds and commits it; every test then works on a ``DemoStorage``
of its own above it, so that none sees what another wrote.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.testing import FIXTURE
from collective.conduct.testing import FUNCTIONAL_TESTING
from collective.conduct.testing import INTEGRATION_TESTING
from contextlib import contextmanager
from contextlib import nullcontext
from pathlib import Path
from plone.app.testing import ploneSite
from plone.testing import Layer
from plone.testing.zodb import stackDemoStorage
from tests.support import handlers
from tests.support import sample_municipality
from tests.support import staff_browser
from tests.support.sample_municipality import SampleMunicipality
from tests.support.sample_municipality import stopped_clock
from tests.support.sample_municipality import StoppedClock
from typing import Any
from zope.event import notify
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
from zope.pytestlayer import fixture
from zope.traversing.interfaces import BeforeTraverseEvent

import pytest
import shutil
import sys
import transaction


for _layer, _name in (
    (FUNCTIONAL_TESTING, "functional"),
    (INTEGRATION_TESTING, "integration"),
):
    globals().update(
        fixture.create(
            _layer,
            session_fixture_name=f"{_name}_session",
            class_fixture_name=f"{_name}_class",
            function_fixture_name=f"bare_{_name}",
        )
    )

# A stage: the one that it is built upon, and what is built.
BUILDERS: dict[str, tuple[str, Callable[[SampleMunicipality], Any]]] = {
    "people": ("", lambda municipality: None),
    "code in force": ("people", sample_municipality.bring_into_force),
    "draft": ("people", staff_browser.write_draft),
    "handlers with passphrases": ("code in force", handlers.appoint_with_passphrases),
    "handlers with raw keys": ("code in force", handlers.appoint_with_raw_keys),
}


def register(manager) -> None:
    """Make the fixtures known to every test of the session, once."""
    if not manager.has_plugin(__name__):
        manager.register(sys.modules[__name__], __name__)


class Stages:
    """The sites that were prepared in this process: databases and key folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shadow = Layer(bases=(FIXTURE,), name="Conduct:Stage")
        self._databases: dict[str, Any] = {}
        self._made: dict[str, SampleMunicipality] = {}

    def made(self, name: str) -> SampleMunicipality:
        """Return the municipality of a stage, without a connection to it."""
        return self._made[name]

    def home(self, name: str) -> Path:
        """Return the key folder of a stage."""
        return self.folder / name.replace(" ", "-")

    @contextmanager
    def used(self, name: str) -> Iterator[None]:
        """Let every database that is opened now start from a stage."""
        self._prepare(name)
        with self.standing_on(self._databases[name]):
            yield

    @contextmanager
    def standing_on(self, database) -> Iterator[None]:
        """Let every database that is opened now stand on another."""
        self._shadow["zodbDB"] = database
        try:
            yield
        finally:
            del self._shadow["zodbDB"]

    def _prepare(self, name: str) -> None:
        if name in self._databases:
            return
        base, build = BUILDERS[name]
        if base:
            self._prepare(base)
            shutil.copytree(self.home(base), self.home(name))
        else:
            self.home(name).mkdir(mode=0o700)
        below = self._databases[base] if base else FIXTURE["zodbDB"]
        database = stackDemoStorage(below, name=f"Stage: {name}")
        with self.standing_on(database), _building(self.home(name)) as portal:
            if base:
                municipality = self._made[base].seen_from(portal)
            else:
                municipality = sample_municipality.build(portal)
            build(municipality)
            self._made[name] = municipality.seen_from(None)
        self._databases[name] = database

    def close(self) -> None:
        """Close the databases, the uppermost first."""
        for database in reversed(self._databases.values()):
            database.close()


@contextmanager
def _building(home: Path) -> Iterator[Any]:
    """Open the site as a test sees it; what is written there is committed."""
    with pytest.MonkeyPatch.context() as patch, ploneSite() as portal:
        patch.setenv("CONDUCT_HOME", str(home))
        handlers.use_cheap_passphrases(patch)
        request = portal.REQUEST
        setRequest(request)
        try:
            portal.clearCurrentSkin()
            portal.setupCurrentSkin(request)
            notify(BeforeTraverseEvent(portal, request))
            with stopped_clock():
                yield portal
                transaction.commit()  # ploneSite itself would hide a failure
        finally:
            clearRequest()


@pytest.fixture(scope="session")
def stages(tmp_path_factory) -> Iterator[Stages]:
    """The prepared sites of this process."""
    made = Stages(tmp_path_factory.mktemp("stages"))
    yield made
    made.close()


@pytest.fixture
def on_stage(stage, stages) -> Iterator[None]:
    """Start the test's site from its stage; "" is a site without content of ours."""
    with stages.used(stage) if stage else nullcontext():
        yield


@pytest.fixture
def functional(functional_class, on_stage, bare_functional):
    """The layer of a functional test, on the stage of the test."""
    return bare_functional


@pytest.fixture
def integration(integration_class, on_stage, bare_integration):
    """The layer of an integration test, on the stage of the test."""
    return bare_integration


@pytest.fixture
def key_folder(stage, stages, monkeypatch, tmp_path) -> Path:
    """The key folder, as the stage has left it."""
    if stage:
        shutil.copytree(stages.home(stage), tmp_path, dirs_exist_ok=True)
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def clock() -> Iterator[StoppedClock]:
    """The clock of the site; it stands still unless a test advances it."""
    with stopped_clock() as stopped:
        yield stopped

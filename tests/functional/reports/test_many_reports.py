"""Two processes receive reports at the same moments: none is lost, none is shown."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.operations.reports.receiving import receive_report
from tests.support import canaries
from tests.support import handlers
from tests.support.submitting import submission
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component.hooks import setSite

import pytest
import transaction


ROUNDS = 60
TRIES = 1 + 3  # as Zope does: max_conflict_retries


class Process:
    """One process' view of the site, in transactions of its own."""

    def __init__(self, database: DB, site: str, name: str) -> None:
        self.manager, self.name = transaction.TransactionManager(), name
        self.connection = database.open(self.manager)
        self.portal = self.connection.root()["Application"][site]
        self.met: list[str] = []

    def begin(self, turn: int) -> None:
        """Receive a report, and do not commit yet."""
        self.manager.begin()
        setSite(self.portal)
        nonce = f"{self.name}{turn:031}"
        receive_report(submission("harassment", nonce, {"what": "ord"}))

    def commits(self) -> bool:
        """Whether it went through; what met is written down."""
        try:
            self.manager.commit()
        except ConflictError as problem:
            self.met.append(str(problem))
            self.manager.abort()
            return False
        return True


@pytest.fixture
def stage() -> str:
    """None: the storage of the test itself is read, so all must be written there."""
    return ""


@pytest.fixture
def two(functional, municipality, tmp_path, monkeypatch):
    """Two processes on one site, on a file: memory merges nothing."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(home))
    handlers.appoint_with_raw_keys(municipality)
    getUtility(IKeystore).half()
    transaction.commit()
    storage = functional["zodbDB"].storage
    canaries.written_out(storage, tmp_path, storage.iterator()).close()
    setSite(None)
    database = DB(
        FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    )
    made = [Process(database, municipality.portal.id, name) for name in "ab"]
    yield made
    setSite(None)
    for each in made:
        each.manager.abort()
        each.connection.close()
    database.close()
    setSite(municipality.portal)


def test_two_at_every_moment_and_none_is_lost_or_shown(two):
    one, other = two
    tries = []
    for turn in range(ROUNDS):
        one.begin(turn)
        other.begin(turn)
        assert one.commits()
        tries.append(1)
        while not other.commits():
            tries[-1] += 1
            other.begin(turn)
    other.manager.begin()
    setSite(other.portal)
    assert len([*getUtility(ICases).everything()]) == 2 * ROUNDS
    assert max(tries) <= TRIES
    assert len(other.met) <= ROUNDS // 10, other.met

"""Several processes on one ZEO server: few conflicts, and none that is shown.

The clients take turns by hand, so that the same transactions overlap in every
run; ``bench/zeo.py`` lets four real processes loose on a server.
"""

from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.storage.jobs import Lease
from collective.conduct.storage.ledger.ledger import Ledger
from collective.conduct.storage.registers.register import Register
from datetime import date
from ZODB.POSException import ConflictError

import hashlib
import pytest
import transaction
import ZEO


EDITION = hashlib.sha256(b"edition").hexdigest()
NOON = 1_800_000_000
WRITERS, ROUNDS = 4, 25
TRIES = 1 + 3  # as Zope does: max_conflict_retries
SINCE = date(2026, 10, 15)


class Client:
    """One process' view of the database."""

    def __init__(self, address) -> None:
        self.db = ZEO.DB(address, server_sync=True)
        self.manager = transaction.TransactionManager()
        self.connection = self.db.open(self.manager)

    @property
    def root(self):
        return self.connection.root()

    def begin(self) -> None:
        self.manager.begin()

    def commits(self) -> bool:
        """Whether the commit went through; a conflict is aborted."""
        try:
            self.manager.commit()
        except ConflictError:
            self.manager.abort()
            return False
        return True

    def close(self) -> None:
        self.manager.abort()
        self.connection.close()
        self.db.close()


@pytest.fixture
def clients(tmp_path):
    """Four clients of a server on a file: one in memory resolves no conflict."""
    address, stop = ZEO.server(path=str(tmp_path / "Data.fs"))
    made = [Client(address) for _ in range(WRITERS)]
    root = made[0].root
    root["ledger"], root["register"], root["lease"] = Ledger(), Register(), Lease()
    root["ledger"].open_edition(EDITION)
    assert made[0].commits()
    try:
        yield made
    finally:
        for each in made:
            each.close()
        stop()


def _together(clients, write) -> int:
    """Let all write in the same moment and the losers again; count who lost.

    More often than Zope tries again, nobody may lose.
    """
    lost, waiting = 0, clients
    for _ in range(TRIES):
        for client in waiting:
            client.begin()
            write(client)
        waiting = [client for client in waiting if not client.commits()]
        lost += len(waiting)
    assert not waiting
    return lost


def test_four_writers_who_answer_the_same_edition_seldom_meet(clients):
    people = iter(range(1000, 2_000_000_000, 7_654_321))
    lost = 0
    for _ in range(ROUNDS):
        own = {client: next(people) for client in clients}
        lost += _together(clients, lambda client, own=own: _answer(client, own))
    assert 100 * lost / (WRITERS * ROUNDS) < 5
    clients[0].begin()
    ledger = clients[0].root["ledger"]
    assert len(list(ledger.streams())) == WRITERS * ROUNDS
    assert ledger.differences() == []


def _answer(client, own) -> None:
    ledger = client.root["ledger"]
    ledger.append(own[client], "acknowledged", NOON, edition=EDITION, by=own[client])


def test_four_writers_of_the_registers_meet_only_where_a_tree_splits(clients):
    person = clients[0].root["register"].enrol(name="Ada Lind")
    assert clients[0].commits()
    lost = sum(
        _together(clients, lambda client: _record(client, person))
        for _ in range(ROUNDS)
    )
    clients[0].begin()
    rows = list(clients[0].root["register"].history())
    assert len({each.row for each in rows}) == len(rows) == WRITERS * ROUNDS
    splits = 2 * (WRITERS - 1)  # of a tree that grows to a hundred rows
    assert lost <= splits + 2  # and, once in a thousand, the same number


def _record(client, person) -> None:
    row = Mandate(person, "ks", "ordinary", "S", SINCE)
    client.root["register"].record(row, NOON)


def test_of_two_jobs_that_start_in_the_same_moment_one_has_the_lease(clients):
    told = {}

    def acquire(client):
        told[client] = client.root["lease"].acquire(str(id(client)), NOON, 60)

    first, second = clients[:2]
    assert _together([first, second], acquire) == 1
    assert sorted(told.values()) == [False, True]

"""The register on ZODB: what one connection remembers of it."""

from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.storage.registers.register import Register
from datetime import date
from ZODB.DemoStorage import DemoStorage

import pytest
import transaction
import ZODB


SINCE = date(2026, 1, 1)


class Desk:
    """A connection of its own, as another thread would have."""

    def __init__(self, db):
        self.manager = transaction.TransactionManager()
        self.root = db.open(self.manager).root()

    def begin(self):
        self.manager.begin()
        return self.root["register"]


@pytest.fixture
def db():
    database = ZODB.DB(DemoStorage())
    desk = Desk(database)
    desk.manager.begin()
    desk.root["register"] = Register()
    desk.root["people"] = [desk.root["register"].enrol(name=name) for name in "AB"]
    desk.manager.commit()
    yield database
    database.close()


def test_a_mandate_that_was_never_committed_is_forgotten(db):
    one, other = Desk(db), Desk(db)
    first, second = one.root["people"]
    register = one.begin()
    register.record(Mandate(first, "ks", "ordinary", start=SINCE), 0)
    assert register.roster().rows_of(first)
    one.manager.abort()
    other.begin().record(Mandate(second, "ks", "ordinary", start=SINCE), 0)
    other.manager.commit()
    roster = one.begin().roster()
    assert not roster.rows_of(first)
    assert roster.rows_of(second)


def test_a_second_try_does_not_see_the_first(db):
    desk = Desk(db)
    first, second = desk.root["people"]
    desk.begin().record(Mandate(first, "ks", "ordinary", start=SINCE), 0)
    assert desk.root["register"].roster().rows_of(first)
    desk.manager.abort()
    register = desk.begin()
    register.record(Mandate(second, "ks", "ordinary", start=SINCE), 0)
    assert [row.person for row in register.roster().rows] == [second]


def test_who_gets_a_deleted_account_name_is_somebody_else():
    register = Register()
    before = register.enrol("anna", "Anna Lind")
    register.retire("anna")
    assert register.person_of("anna") is None
    assert register.person(before).userid is None
    assert register.enrol("anna", "Anna Berg") != before

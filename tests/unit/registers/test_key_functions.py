"""Every row of a function that needs a key is announced, however it is written (T1)."""

from collective.conduct.core.registers.events import KeyFunctionChanged
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.storage.registers.register import Register
from datetime import date

import pytest
import zope.event


SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def announced(monkeypatch) -> list[KeyFunctionChanged]:
    found: list[KeyFunctionChanged] = []
    monkeypatch.setattr(zope.event, "subscribers", [found.append])
    return found


def test_what_is_recorded_ended_and_closed_is_announced(announced):
    register = Register()
    person = register.enrol(None, "Mallory")
    number = register.record(Function(person, "hr", start=SINCE), 1)
    register.end(number, UNTIL, 2)
    (ended,) = register.roster().rows
    register.close(ended.row, 3)
    register.close(ended.row, 4)  # closed already
    told = [(each.before and each.before.end, each.after) for each in announced]
    assert [bool(each.before) for each in announced] == [False, True, True]
    assert [bool(after) for _end, after in told] == [True, True, False]
    assert announced[1].after.end == UNTIL
    assert {each.row.person for each in announced} == {person}


def test_other_rows_are_nobodys_business(announced):
    register = Register()
    person = register.enrol(None, "Anna")
    register.record(Function(person, "secretary", start=SINCE), 1)
    register.record(Mandate(person, "kf", "ordinary", start=SINCE), 1)
    assert announced == []

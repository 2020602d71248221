"""Seven days and three months: leap days, ends of months, never twice (S26)."""

from collective.conduct.core.clocks import clocks
from collective.conduct.core.clocks import months_later
from collective.conduct.core.clocks import next_due
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("received", "confirmed", "expected"),
    [
        # by the seventh day when nobody has confirmed
        (date(2027, 3, 1), None, (date(2027, 3, 8), date(2027, 6, 8))),
        # from the confirmation when there was one
        (date(2027, 3, 1), date(2027, 3, 3), (date(2027, 3, 8), date(2027, 6, 3))),
        # a late confirmation prolongs nothing
        (date(2027, 3, 1), date(2027, 5, 1), (date(2027, 3, 8), date(2027, 6, 8))),
        # over the leap day, and from it
        (date(2028, 2, 22), None, (date(2028, 2, 29), date(2028, 5, 29))),
        # three months from 30 November end with February
        (date(2027, 11, 23), None, (date(2027, 11, 30), date(2028, 2, 29))),
        (date(2026, 11, 23), None, (date(2026, 11, 30), date(2027, 2, 28))),
        # over the change to summer time: days are days
        (date(2027, 3, 27), None, (date(2027, 4, 3), date(2027, 7, 3))),
    ],
)
def test_by_when_what_is_promised(received, confirmed, expected):
    assert tuple(each.due for each in clocks(received, confirmed)) == expected


@given(received=DAYS, wait=st.integers(0, 400), further=st.integers(0, 400))
def test_a_clock_is_told_of_in_order_and_stops_when_it_is_met(received, wait, further):
    confirmed = received + timedelta(wait)
    answered = confirmed + timedelta(further)
    running, met = clocks(received), clocks(received, confirmed, answered)
    for clock in running:
        days = [clock.due + timedelta(each) for each in range(-5, 5)]
        told = [clock.rung(day) for day in days]
        assert told == [""] * 3 + ["soon"] * 3 + ["late"] * 4
        assert [clock.is_late(day) for day in days] == [False] * 6 + [True] * 4
    for clock in met:
        assert not clock.rung(date(2050, 1, 1)) and not clock.is_late(date(2050, 1, 1))
    assert next_due(met) is None
    assert next_due(running) == running[0]
    assert running[0].due < running[1].due and met[1].due <= running[1].due


@given(received=DAYS, wait=st.integers(0, 400))
def test_an_answer_confirms_too(received, wait):
    said = received + timedelta(wait)
    assert [each.met for each in clocks(received, None, said)] == [said, said]


@given(day=DAYS, months=st.integers(0, 60))
def test_months_are_those_of_the_calendar(day, months):
    found = months_later(day, months)
    passed = (found.year - day.year) * 12 + found.month - day.month
    assert passed == months and found.day <= day.day
    assert found.day == day.day or (found + timedelta(1)).day == 1

"""What was known is never rewritten: any sequence of writes, any day asked."""

from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Person
from collective.conduct.storage.registers.register import PERSON as FORMAT
from collective.conduct.storage.registers.register import Register
from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st


SINCE = date(2026, 1, 1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "close", "end", "correct"]),
        st.integers(0, 30),  # which row, or which day
        st.integers(-5, 20),  # seconds since the step before: a clock may go back
    ),
    max_size=25,
)


def perform(register, step, number, at):
    """Do one step as the operations do it."""
    rows = register.roster().rows
    if step == "record" or not rows:
        day = SINCE + timedelta(number)
        register.record(Mandate(PERSON, f"b{number}", "ordinary", start=day), at)
        return
    row = rows[number % len(rows)]
    if step == "end":
        register.end(row.row, row.start + timedelta(number), at)
        return
    register.close(row.row, at)
    if step == "correct":
        register.record(replace(row, party="C"), at)


PERSON = 7


def started():
    register = Register()
    register._people[PERSON] = FORMAT.pack(Person(PERSON, "A"))
    return register


def told(register, known):
    """What was known then; that it was corrected later is not part of it."""
    return [replace(row, known_to=None) for row in register.roster(known).rows]


@given(STEPS)
def test_no_later_write_changes_what_was_known_before(steps):
    register, at, kept = started(), 1000, {}
    for step, number, seconds in steps:
        at += seconds
        perform(register, step, number, at)
        at = max(at, register._latest)
        for known, rows in kept.items():
            assert told(register, known) == rows
        # What is known in a second is settled when that second is over.
        kept = {known: rows for known, rows in kept.items() if known < at}
        kept[at - 1] = told(register, at - 1)


@given(STEPS)
def test_what_is_known_at_last_is_what_holds_now(steps):
    register, at = started(), 1000
    for step, number, seconds in steps:
        at += seconds
        perform(register, step, number, at)
    assert {row.row for row in register.roster(register._latest).rows} == {
        row.row for row in register.roster().rows
    }


@given(STEPS)
def test_rows_are_added_and_closed_and_nothing_else_of_them_changes(steps):
    register, at, before = started(), 1000, {}
    for step, number, seconds in steps:
        at += seconds
        perform(register, step, number, at)
        now = {row.row: row for row in register.history()}
        assert set(before) <= set(now)
        for number_, row in before.items():
            closed = now[number_].known_to
            assert now[number_] == replace(row, known_to=closed)
            assert row.known_to in (None, closed)
        before = now


def test_who_held_office_on_a_day_as_it_was_known_on_another():
    register = started()
    row = register.record(Mandate(PERSON, "ks", "ordinary", start=SINCE), 100)
    register.end(row, date(2026, 2, 1), 200)
    march = date(2026, 3, 1)
    assert register.roster(50).rows_of(PERSON, march) == ()
    assert register.roster(150).rows_of(PERSON, march)
    assert register.roster(250).rows_of(PERSON, march) == ()
    assert register.roster().rows_of(PERSON, date(2026, 1, 15))

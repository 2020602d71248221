"""Seven days and three months: leap days, ends of months, never twice (S26)."""

from collective.conduct.core.cases import deadlines as core
from collective.conduct.core.cases.deadlines import DeadlineRule
from collective.conduct.core.cases.deadlines import LINES
from collective.conduct.core.cases.deadlines import months_later
from collective.conduct.core.cases.deadlines import next_due
from collective.conduct.core.cases.deadlines import PROMISED
from collective.conduct.core.cases.deadlines import terms_of
from collective.conduct.core.cases.deadlines import Timeline
from datetime import date
from datetime import timedelta
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

import pytest


def clocks(received, confirmed=None, answered=None, **more):
    """The two clocks that are promised everywhere."""
    return core.clocks(PROMISED, Timeline(received, confirmed, answered, **more))


def weekend(day) -> bool:
    return day.weekday() > 4


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
        told = [clock.reminder_step(day) for day in days]
        assert told == [""] * 3 + ["soon"] * 3 + ["late"] * 4
        assert [clock.is_late(day) for day in days] == [False] * 6 + [True] * 4
    for clock in met:
        assert not clock.reminder_step(date(2050, 1, 1)) and not clock.is_late(
            date(2050, 1, 1)
        )
    assert next_due(met) is None
    assert next_due(running) == running[0]
    assert running[0].due < running[1].due and met[1].due <= running[1].due


@given(received=DAYS, wait=st.integers(0, 400))
def test_an_answer_confirms_too(received, wait):
    said = received + timedelta(wait)
    assert [each.met_on for each in clocks(received, None, said)] == [said, said]


@given(day=DAYS, months=st.integers(0, 60))
@example(day=date(2027, 8, 31), months=2)  # to the end of a longer month
@example(day=date(2027, 8, 31), months=6)  # to a leap day
def test_months_are_those_of_the_calendar(day, months):
    found = months_later(day, months)
    passed = (found.year - day.year) * 12 + found.month - day.month
    assert passed == months and found.day <= day.day
    assert found.day == day.day or (found + timedelta(1)).day == 1


@given(received=DAYS, rest=st.integers(0, 6), length=st.integers(0, 400))
def test_what_rests_is_added_and_nothing_is_late_meanwhile(received, rest, length):
    first = received + timedelta(rest)
    last = first + timedelta(length)
    plain = clocks(received)
    now, after = (clocks(received, pauses=((first, end),)) for end in (None, last))
    assert all(each.paused and not each.is_late(date(2100, 1, 1)) for each in now)
    assert next_due(now) is None and not any(each.reminder_step(last) for each in now)
    assert after[0].due == plain[0].due + timedelta(length) and not after[0].paused
    assert after[1].due >= plain[1].due


def test_a_pause_after_the_end_excuses_nothing():
    received = date(2027, 3, 1)
    late = clocks(received, pauses=((date(2027, 3, 20), None),))[0]
    assert late.is_late(date(2027, 3, 21)) and late.due == date(2027, 3, 8)


def test_the_answer_can_be_put_off_and_is_not_brought_forward():
    received = date(2027, 3, 1)
    for until, due in (
        (date(2027, 9, 1), date(2027, 9, 1)),
        (date(2027, 4, 1), date(2027, 6, 8)),
    ):
        found = clocks(received, extended=until)
        assert [each.due for each in found] == [date(2027, 3, 8), due]


@given(day=DAYS, days=st.integers(1, 40))
def test_days_of_work_leave_out_what_is_off(day, days):
    terms = (DeadlineRule("contact", days, "working_days"), *PROMISED)
    found = core.clocks(terms, Timeline(day), weekend)
    assert not any(weekend(each.due) for each in found)
    between = (day + timedelta(each + 1) for each in range((found[0].due - day).days))
    assert sum(1 for each in between if not weekend(each)) == days


def test_a_short_clock_is_not_told_of_on_its_first_day():
    day = date(2027, 3, 1)
    contact = core.clocks((DeadlineRule("contact", 1),), Timeline(day))[0]
    told = [contact.reminder_step(day + timedelta(each)) for each in range(3)]
    assert told == ["", "soon", "late"]


def test_the_lines_that_a_site_starts_with():
    known = terms_of(LINES)
    assert known["*"] == (*PROMISED, DeadlineRule("relay", 7))
    assert {each.kind for each in known["threats"]} == {
        "relay",
        "contact",
        "confirmation",
        "answer",
    }
    off = terms_of(["* answer 3 months", "code answer 0 days"])
    assert core.clocks(off["code"], Timeline(date(2027, 3, 1))) == ()


def test_the_longest_and_the_shortest_deadline_can_be_written():
    lines = ["* answer 1000 days", "* contact 0 days"]
    assert terms_of(lines)["*"] == (
        DeadlineRule("answer", 1000),
        DeadlineRule("contact", 0),
    )
    with pytest.raises(ValueError):
        terms_of(["* answer 1001 days"])


def test_a_procedure_has_rules_where_there_are_none_for_all():
    rule = DeadlineRule("contact", 1)
    found = terms_of(["threats contact 1 days"])
    assert found == {"threats": (rule,), "*": ()}
    assert terms_of([]) == {"*": ()}


def test_a_line_that_is_refused_is_named():
    with pytest.raises(ValueError, match=r"^code answer 3 weeks$"):
        terms_of(["* answer 3 days", "code answer 3 weeks"])


def test_without_a_confirmation_the_answer_runs_from_the_report():
    received = date(2027, 3, 1)
    alone = (DeadlineRule("answer", 3, "months"),)
    assert core.clocks(alone, Timeline(received))[0].due == date(2027, 6, 1)


def test_what_a_leader_was_told_moves_no_other_deadline():
    told, received = date(2027, 3, 1), date(2027, 3, 5)
    found = core.clocks(PROMISED, Timeline(received, told=told))
    assert [each.since for each in found] == [received, date(2027, 3, 12)]


def test_each_unit_is_counted_in_its_own_way():
    friday = date(2027, 3, 5)
    for unit, due in (
        ("days", date(2027, 3, 7)),
        ("working_days", date(2027, 3, 9)),
        ("months", date(2027, 5, 5)),
    ):
        rule = DeadlineRule("contact", 2, unit)
        found = core.clocks([rule], Timeline(friday), lambda day: day.weekday() == 5)
        wanted = date(2027, 3, 8) if unit == "working_days" else due
        assert found[0].due == wanted, unit


def test_a_day_off_at_the_end_moves_it_to_the_next_that_is_none():
    off = {date(2027, 3, 8), date(2027, 3, 9)}
    asked = []

    def holiday(day):
        asked.append(day)
        assert len(asked) < 50, "it never ends"
        return day in off

    found = core.clocks(PROMISED[:1], Timeline(date(2027, 3, 1)), holiday)
    assert found[0].due == date(2027, 3, 10)


def test_a_pause_on_the_last_day_counts_and_one_after_it_leaves_the_others():
    received = date(2027, 3, 1)
    last = ((date(2027, 3, 8), date(2027, 3, 10)),)
    assert clocks(received, pauses=last)[0].due == date(2027, 3, 10)
    late = ((date(2027, 4, 1), date(2027, 4, 9)), (date(2027, 3, 2), date(2027, 3, 4)))
    assert clocks(received, pauses=late)[0].due == date(2027, 3, 10)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "threats",
        "* answer 3",
        "* reply 3 days",
        "* answer x days",
        "* answer -1 days",
    ]
    + ["* answer 3 weeks", "* answer 3 days more", "* answer 9999 days"],
)
def test_a_line_that_is_no_deadline(line):
    with pytest.raises(ValueError):
        terms_of([line])


def test_what_a_leader_passes_on_was_in_time_or_late():
    terms = (*PROMISED, DeadlineRule("relay", 7))
    told = date(2027, 3, 1)
    for day, late in ((date(2027, 3, 8), False), (date(2027, 3, 9), True)):
        relay = core.clocks(terms, Timeline(day, told=told))[0]
        assert (relay.kind, relay.due, relay.was_late) == (
            "relay",
            date(2027, 3, 8),
            late,
        )
        assert not relay.is_late(date(2030, 1, 1)), "it stopped when it came in"
    assert core.clocks(terms, Timeline(told))[0].kind == "confirmation"

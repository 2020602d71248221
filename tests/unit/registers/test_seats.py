"""What a row may say beside the others, and what changes when rows end."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.registers.mandate_rules import after
from collective.conduct.core.registers.mandate_rules import check
from collective.conduct.core.registers.mandate_rules import check_end
from collective.conduct.core.registers.mandate_rules import ending
from collective.conduct.core.registers.mandate_rules import last_second
from collective.conduct.core.registers.mandate_rules import leaders
from collective.conduct.core.registers.mandate_rules import of_term
from collective.conduct.core.registers.mandate_rules import resembling
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Roster
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from zoneinfo import ZoneInfo

import pytest


START, END, TODAY = date(2022, 10, 15), date(2026, 10, 14), date(2026, 9, 1)
SEAT = Mandate(1, "kf", "ordinary", "S", START)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (replace(SEAT, start=None), "date_missing"),
        (replace(SEAT, end=START - timedelta(1)), "ends_before_start"),
        (replace(SEAT, start=date.min), "day_far"),
        (replace(SEAT, end=date.max), "day_far"),
        (replace(SEAT, office="king"), "office_unknown"),
        (replace(SEAT, office="group_leader", party=""), "leader_without_party"),
        (replace(SEAT, extent=101), "extent"),
        (replace(SEAT, extent=-1), "extent"),
        (replace(SEAT, party="x" * 201), "too_long"),
        (replace(SEAT, source="x" * 201), "too_long"),
        (Function(1, "jester", start=START), "function_unknown"),
    ],
)
def test_what_is_wrong_with_a_row_has_a_name(row, code):
    with pytest.raises(ConductError) as refusal:
        check(row, ())
    assert refusal.value.code == code


def test_the_same_office_twice_on_one_day_is_refused():
    for other in (
        replace(SEAT, row=7),
        replace(SEAT, party="M", start=END, end=None),
        replace(SEAT, start=date(2020, 1, 1), end=START),
    ):
        with pytest.raises(ConductError) as refusal:
            check(SEAT, [other])
        assert refusal.value.code == "overlap"


def test_several_offices_bodies_or_times_do_not_overlap():
    check(
        replace(SEAT, end=END),
        [
            replace(SEAT, office="group_leader"),
            replace(SEAT, office="chair"),
            replace(SEAT, body="ks"),
            replace(SEAT, person=2),
            replace(SEAT, start=END + timedelta(1)),
            Function(1, "employee", "kf", start=START),
        ],
    )


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_rows_overlap_when_some_day_is_in_both(first, last, other_first, other):
    one, two = sorted((first, last)), sorted((other_first, other))
    meet = max(one[0], two[0]) <= min(one[1], two[1])
    row = replace(SEAT, start=one[0], end=one[1])
    try:
        check(row, [replace(SEAT, start=two[0], end=two[1])])
    except ConductError:
        assert meet
    else:
        assert not meet


@pytest.mark.parametrize(
    ("party", "near"),
    [
        ("Moderatena", "Moderaterna"),
        ("moderaterna", "Moderaterna"),
        ("s", "S"),
        ("Moderaterna", ""),
        ("SD", ""),
        ("Ängens vänner", ""),
        ("", ""),
    ],
)
def test_a_new_party_is_compared_with_those_that_are_known(party, near):
    assert resembling(party, ["S", "Moderaterna", "Vänsterpartiet", ""]) == near


@given(DAYS, st.sampled_from(["UTC", "Europe/Stockholm", "Pacific/Auckland"]))
def test_the_last_second_of_a_day_is_followed_by_the_next_day(day, name):
    def day_of(seconds):
        return datetime.fromtimestamp(seconds, ZoneInfo(name)).date()

    last = last_second(day, day_of)
    assert day_of(last) == day
    assert day_of(last + 1) == day + timedelta(1)


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (None, "date_missing"),
        (START - timedelta(1), "ends_before_start"),
        (END, "ends_already"),
        (END + timedelta(9), "ends_already"),
        (date.min, "day_far"),
        (date.max, "day_far"),
    ],
)
def test_a_row_is_cut_and_never_prolonged_by_ending_it(last, code):
    with pytest.raises(ConductError) as refusal:
        check_end(replace(SEAT, end=END), last)
    assert refusal.value.code == code
    check_end(replace(SEAT, end=END), START)


def council():
    """Two of S with a leader, one without a party, one who sits in two bodies."""
    rows = [
        SEAT,
        replace(SEAT, person=2, office="group_leader"),
        replace(SEAT, person=3, party=""),
        replace(SEAT, person=3, body="ks", party=""),
        replace(SEAT, person=4, start=END + timedelta(1)),
        replace(SEAT, person=5, end=date(2024, 1, 1)),
        replace(SEAT, person=6, office="candidate"),
        Function(7, "secretary", "kf", start=START),
    ]
    return Roster(replace(row, row=number) for number, row in enumerate(rows, 1))


def test_a_term_ends_the_seats_of_one_body_and_nothing_else():
    assert [row.person for row in of_term(council(), "kf", END)] == [1, 2, 3]
    assert of_term(council(), "bun", END) == []


def test_the_end_of_a_term_says_who_leaves_and_who_loses_which_role():
    roster = council()
    made = ending(roster, of_term(roster, "kf", END), END, TODAY)
    assert made.day == END + timedelta(1)
    assert made.numbers == (1, 2, 3)
    assert made.leaving == {1, 2, 3}
    assert made.lost == {1: {"official"}, 2: {"official", "leader"}}


def test_a_group_that_keeps_members_without_a_leader_is_named():
    roster = council()
    made = ending(roster, [roster.rows[1]], TODAY, TODAY)
    assert made.leaderless == (("kf", "S"),)
    assert ending(roster, [roster.rows[0]], TODAY, TODAY).leaderless == ()


def test_an_end_in_the_past_shows_today():
    roster = council()
    assert ending(roster, [roster.rows[0]], START, TODAY).day == TODAY


@given(st.sets(st.integers(1, 8)), DAYS)
def test_who_loses_nothing_in_a_preview_loses_nothing_by_the_deed(numbers, last):
    roster = council()
    rows = [row for row in roster.rows if row.row in numbers and row.start <= last]
    made = ending(roster, rows, last, TODAY)
    left = after(roster, rows, last)
    for person in range(1, 9):
        gone = roster.roles_of(person, made.day) - left.roles_of(person, made.day)
        assert made.lost.get(person, frozenset()) == gone


def test_each_assembly_has_its_own_leader_and_no_party_has_none():
    roster = Roster(
        [
            SEAT,
            replace(SEAT, body="region"),
            replace(SEAT, body="ks", party=""),
            replace(SEAT, person=2, office="group_leader"),
            replace(SEAT, person=3, body="region", office="group_leader"),
            replace(SEAT, person=4, office="group_leader", party="M"),
        ]
    )
    assert leaders(roster, 1, TODAY) == {
        ("kf", "S"): [2],
        ("ks", ""): [],
        ("region", "S"): [3],
    }

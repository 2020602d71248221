"""Who receives a report: never somebody who is out, always somebody if there is one."""

from collective.conduct.core.cases.recipients import barred
from collective.conduct.core.cases.recipients import barred_of
from collective.conduct.core.cases.recipients import FALLBACK
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.cases.recipients import lines_of
from collective.conduct.core.cases.recipients import MAY_NOT_HANDLE
from collective.conduct.core.cases.recipients import recipients
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.core.registers.mandates import Roster
from datetime import date
from hypothesis import given
from hypothesis import strategies as st

import pytest


DAY = date(2027, 3, 10)
SINCE = date(2026, 1, 1)
NOBODY: frozenset[int] = frozenset()


def holds(person: int, function: str, substitute: bool = False, end=None) -> Function:
    return Function(person, function, "", substitute, SINCE, end)


def got(rows, form="harassment", about=NOBODY, out=NOBODY, keyed=None):
    people = frozenset(row.person for row in rows) if keyed is None else keyed
    found = recipients(Roster(rows), DAY, FORMS[form].to, about, out, lambda _f: people)
    return [(each.person, each.function, each.substitute) for each in found]


OFFICE = [
    holds(1, "hr"),
    holds(2, "municipal_secretary"),
    holds(3, "head_of_office"),
    holds(4, "hr", substitute=True),
    holds(9, "legal"),
]


def test_the_holders_of_the_functions_receive_it():
    assert [each[0] for each in got(OFFICE)] == [1, 2, 3]


def test_a_person_concerned_is_out_and_a_substitute_comes_in():
    assert got(OFFICE, about=frozenset({1})) == [
        (4, "hr", True),
        (2, "municipal_secretary", False),
        (3, "head_of_office", False),
    ]


def test_a_named_witness_is_out_too():
    assert 2 not in [each[0] for each in got(OFFICE, out=frozenset({2}))]


def test_nobody_without_a_key_is_offered():
    keyed = frozenset({1, 2})
    assert [each[0] for each in got(OFFICE, keyed=keyed)] == [1, 2]


def test_who_answers_to_the_person_concerned_does_not_handle_it():
    rows = [*OFFICE, holds(8, "chief_executive")]
    assert got(rows, about=frozenset({8})) == [(9, "legal", False)]


def test_an_office_bars_a_function_too():
    rows = [Mandate(5, "ks", "commissioner", "S", SINCE), holds(8, "chief_executive")]
    assert barred(Roster(rows), DAY, [5], MAY_NOT_HANDLE) == {"chief_executive"}


def test_the_table_is_read_from_lines_and_written_as_lines():
    lines = ["head_of_office: hr  municipal_secretary", "commissioner :legal"]
    table = barred_of(lines)
    assert table == {
        "head_of_office": {"hr", "municipal_secretary"},
        "commissioner": {"legal"},
    }
    told = ["head_of_office: hr municipal_secretary", "commissioner: legal"]
    assert lines_of(table) == told
    assert barred_of(lines_of(MAY_NOT_HANDLE)) == MAY_NOT_HANDLE
    assert barred_of([]) == {}


def test_two_lines_of_one_office_add_up():
    lines = ["head_of_office: hr", "head_of_office: legal"]
    assert barred_of(lines) == {"head_of_office": {"hr", "legal"}}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "head_of_office",
        "head_of_office:",
        ": hr",
        "nobody: hr",
        "head_of_office: hr nobody",
        "head_of_office: commissioner",  # an office handles nothing
        "head_of_office: hr: legal",
    ],
)
def test_a_line_that_is_no_row_of_the_table_is_refused_and_named(line):
    with pytest.raises(ValueError) as told:
        barred_of(["commissioner: hr", line])
    assert told.value.args == (line,)


def test_all_people_concerned_close_their_functions():
    rows = [holds(7, "chief_executive"), holds(8, "head_of_office")]
    found = barred(Roster(rows), DAY, [7, 8], MAY_NOT_HANDLE)
    assert found == barred(Roster(rows), DAY, [8, 7], MAY_NOT_HANDLE)
    assert found == {"hr", "head_of_office", "municipal_secretary"}
    two = {"chief_executive": frozenset({"hr"}), "head_of_office": frozenset({"legal"})}
    for people in ([7, 8], [8, 7]):
        assert barred(Roster(rows), DAY, people, two) == {"hr", "legal"}


def test_who_left_an_office_closes_nothing():
    rows = [*OFFICE, holds(8, "chief_executive", end=date(2027, 3, 9))]
    assert barred(Roster(rows), DAY, [8], MAY_NOT_HANDLE) == frozenset()
    assert [each[0] for each in got(rows, about=frozenset({8}))] == [1, 2, 3]


def test_a_key_counts_for_the_function_that_it_is_confirmed_for():
    keys = {"hr": frozenset({1}), "municipal_secretary": frozenset({3})}
    found = recipients(
        Roster(OFFICE),
        DAY,
        FORMS["harassment"].to,
        NOBODY,
        NOBODY,
        lambda function: keys.get(function, NOBODY),
    )
    assert [each.person for each in found] == [1]
    last = recipients(
        Roster(OFFICE),
        DAY,
        FORMS["harassment"].to,
        NOBODY,
        NOBODY,
        lambda function: frozenset({9}) if function == "legal" else NOBODY,
    )
    assert [each.person for each in last] == [9]


def test_who_held_a_function_before_does_not_receive_it_by_another():
    rows = [holds(1, "hr", end=date(2027, 3, 9)), holds(1, "legal"), holds(2, "hr")]
    assert got(rows) == [(2, "hr", False)]
    again = [*rows, holds(1, "hr", substitute=True)]
    assert got(again) == [(2, "hr", False)]


def test_who_holds_it_for_one_body_alone_does_not_receive_it():
    rows = [Function(1, "hr", "ks", False, SINCE, None), holds(2, "hr")]
    assert got(rows) == [(2, "hr", False)]


def test_no_substitute_comes_in_while_all_holders_are_there():
    assert got(OFFICE, keyed=frozenset({1, 4})) == [(1, "hr", False)]


def test_a_substitute_who_is_away_does_not_come_in_beside_the_holder():
    ways = {
        away: [
            each.person
            for each in recipients(
                Roster(OFFICE),
                DAY,
                ("hr",),
                NOBODY,
                NOBODY,
                lambda _f: frozenset({1, 4}),
                MAY_NOT_HANDLE,
                frozenset({away}),
            )
        ]
        for away in (4, 1, 2)
    }
    assert ways == {4: [1], 1: [1, 4], 2: [1]}


def test_where_nobody_is_left_the_fallback_receives_it():
    everybody = frozenset({1, 2, 3, 4})
    assert got(OFFICE, about=everybody) == [(9, "legal", False)]


def test_one_person_with_two_functions_receives_it_once():
    rows = [holds(1, "hr"), holds(1, "municipal_secretary")]
    assert got(rows) == [(1, "hr", False)]


def test_who_left_office_receives_nothing():
    assert got([holds(1, "hr", end=date(2027, 3, 9))]) == []


def test_the_tables_name_functions_and_offices_that_exist():
    known = {*FUNCTIONS, *OFFICES}
    assert set(MAY_NOT_HANDLE) <= known and set(FALLBACK) <= set(FUNCTIONS)
    for functions in (*MAY_NOT_HANDLE.values(), *(form.to for form in FORMS.values())):
        assert set(functions) <= set(FUNCTIONS)


functions = st.sampled_from(sorted(FUNCTIONS))
rows = st.lists(
    st.one_of(
        st.builds(holds, st.integers(1, 9), functions, st.booleans()),
        st.builds(
            lambda person, office: Mandate(person, "ks", office, "S", SINCE),
            st.integers(1, 9),
            st.sampled_from(OFFICES),
        ),
    ),
    max_size=15,
)
some = st.frozensets(st.integers(1, 9), max_size=4)


@given(rows, some, some, some, st.sampled_from(sorted(FORMS)))
def test_nobody_who_is_out_ever_receives_anything(rows, about, out, keyed, form):
    roster = Roster(rows)
    closed = barred(roster, DAY, about, MAY_NOT_HANDLE)
    for person, function, _substitute in got(rows, form, about, out, keyed):
        assert person in keyed - about - out
        assert function not in closed


@given(rows, some, some, some, some, st.sampled_from(sorted(FORMS)))
def test_who_is_away_takes_nobody_out_and_lets_in_substitutes_alone(
    rows, about, out, keyed, away, form
):
    ways = [
        recipients(
            Roster(rows),
            DAY,
            FORMS[form].to,
            about,
            out,
            lambda _f: keyed,
            MAY_NOT_HANDLE,
            who,
        )
        for who in (frozenset(), away)
    ]
    usual, then = ({each.person for each in found} for found in ways)
    assert usual <= then and not then & (about | out)
    known = {each.person: each for each in ways[1]}
    assert all(known[person].substitute for person in then - usual)


@given(rows, some, some, some, st.sampled_from(sorted(FORMS)))
def test_somebody_receives_it_as_long_as_somebody_can(rows, about, out, keyed, form):
    closed = barred(Roster(rows), DAY, about, MAY_NOT_HANDLE)
    able = [
        row
        for row in rows
        if isinstance(row, Function)
        and row.function in {*FORMS[form].to, *FALLBACK} - closed
        and row.person in keyed - about - out
    ]
    assert bool(got(rows, form, about, out, keyed)) == bool(able)

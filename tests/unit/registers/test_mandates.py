"""Groups and roles follow the rows of the day."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import valid
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st


FIRST = date(2026, 1, 1)
LAST = date(2026, 12, 31)
SEAT = Mandate(1, "council", "ordinary", "Lyktan", FIRST, LAST)


def test_first_and_last_day_of_a_mandate_count():
    assert valid(SEAT, FIRST) and valid(SEAT, LAST)
    assert not valid(SEAT, FIRST - timedelta(1))
    assert not valid(SEAT, LAST + timedelta(1))


def test_a_mandate_puts_its_person_in_body_party_and_officials():
    groups = Roster([SEAT]).groups_of(1, FIRST)
    assert groups == (
        "conduct:body:council",
        "conduct:officials",
        "conduct:party:council:Lyktan",
    )


def test_a_member_without_party_is_in_no_party_group():
    seat = Mandate(1, "council", "ordinary", "", FIRST)
    assert Roster([seat]).groups_of(1, FIRST) == (
        "conduct:body:council",
        OFFICIALS,
    )


def test_after_the_last_day_nothing_is_left():
    roster = Roster([SEAT])
    after = LAST + timedelta(1)
    assert roster.groups_of(1, after) == ()
    assert roster.roles_of(1, after) == frozenset()
    assert roster.groups(after) == {}


def test_a_group_leader_is_an_official_too():
    lead = Mandate(1, "council", "group_leader", "Lyktan", FIRST)
    roster = Roster([lead])
    assert roster.roles_of(1, FIRST) == {"leader", "official"}
    assert roster.led_by(1, FIRST) == {("council", "Lyktan")}


def test_one_person_can_lead_two_groups_in_two_assemblies():
    rows = [
        Mandate(1, "council", "group_leader", "Lyktan", FIRST),
        Mandate(1, "region", "group_leader", "Lyktan", FIRST),
    ]
    assert len(Roster(rows).led_by(1, FIRST)) == 2


def test_a_function_makes_its_group_and_role_but_no_official():
    row = Function(2, "secretary", "council", start=FIRST)
    roster = Roster([row])
    assert roster.roles_of(2, FIRST) == {"participant", "secretary"}
    assert roster.bodies_of(2, FIRST) == {"council"}
    assert OFFICIALS not in roster.groups(FIRST)


def test_three_roles_of_one_person_are_one_member_of_officials():
    rows = [SEAT, Mandate(1, "board", "chair", "Lyktan", FIRST)]
    assert Roster(rows).groups(FIRST)[OFFICIALS] == {1}


DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from("abc"), DAYS, DAYS), max_size=12
    ),
    DAYS,
)
def test_groups_and_persons_tell_the_same(rows, day):
    made = [
        Mandate(who, body, "ordinary", "", min(one, two), max(one, two))
        for who, body, one, two in rows
    ]
    roster = Roster(made)
    groups = roster.groups(day)
    for person in range(1, 6):
        mine = set(roster.groups_of(person, day))
        assert mine == {name for name, who in groups.items() if person in who}

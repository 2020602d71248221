"""Who has answered, who has not, and whose names somebody sees."""

from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.answers.coverage import grouped
from collective.conduct.core.answers.coverage import lines
from collective.conduct.core.answers.coverage import NONE_YET
from collective.conduct.core.answers.coverage import ordered
from collective.conduct.core.answers.coverage import Scope
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.registers.mandates import Mandate
from datetime import date
from hypothesis import given
from hypothesis import strategies as st


ALL = Scope(everything=True)
NAMES = {1: "Ada", 2: "bo", 3: "Cia"}
SEATS = [
    Mandate(1, "council", "chair", "Lyktan", date(2026, 1, 1)),
    Mandate(1, "board", "ordinary", "Lyktan", date(2026, 1, 1)),
    Mandate(2, "council", "ordinary", "Ängen", date(2026, 1, 1)),
    Mandate(3, "board", "ordinary", "", date(2026, 1, 1)),
]


def test_a_person_in_two_bodies_has_two_lines_and_counts_once():
    found = lines(SEATS, NAMES, {1: "committed"}, ALL)
    assert len(found) == 4
    total = figures(found)
    assert (total.asked, total.answered) == (3, 1)
    assert total.by_outcome == {"committed": 1, NONE_YET: 2}


def test_a_secretary_sees_own_bodies_only():
    found = lines(SEATS, NAMES, {}, Scope(bodies=frozenset({"board"})))
    assert {(each.name, each.body) for each in found} == {
        ("Ada", "board"),
        ("Cia", "board"),
    }


def test_a_leader_sees_the_own_group_only():
    scope = Scope(parties=frozenset({("council", "Ängen")}))
    assert [each.name for each in lines(SEATS, NAMES, {}, scope)] == ["bo"]


def test_nobody_is_seen_without_a_scope():
    assert lines(SEATS, NAMES, {}, Scope()) == []


def test_lines_sort_by_any_column_and_unknown_ones_by_name():
    found = lines(SEATS, NAMES, {2: "declined"}, ALL)
    assert [each.name for each in ordered(found, "password")][0] == "Ada"
    assert ordered(found, "name", downwards=True)[0].name == "Cia"
    assert ordered(found, "outcome")[0].outcome == "declined"


def test_figures_by_body_name_their_base():
    parts = grouped(lines(SEATS, NAMES, {3: "objected"}, ALL), "body")
    assert {key: (part.answered, part.asked) for key, part in parts.items()} == {
        "board": (1, 2),
        "council": (0, 2),
    }


@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from("abc")), max_size=20),
    st.dictionaries(st.integers(1, 9), st.sampled_from(OUTCOMES)),
)
def test_outcomes_and_none_together_are_all_asked(seats, outcomes):
    mandates = [Mandate(who, body, "ordinary") for who, body in seats]
    found = figures(lines(mandates, {}, outcomes, ALL))
    assert sum(found.by_outcome.values()) == found.asked == len({w for w, _ in seats})

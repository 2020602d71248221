"""The summary of a case: its transitions, who is barred, what it was merged with."""

from collective.conduct.core.cases.bars import MERGED
from collective.conduct.core.cases.bars import SERIES
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import OPEN
from collective.conduct.core.cases.summary import short
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.cases.summary import transition
from collective.conduct.core.common.access import CASE_ACTIONS

import pytest


def summary(**more) -> CaseSummary:
    return CaseSummary("ab" * 16, "", "received", "code", "code", 0, **more)


@pytest.mark.parametrize(
    ("action", "source", "target"),
    [
        ("begin_triage", "received", "triage"),
        ("take_up", "triage", "ongoing"),
        ("close_case", "ongoing", "closed"),
        ("close_case", "triage", "closed"),
    ],
)
def test_a_case_goes_from_received_to_closed(action, source, target):
    found = transition(action, source)
    assert found is not None and found.target == target
    for state in set(STATES) - set(CASE_ACTIONS[action]):
        assert transition(action, state) is None, state


def test_all_states_but_the_last_are_open():
    assert OPEN == ("received", "triage", "ongoing")


def test_everybody_with_a_ground_is_excluded_whatever_its_reach():
    assert summary(bars=((7, MERGED), (8, SERIES))).excluded == {7, 8}
    assert summary().excluded == frozenset()


def test_a_case_names_what_it_was_merged_into_and_what_was_merged_into_it():
    assert summary().merged == ()
    assert summary(merged_into="cd").merged == ("cd",)
    assert summary(merged_into="cd", merged_from=("ef", "01")).merged == (
        *("cd", "ef", "01"),
    )


def test_the_short_number_is_eight_digits_of_the_long_one():
    assert short("abcdef0123456789") == "ABCD-EF01"

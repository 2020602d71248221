"""What a reporter is told: no event is forgotten, no promise has nothing behind it."""

from collective.conduct.core.cases.reporter_facts import GROUPS
from collective.conduct.core.cases.reporter_facts import NOT_TOLD
from collective.conduct.core.cases.reporter_facts import TOLD
from collective.conduct.core.cases.summary import EVENTS
from collective.conduct.vocabularies.cases.reporter_facts import PROMISES
from collective.conduct.vocabularies.cases.reporter_facts import SENTENCES

import pytest


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_is_told_or_stands_with_a_reason(event):
    assert (event in TOLD) != (event in NOT_TOLD), "core/cases/reporter_facts.py"
    assert event in TOLD or len(NOT_TOLD[event].split()) >= 3


def test_nothing_else_is_in_the_table():
    assert {*TOLD, *NOT_TOLD} == set(EVENTS)
    assert set(SENTENCES) == set(TOLD)


def test_each_promise_has_an_event_that_is_told():
    assert {rule.group for rule in TOLD.values()} == set(GROUPS) == set(PROMISES)


@pytest.mark.parametrize("event", TOLD)
def test_a_sentence_names_whom_its_rule_names(event):
    sentence, rule = SENTENCES[event].default, TOLD[event]
    assert ("${person}" in sentence) == bool(rule.names)
    # Who recovered it is the person; nobody takes away what lapses by itself; what
    # the reporters did themselves has no name.
    own = ("recovered", "lost_access", "chosen_after_all")
    assert "${by}" in sentence or event in own

"""A campaign before its launch: what cannot be, what people get, its fingerprint."""

from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.answers.coverage import lines
from collective.conduct.core.answers.coverage import Scope
from collective.conduct.core.campaigns.plans import assignment_status
from collective.conduct.core.campaigns.plans import check
from collective.conduct.core.campaigns.plans import digest_of
from collective.conduct.core.campaigns.plans import ESCALATED
from collective.conduct.core.campaigns.plans import letters
from collective.conduct.core.campaigns.reminders import FIRST_STEP
from collective.conduct.core.campaigns.reminders import reminder_step
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.campaigns.test_campaigns import DAY
from tests.unit.campaigns.test_campaigns import facts
from tests.unit.campaigns.test_campaigns import START

import pytest


days = st.integers(-400, 400)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"kind": "sing"}, "campaign_kind", "kind"),
        ({"plus": ()}, "audience_missing", "plus"),
        ({"due": START - DAY}, "due_before_start", "due"),
        ({"start": START - DAY}, "start_passed", "start"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(values, code, field):
    with pytest.raises(Invalid) as found:
        check(facts(**values), START)
    assert (found.value.code, found.value.values_["field"]) == (code, field)


def test_a_plan_that_begins_today_can_be_launched():
    check(facts(), START)


def test_letters_leave_by_day_and_none_before_anybody_is_asked():
    plan = facts(due=START + 5 * DAY, ladder=(7, -7, -5, -4, 0), escalate_after=3)
    assert [
        (each.reminder_step, (each.day - START).days) for each in letters(plan)
    ] == [
        (FIRST_STEP, 0),
        ("-4", 1),
        ("+0", 5),
        ("+7", 12),
        (ESCALATED, 8),
    ]


def test_nobody_is_told_of_late_answers_when_no_function_was_chosen():
    for plan in (facts(escalate_to=""), facts(escalate_after=None)):
        assert ESCALATED not in {each.reminder_step for each in letters(plan)}


@given(st.integers(0, 100), st.lists(days, max_size=6), st.integers(0, 500))
def test_the_letters_of_the_preview_are_those_that_are_sent(length, ladder, passed):
    plan = facts(due=START + timedelta(length), ladder=tuple(ladder))
    asked = Assignment(plan.uid, START, 1, START, None, plan.due, "pending")
    promised = {each.reminder_step for each in letters(plan)}
    assert reminder_step(asked, plan.ladder, START + timedelta(passed)) in promised


@pytest.mark.parametrize(
    "moved",
    [
        {"path": "annan/plats"},
        {"state": "closed"},
        {"joins_until": START},
        {"closed_on": START},
    ],
    ids=str,
)
def test_what_moves_later_is_no_part_of_the_fingerprint(moved):
    assert digest_of(replace(facts(), **moved)) == digest_of(facts())


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Annan"},
        {"subject": EditionSubject("d2")},
        {"kind": "commit"},
        {"plus": ("conduct:employed",)},
        {"minus": ("conduct:employed",)},
        {"due": START},
        {"ladder": ()},
        {"escalate_after": None},
        {"undertaking": (("sv", "Jag lovar."),)},
    ],
    ids=str,
)
def test_whatever_is_asked_is_part_of_the_fingerprint(changed):
    assert digest_of(replace(facts(), **changed)) != digest_of(facts())


def test_late_is_only_who_is_asked_and_past_the_last_day():
    due = date(2027, 1, 15)
    for state, day, found in (
        ("pending", due, "pending"),
        ("pending", due + DAY, "overdue"),
        ("answered", due + DAY, "answered"),
        ("lapsed", due + DAY, "lapsed"),
    ):
        asked = Assignment("c", START, 1, START, None, due, state)
        assert assignment_status(asked, day) == found


def test_staff_of_a_body_are_seen_by_its_secretary_and_candidates_by_no_leader():
    rows = [
        Function(1, "employee", "ks"),
        Function(2, "employee"),
        Mandate(3, "ks", "candidate", "S"),
    ]
    of_body, of_group = (
        lines(rows, {}, {}, scope)
        for scope in (
            Scope(bodies=frozenset({"ks", ""})),
            Scope(parties=frozenset({("ks", "S")})),
        )
    )
    assert [each.person for each in of_body] == [1, 3]
    assert of_group == []


def test_a_waiver_is_no_answer_in_the_figures():
    rows = [Mandate(person, "ks", "ordinary") for person in (1, 2, 3)]
    stand = {1: "answered", 2: "waived", 3: "overdue"}
    found = figures(lines(rows, {}, stand, Scope(everything=True)))
    assert (found.answered, found.asked) == (1, 3)

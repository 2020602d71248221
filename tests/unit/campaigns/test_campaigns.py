"""Campaigns: who owes an answer, on any day, whatever happened before."""

from collective.conduct.core.campaigns.reminders import is_escalated
from collective.conduct.core.campaigns.reminders import reminder_step
from collective.conduct.core.common.spans import Span
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.core.obligations.campaigns import asks_now
from collective.conduct.core.obligations.campaigns import ASSIGNED
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import assignments
from collective.conduct.core.obligations.campaigns import audience
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import current_round
from collective.conduct.core.obligations.campaigns import lapses
from collective.conduct.core.obligations.campaigns import Outcome
from collective.conduct.core.obligations.campaigns import rounds
from collective.conduct.core.obligations.campaigns import STATES
from collective.conduct.core.obligations.campaigns import TRANSITIONS
from collective.conduct.core.obligations.campaigns import undertaking_in
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


START = date(2026, 10, 15)
DUE = date(2027, 1, 15)
DAY = timedelta(days=1)
TERMS = TermsOfOffice()


def facts(**values) -> CampaignFacts:
    given = {
        "uid": "c1",
        "subject": EditionSubject("d1"),
        "title": "Kod",
        "path": "trygghet/kampanj",
        "state": "running",
        "kind": "read",
        "plus": (OFFICIALS,),
        "minus": (),
        "start": START,
        "due": DUE,
        "escalate_to": "secretary",
    }
    return CampaignFacts(**{**given, **values})


def stand(campaign: CampaignFacts, rows, outcomes, day: date) -> dict[int, Assignment]:
    within = current_round(campaign, TERMS, day)
    assert within is not None
    people = audience(Roster(rows), campaign, within)
    found = assignments(campaign, within, people, outcomes, day)
    return {each.person: each for each in found}


def seat(person: int, start=START, end=None, body="ks", party="S", office="ordinary"):
    return Mandate(person, body, office, party, start, end)


def test_three_roles_owe_one_answer():
    rows = [seat(1), seat(1, body="bun"), Function(1, "hr", start=START)]
    campaign = facts(plus=(OFFICIALS, "conduct:employed"))
    assert list(stand(campaign, rows, {}, START)) == [1]


def test_who_is_in_a_minus_group_is_not_asked():
    rows = [seat(1), seat(2), Function(2, "hr", start=START)]
    campaign = facts(minus=("conduct:function:hr",))
    assert list(stand(campaign, rows, {}, START)) == [1]


def test_who_joins_later_is_asked_from_that_day_and_has_days_of_their_own():
    joined = date(2027, 1, 10)
    rows = [seat(1), seat(2, joined)]
    assert list(stand(facts(), rows, {}, joined - DAY)) == [1]
    found = stand(facts(), rows, {}, joined)
    assert (found[1].due, found[2].due) == (DUE, joined + 30 * DAY)


def test_a_joiner_is_never_given_less_time_than_the_others():
    rows = [seat(1, START + DAY)]
    assert stand(facts(), rows, {}, START + DAY)[1].due == DUE


def test_who_leaves_without_an_answer_lapses_and_an_answer_remains():
    last = date(2026, 12, 1)
    rows = [seat(1, end=last), seat(2, end=last)]
    said = {2: Outcome("committed", START + DAY)}
    before = stand(facts(), rows, said, last)
    after = stand(facts(), rows, said, last + DAY)
    assert [each.state for each in before.values()] == ["pending", "answered"]
    assert [each.state for each in after.values()] == ["lapsed", "answered"]
    assert after[1].left == last


def test_who_comes_back_is_asked_again():
    back = date(2027, 3, 1)
    rows = [seat(1, end=date(2026, 12, 1)), seat(1, back)]
    found = stand(facts(), rows, {}, back)[1]
    assert (found.state, found.joined, found.due) == ("pending", back, back + 30 * DAY)


def test_one_seat_after_another_without_a_gap_is_one_duty():
    rows = [seat(1, end=date(2026, 12, 1)), seat(1, date(2026, 12, 2), body="bun")]
    found = stand(facts(), rows, {}, date(2026, 12, 2))[1]
    assert (found.joined, found.due) == (START, DUE)


def test_reading_does_not_settle_a_campaign_for_commitments():
    said = {1: Outcome("acknowledged", START), 2: Outcome("declined", START)}
    found = stand(facts(kind="commit"), [seat(1), seat(2)], said, START)
    assert [each.state for each in found.values()] == ["pending", "answered"]


def test_after_winding_down_nobody_new_is_asked():
    until = date(2026, 12, 1)
    campaign = facts(state="closing", joins_until=until)
    rows = [seat(1), seat(2, until), seat(3, until + DAY)]
    assert list(stand(campaign, rows, {}, DUE)) == [1, 2]


def test_a_closed_campaign_stays_as_it_was_on_its_last_day():
    campaign = facts(state="closed", closed_on=DUE)
    rows = [seat(1, end=DUE + DAY), seat(2, DUE + DAY)]
    found = stand(campaign, rows, {}, DUE + 90 * DAY)
    assert {key: each.state for key, each in found.items()} == {1: "pending"}
    assert not asks_now(
        campaign, audience(Roster(rows), campaign, Span(START, DUE))[1], DUE
    )


def test_a_campaign_by_term_asks_anew_in_the_next_term():
    campaign = facts(start=date(2025, 1, 10), due=date(2025, 2, 10), per_term=True)
    rows = [seat(1, date(2022, 10, 15))]
    said = {1: Outcome("committed", date(2025, 1, 12))}
    assert stand(campaign, rows, said, date(2026, 10, 14))[1].state == "answered"
    renewed = stand(campaign, rows, said, date(2026, 10, 15))[1]
    assert (renewed.state, renewed.due) == ("pending", date(2026, 11, 15))
    again = {1: Outcome("committed", date(2026, 10, 20))}
    assert stand(campaign, rows, again, date(2026, 11, 1))[1].state == "answered"


def test_rounds_follow_the_terms_and_end_with_the_campaign():
    campaign = facts(per_term=True, start=date(2025, 1, 10), closed_on=date(2031, 1, 1))
    found = [(each.first, each.last) for each in rounds(campaign, TERMS, date.max)]
    assert found == [
        (date(2025, 1, 10), date(2026, 10, 14)),
        (date(2026, 10, 15), date(2030, 10, 14)),
        (date(2030, 10, 15), date(2031, 1, 1)),
    ]


def test_nothing_is_asked_before_the_start():
    assert current_round(facts(), TERMS, START - DAY) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (START, "new"),
        (DUE - 8 * DAY, "new"),
        (DUE - 7 * DAY, "-7"),
        (DUE - DAY, "-7"),
        (DUE, "+0"),
        (DUE + 100 * DAY, "+7"),
    ],
)
def test_of_the_reminders_that_are_due_the_latest_is_given(day, expected):
    found = stand(facts(), [seat(1)], {}, day)[1]
    assert reminder_step(found, facts().ladder, day) == expected


def test_who_declined_is_not_reminded():
    found = stand(facts(), [seat(1)], {1: Outcome("declined", START)}, DUE)[1]
    assert reminder_step(found, facts().ladder, DUE) is None


def test_a_reminder_from_before_somebody_joined_never_was_one():
    joined = DUE - 3 * DAY
    found = stand(facts(joiner_days=0), [seat(1, joined)], {}, joined)[1]
    assert reminder_step(found, facts().ladder, joined) == "new"


def test_the_function_behind_it_is_told_after_the_days_that_were_set():
    campaign = facts()
    late = stand(campaign, [seat(1)], {}, DUE + 14 * DAY)[1]
    assert is_escalated(late, campaign, DUE + 14 * DAY)
    assert not is_escalated(late, campaign, DUE + 13 * DAY)
    assert not is_escalated(late, facts(escalate_after=None), DUE + 90 * DAY)


def test_a_key_names_campaign_round_and_person_and_stays_the_same():
    keys = {
        stand(facts(), [seat(255)], {}, day)[255].key for day in (START, DUE, DUE + DAY)
    }
    assert keys == {"c1.20261015.000000ff"}


def test_steps_lead_from_state_to_state():
    assert {t.source for t in TRANSITIONS} | {t.target for t in TRANSITIONS} == set(
        STATES
    )
    assert set(ACTIVE) <= set(STATES)


days = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@st.composite
def rows_and_days(draw):
    made = []
    for _ in range(draw(st.integers(0, 12))):
        first, last = sorted((draw(days), draw(days)))
        person = draw(st.integers(1, 5))
        end = draw(st.sampled_from([None, last]))
        if draw(st.booleans()):
            made.append(seat(person, first, end, draw(st.sampled_from(["ks", "bun"]))))
        else:
            made.append(Function(person, "hr", start=first, end=end))
    return made


campaigns = st.builds(
    lambda kind, per_term, minus, start, length: facts(
        kind=kind,
        per_term=per_term,
        minus=minus,
        start=start,
        due=start + timedelta(days=length),
    ),
    st.sampled_from(["read", "commit"]),
    st.booleans(),
    st.sampled_from([(), ("conduct:function:hr",)]),
    days,
    st.integers(0, 200),
)
outcomes = st.dictionaries(
    st.integers(1, 5), st.builds(Outcome, st.sampled_from(OUTCOMES), days)
)


@given(campaigns, rows_and_days(), outcomes, days)
def test_everybody_assigned_is_in_exactly_one_state(campaign, rows, said, day):
    if current_round(campaign, TERMS, day) is None:
        return
    found = stand(campaign, rows, said, day)
    counts = {state: 0 for state in ASSIGNED}
    for each in found.values():
        counts[each.state] += 1
    assert sum(counts.values()) == len(found)
    for person, each in found.items():
        in_audience = any(
            row.person == person
            and row.start <= day
            and (row.end is None or day <= row.end)
            and isinstance(row, Mandate)
            for row in rows
        ) and not (
            campaign.minus
            and any(
                row.person == person
                and isinstance(row, Function)
                and row.start <= day
                and (row.end is None or day <= row.end)
                for row in rows
            )
        )
        assert (each.left is None) == in_audience
        if each.state == "pending":
            assert in_audience
        if each.state == "lapsed":
            assert not in_audience


@given(
    st.lists(st.builds(lambda a, b: Span(*sorted((a, b))), days, days), max_size=4),
    st.none() | days,
    days,
    days,
)
def test_lapses_do_not_depend_on_when_somebody_looked(spans, settled, early, late):
    early, late = sorted((early, late))
    assert set(lapses(spans, settled, early)) <= set(lapses(spans, settled, late))


@given(days)
def test_every_day_lies_in_the_term_that_is_given(day):
    first, last = TERMS.of(day)
    assert first <= day <= last
    assert TERMS.of(last + DAY)[0] == last + DAY


def test_an_undertaking_is_said_in_the_readers_language_else_as_first_written():
    said = facts(undertaking=(("sv", "Jag lovar"), ("da", "Jeg lover"), ("en", " ")))
    assert undertaking_in(said, "da") == ("da", "Jeg lover")
    assert undertaking_in(said, "en") == ("sv", "Jag lovar")
    assert undertaking_in(facts(), "sv") == ("", "")

"""Who may see an edition before its first day (E4)."""

from collective.conduct.core.campaigns.embargo import is_public
from collective.conduct.core.campaigns.embargo import is_told
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import STATES
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import OFFICIALS
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


DAY = timedelta(days=1)
FIRST_DAY = date(2027, 1, 1)
EDITION = EditionFacts("e1", "d1", 2, "1" * 64, "Kod", "sv", "kod/e1", FIRST_DAY)
GROUPS = (OFFICIALS, "conduct:body:ks", "conduct:employed")


def facts(days: int = 5, state: str = "running", **values) -> CampaignFacts:
    given = {"plus": (OFFICIALS,), "minus": ()} | values
    return CampaignFacts(
        uid="c1",
        subject=EditionSubject("d1"),
        title="Kod",
        path="trygghet/kampanj",
        state=state,
        kind="read",
        start=FIRST_DAY,
        due=FIRST_DAY + 30 * DAY,
        embargo_days=days,
        **given,
    )


def test_without_a_campaign_what_is_to_come_is_no_secret():
    assert is_public(EDITION, [], FIRST_DAY - 90 * DAY)


@pytest.mark.parametrize("state", STATES)
def test_a_campaign_keeps_it_while_it_is_active_and_no_longer(state):
    eve = FIRST_DAY - DAY
    assert is_public(EDITION, [facts(state=state)], eve) is (state not in ACTIVE)


def test_a_campaign_without_embargo_days_keeps_nothing():
    assert is_public(EDITION, [facts(days=0)], FIRST_DAY - DAY)


def test_the_audience_is_told_from_its_day_before_the_campaign_starts():
    campaigns = [facts(days=5)]
    assert not is_told(EDITION, campaigns, [OFFICIALS], FIRST_DAY - 6 * DAY)
    assert is_told(EDITION, campaigns, [OFFICIALS], FIRST_DAY - 5 * DAY)


def test_who_is_in_no_group_of_the_audience_or_taken_out_is_not_told():
    eve = FIRST_DAY - DAY
    campaigns = [facts(minus=("conduct:body:ks",))]
    assert not is_told(EDITION, campaigns, ["conduct:employed"], eve)
    assert not is_told(EDITION, campaigns, [OFFICIALS, "conduct:body:ks"], eve)
    assert not is_told(EDITION, campaigns, [], eve)


campaigns = st.lists(
    st.builds(
        facts,
        days=st.integers(0, 40),
        state=st.sampled_from(STATES),
        plus=st.sets(st.sampled_from(GROUPS)).map(tuple),
        minus=st.sets(st.sampled_from(GROUPS)).map(tuple),
    ),
    max_size=4,
)
days = st.dates(FIRST_DAY - 60 * DAY, FIRST_DAY + 60 * DAY)


@given(campaigns, days)
def test_everybody_sees_it_from_its_first_day_whatever_the_campaigns(rows, day):
    assert is_public(EDITION, rows, day) or day < FIRST_DAY


@given(campaigns, st.sets(st.sampled_from(GROUPS)), days)
def test_who_is_told_stays_told(rows, groups, day):
    if is_told(EDITION, rows, groups, day):
        assert is_told(EDITION, rows, groups, day + DAY)


@given(campaigns, st.sets(st.sampled_from(GROUPS)), days)
def test_nobody_is_told_earlier_than_the_longest_embargo_of_an_active_one(
    rows, groups, day
):
    active = [each.embargo_days for each in rows if each.state in ACTIVE]
    longest = max(active, default=0)
    if is_told(EDITION, rows, groups, day):
        assert day >= FIRST_DAY - longest * DAY

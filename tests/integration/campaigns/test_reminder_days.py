"""The days on which a campaign may remind, as a field offers them."""

from collective.conduct.vocabularies.campaigns.titles import ReminderDays
from hypothesis import given
from hypothesis import strategies as st

import pytest


@given(st.one_of(st.integers(), st.booleans(), st.text(), st.none(), st.floats()))
def test_a_reminder_is_a_whole_day_within_a_year(value):
    fits = type(value) is int and abs(value) <= 365
    assert (value in ReminderDays()) is fits
    if fits:
        assert ReminderDays().getTermByToken(str(value)).value == value
    elif not isinstance(value, str):
        with pytest.raises(LookupError):
            ReminderDays().getTermByToken(value)


def test_the_days_to_choose_from_hold_what_was_chosen_before():
    assert 99 in {term.value for term in ReminderDays([99])}
    assert 99 not in {term.value for term in ReminderDays()}

"""The secret addresses of calendars: one each, only the hash is kept."""

from collective.conduct.core.answers.ports import ICalendarTokens
from collective.conduct.storage.answers import CalendarTokens
from zope.interface.verify import verifyObject

import pickle
import pytest


@pytest.fixture
def feeds():
    return CalendarTokens()


def test_it_keeps_its_contract(feeds):
    assert verifyObject(ICalendarTokens, feeds)


def test_a_secret_leads_to_its_person_and_is_long(feeds):
    secret = feeds.give(7, 100)
    assert len(secret) >= 43  # 32 bytes in base 64
    assert feeds.person_of(secret) == 7
    assert feeds.given(7) == 100


def test_a_new_secret_makes_the_old_one_worth_nothing(feeds):
    old, new = feeds.give(7, 100), feeds.give(7, 200)
    assert (feeds.person_of(old), feeds.person_of(new)) == (None, 7)
    assert feeds.given(7) == 200


def test_a_revoked_secret_is_worth_nothing_and_others_stay(feeds):
    mine, other = feeds.give(7, 100), feeds.give(8, 100)
    feeds.revoke(7)
    feeds.revoke(9)
    assert (feeds.person_of(mine), feeds.person_of(other)) == (None, 8)
    assert feeds.given(7) is None


@pytest.mark.parametrize("guess", ["", "x", "å" * 43, "\udcff", "a/b"])
def test_a_guess_leads_nowhere(feeds, guess):
    feeds.give(7, 100)
    assert feeds.person_of(guess) is None


def test_the_secret_itself_is_not_kept(feeds):
    secret = feeds.give(7, 100)
    kept = [*feeds._people.items(), *feeds._given.items()]
    assert secret.encode() not in pickle.dumps(kept)

"""What an answer must be, and what a document asks of a person."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.answers.answers import check
from collective.conduct.core.answers.answers import counts_for
from collective.conduct.core.answers.answers import MAX_WORDS
from collective.conduct.core.answers.answers import repeats
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.obligations.duties import concerns
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.core.obligations.duties import duty
from dataclasses import replace
from datetime import date
from datetime import timedelta
from tests.unit.documents.test_shelf import FIRST
from tests.unit.documents.test_shelf import NEW_YEAR
from tests.unit.documents.test_shelf import SECOND

import pytest


GIVEN = Answer("acknowledged", "sv", "a" * 64, "b" * 64)
EVE = date(2026, 12, 31)
SAID = Entry(1, 1, "acknowledged", 0)


def refused(answer, manifest_hash="a" * 64, statement_hash="b" * 64):
    with pytest.raises((Invalid, Conflict)) as caught:
        check(answer, manifest_hash, statement_hash)
    return caught.value.code


def test_a_plain_answer_is_accepted():
    assert check(GIVEN, "a" * 64, "b" * 64) is None


def test_an_unknown_kind_is_refused():
    assert refused(replace(GIVEN, kind="waived")) == "answer_kind"


def test_an_objection_needs_words():
    assert refused(replace(GIVEN, kind="objected", words="  ")) == "answer_needs_words"


def test_words_with_an_answer_that_has_none_are_refused_not_dropped():
    assert refused(replace(GIVEN, words="Nej")) == "words_without_objection"
    assert check(replace(GIVEN, words=" \n"), "a" * 64, "b" * 64) is None


def test_too_many_words_are_refused():
    long = replace(GIVEN, kind="objected", words="x" * (MAX_WORDS + 1))
    assert refused(long) == "answer_too_long"


def test_an_answer_to_another_text_is_a_conflict():
    assert refused(GIVEN, manifest_hash="c" * 64) == "other_edition_shown"
    assert refused(GIVEN, statement_hash="c" * 64) == "other_statement_shown"


def test_the_same_answer_again_repeats_and_another_does_not():
    said = Entry(1, 1, "objected", 0, details={"words": "Nej"})
    assert repeats(replace(GIVEN, kind="objected", words=" Nej "), said)
    assert not repeats(replace(GIVEN, kind="objected", words="Jo"), said)
    assert not repeats(GIVEN, said)
    assert not repeats(GIVEN, None)


def test_an_edition_for_some_bodies_concerns_their_members_alone():
    some = replace(FIRST, applies_to=("board",))
    assert concerns(some, frozenset({"board", "council"}))
    assert not concerns(some, frozenset({"council"}))
    assert concerns(FIRST, frozenset({"council"}))
    assert not concerns(FIRST, frozenset())


def test_a_person_who_never_answered_is_awaited():
    assert duty([FIRST], {}, EVE).state == "awaiting"


def test_a_new_edition_asks_again_and_names_the_one_answered_last():
    found = duty([FIRST, SECOND], {FIRST.manifest_hash: "committed"}, NEW_YEAR)
    assert (found.state, found.last, found.edition) == ("changed", FIRST, SECOND)


def test_before_the_new_edition_is_in_force_the_answer_stands():
    found = duty([FIRST, SECOND], {FIRST.manifest_hash: "committed"}, EVE)
    assert (found.state, found.edition) == ("answered", FIRST)


def test_changes_that_are_not_material_do_not_ask_again():
    typo = replace(SECOND, reopens=False)
    found = duty([FIRST, typo], {FIRST.manifest_hash: "declined"}, NEW_YEAR)
    assert (found.state, found.outcome) == ("answered", "declined")


def test_a_material_change_in_between_asks_again_though_the_last_was_not():
    third = replace(
        SECOND, uid="e3", number=3, manifest_hash="3" * 64, reopens=False,
        valid_from=date(2027, 2, 1),
    )  # fmt: skip
    rows = [FIRST, SECOND, third]
    found = duty(rows, {FIRST.manifest_hash: "committed"}, date(2027, 2, 2))
    assert found.state == "changed"


def test_an_annulled_edition_in_between_asks_nothing():
    gone = replace(SECOND, annulled_on=EVE)
    third = replace(
        SECOND, uid="e3", number=3, manifest_hash="3" * 64, reopens=False,
        valid_from=date(2027, 2, 1),
    )  # fmt: skip
    rows = [FIRST, gone, third]
    found = duty(rows, {FIRST.manifest_hash: "committed"}, date(2027, 2, 2))
    assert found.state == "answered"


def test_nothing_is_asked_where_nothing_is_in_force():
    assert duty([SECOND], {}, EVE) is None


def test_asked_again_an_entry_from_before_the_round_does_not_count():
    owed = Duty(FIRST, "again", campaign="c1", since=EVE)
    before = replace(SAID, campaign="c1")
    assert counts_for(before, EVE, owed)
    assert not counts_for(before, EVE - timedelta(days=1), owed)
    assert not counts_for(replace(before, campaign=""), EVE, owed)
    assert not counts_for(None, None, owed)


@pytest.mark.parametrize("state", ["awaiting", "changed", "answered"])
def test_else_whatever_stands_counts(state):
    owed = Duty(FIRST, state, campaign="c1", since=EVE)
    assert counts_for(SAID, date.min, owed)
    assert not counts_for(None, None, owed)

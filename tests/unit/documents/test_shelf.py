"""In force is computed from dates: at most one edition on any day."""

from collective.conduct.core.common.access import EDITION_STATES
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.edition_index import state
from collective.conduct.storage.documents import EditionIndex
from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


NEW_YEAR = date(2027, 1, 1)


def edition(number, valid_from, **facts):
    return EditionFacts(
        uid=f"e{number}",
        document="d",
        number=number,
        manifest_hash=f"{number:064x}",
        title="Kod",
        language="sv",
        path=f"hub/kod/edition-{number}",
        valid_from=valid_from,
        **facts,
    )


FIRST = edition(1, date(2026, 1, 1))
SECOND = edition(2, NEW_YEAR)


def test_the_next_edition_takes_over_at_midnight_without_a_job():
    eve = NEW_YEAR - timedelta(1)
    both = [FIRST, SECOND]
    assert in_force(both, eve) == FIRST
    assert state(SECOND, both, eve) == "upcoming"
    assert in_force(both, NEW_YEAR) == SECOND
    assert state(FIRST, both, NEW_YEAR) == "superseded"


def test_an_annulled_edition_leaves_the_one_before_in_force():
    gone = replace(SECOND, annulled_on=date(2026, 12, 1))
    assert in_force([FIRST, gone], NEW_YEAR) == FIRST
    assert state(gone, [FIRST, gone], NEW_YEAR) == "annulled"


def test_a_repealed_edition_does_not_wake_the_one_before():
    gone = replace(SECOND, repealed_on=date(2027, 3, 1))
    day = date(2027, 3, 1)
    assert in_force([FIRST, gone], day) is None
    assert state(gone, [FIRST, gone], day) == "repealed"


def test_an_edition_holds_through_its_last_day():
    until = replace(FIRST, valid_to=date(2026, 6, 30))
    assert in_force([until], date(2026, 6, 30)) == until
    assert in_force([until], date(2026, 7, 1)) is None
    assert state(until, [until], date(2026, 7, 1)) == "expired"


DAYS = st.dates(date(2025, 1, 1), date(2029, 1, 1))
SHELVES = st.lists(
    st.tuples(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS), max_size=6
)


@given(SHELVES, DAYS)
def test_at_most_one_edition_is_in_force_on_any_day(rows, day):
    editions = [
        edition(number, start, valid_to=end, annulled_on=gone, repealed_on=out)
        for number, (start, end, gone, out) in enumerate(rows, 1)
    ]
    states = [state(each, editions, day) for each in editions]
    assert set(states) <= set(EDITION_STATES)
    holds = in_force(editions, day)
    assert states.count("in_force") == (1 if holds else 0)


@pytest.mark.parametrize("document", ["", "d", "another"])
def test_an_edition_is_found_whatever_is_known_of_its_document(document):
    shelf = EditionIndex()
    for each in (FIRST, replace(SECOND, document_type="code")):
        shelf.put(each)
    assert shelf.get("e1", document) == FIRST
    assert shelf.get("e2", document).document_type == "code"
    with pytest.raises(Missing):
        shelf.get("e3", document)

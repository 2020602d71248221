"""Answers of everybody at once count as those of each one by one, and by day."""

from collective.conduct.core.answers.coverage import cumulative
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.obligations.duties import counting
from collective.conduct.core.obligations.duties import duty
from collective.conduct.core.obligations.duties import WAITING
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st


FIRST = date(2027, 1, 1)
DAYS = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def editions(draw):
    """One document's editions, each later than the one before."""
    start, found = FIRST, []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        start += timedelta(days=draw(st.integers(0, 9)))
        facts = EditionFacts(
            *(f"u{number}", "d", number, f"{number:064x}", "", "sv", "", start),
            reopens=draw(st.booleans()),
            annulled_on=start if draw(st.integers(0, 4)) == 0 else None,
        )
        found.append(facts)
    return found


@given(editions(), st.sets(st.integers(1, 5)), DAYS)
def test_the_set_based_rule_is_the_rule_of_one_duty(rows, answered, today):
    outcomes = {f"{number:064x}": f"said {number}" for number in answered}
    outcomes = {
        key: said for key, said in outcomes.items() if int(key, 16) <= len(rows)
    }
    current = in_force(rows, today)
    if current is None:
        return
    known = [each.manifest_hash for each in counting(rows, current)]
    said = next((outcomes[key] for key in known if key in outcomes), None)
    owed = duty(rows, outcomes, today)
    assert said == (owed.outcome if owed.state not in WAITING else None)


@given(st.lists(DAYS), DAYS, DAYS)
def test_the_steps_rise_to_everybody_between_first_and_last_day(days, one, other):
    start, end = min(one, other), max(one, other)
    steps = cumulative(days, start, end)
    assert (steps[0][0], steps[-1][0]) == (start, end)
    assert steps[-1][1] == len(days)
    counts = [count for _day, count in steps]
    assert counts == sorted(counts)
    for day, count in steps:
        if day < end:
            assert count == sum(each <= day for each in days)

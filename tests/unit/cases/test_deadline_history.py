"""The deadline history of a case: lines that are added and never changed."""

from collective.conduct.core.cases.deadline_history import BEGUN
from collective.conduct.core.cases.deadline_history import DeadlineEvent
from collective.conduct.core.cases.deadline_history import deadlines_of
from collective.conduct.core.cases.deadline_history import EVENTS
from collective.conduct.core.cases.deadline_history import EXTENDED
from collective.conduct.core.cases.deadline_history import MET
from collective.conduct.core.cases.deadline_history import PAUSED
from collective.conduct.core.cases.deadline_history import RESUMED
from collective.conduct.storage.cases.cases import Cases
from collective.conduct.storage.cases.cases import HISTORY
from collective.conduct.storage.cases.desks import DEADLINES
from hypothesis import given
from hypothesis import strategies as st


TERMS = (("confirmation", 7, "days"), ("answer", 3, "months"))
LINES = st.lists(
    st.builds(
        DeadlineEvent,
        st.sampled_from(EVENTS),
        st.integers(1, 2**31),
        st.sampled_from(("", "contact", "confirmation", "answer")),
        st.integers(0, 2**31),
        st.sampled_from(((), TERMS)),
    )
)


def test_what_the_lines_add_up_to():
    history = [
        DeadlineEvent(BEGUN, 1, day=7, terms=TERMS),
        DeadlineEvent(MET, 2, "contact"),
        DeadlineEvent(MET, 3, "contact"),
        DeadlineEvent(PAUSED, 4),
        DeadlineEvent(RESUMED, 5),
        DeadlineEvent(EXTENDED, 6, day=99),
        DeadlineEvent(PAUSED, 7),
        DeadlineEvent(MET, 8, "confirmation"),
        DeadlineEvent(MET, 9, "answer"),
        DeadlineEvent(MET, 10, "answer"),
    ]
    found = deadlines_of(history)
    assert (found.terms, found.leader_informed_at) == (TERMS, 7)
    assert (found.confirmed, found.answered) == (8, 9)
    assert found.met_on == (("contact", 2),)
    assert found.pauses == ((4, 5), (7, 0)) and found.paused
    assert found.extended == 99


def test_without_a_line_nothing_was_done():
    found = deadlines_of(())
    assert not found.paused and not any(vars(found).values())


@given(LINES)
def test_a_line_that_is_added_changes_none_before_it(lines):
    cases = Cases()
    for number, line in enumerate(lines):
        before = dict(cases._history.items())
        cases.add_deadline("ab" * 16, line)
        cases.add_deadline("cd" * 16, line)
        assert cases.deadline_history("ab" * 16) == (*lines[: number + 1],)
        assert before.items() <= dict(cases._history.items()).items()


@given(LINES)
def test_pauses_never_overlap_and_both_rows_come_back(lines):
    found = deadlines_of(lines)
    assert all(last for _first, last in found.pauses[:-1])
    assert DEADLINES.unpack(DEADLINES.pack(found)) == found
    assert [HISTORY.unpack(HISTORY.pack(each)) for each in lines] == lines

"""What is shown never gives a small figure away, however somebody subtracts."""

from collective.conduct.core.common.thresholds import hidden
from collective.conduct.core.common.thresholds import TOTAL
from hypothesis import given
from hypothesis import strategies as st
from itertools import product

import pytest


COUNTS = st.tuples(st.integers(0, 12), st.integers(0, 12))
TABLES = st.dictionaries(st.sampled_from("abcdef"), COUNTS, min_size=1, max_size=6)


def unions(parts, known, kept):
    """Every set of unknown parts whose sum follows from what is shown.

    Brute force: each shown figure added, subtracted or left out; what is left
    is a union of parts when each part is in it once or not at all.
    """
    shown = [{key: 1} for key in parts if key in known or key not in kept]
    if TOTAL not in kept:
        shown.append(dict.fromkeys(parts, 1))
    for signs in product((-1, 0, 1), repeat=len(shown)):
        made = dict.fromkeys(parts, 0)
        for sign, figure in zip(signs, shown, strict=True):
            for key in figure:
                made[key] += sign
        found = frozenset(key for key in made if made[key])
        if set(made.values()) <= {0, 1} and found and not found <= set(known):
            yield found


@given(TABLES, st.integers(3, 7), st.integers(0, 2))
def test_no_difference_of_shown_figures_is_small(parts, smallest, plain):
    known = sorted(parts)[:plain]
    kept = hidden(parts, smallest, known)
    for found in unions(parts, known, kept):
        for outcome in (0, 1):
            unseen = [parts[key][outcome] for key in found if key not in known]
            assert sum(unseen) >= smallest


@given(TABLES)
def test_what_the_reader_knows_by_name_is_never_withheld(parts):
    assert hidden(parts, 5, known=parts) == frozenset()


@given(TABLES)
def test_nothing_is_withheld_when_all_figures_are_large(parts):
    large = {key: [count + 5 for count in counts] for key, counts in parts.items()}
    assert hidden(large, 5) == frozenset()


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ({"a": (9, 9), "b": (8, 2)}, {"a", "b"}),
        ({"a": (9, 9), "b": (8, 2), "c": (30, 30)}, {"a", "b"}),
        ({"a": (9, 9), "b": (1, 1), "c": (1, 9)}, {"a", "b", "c"}),
        ({"a": (9, 0)}, {"a", TOTAL}),
        ({"a": (4, 4), "b": (4, 4)}, {"a", "b"}),
    ],
)
def test_a_small_part_takes_the_smallest_of_the_others_with_it(parts, kept):
    assert hidden(parts, 5) == kept

"""The words of a receipt: evenly chosen, the same again, and easy to type."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.secret_words import chosen
from collective.conduct.core.common.secret_words import folded
from collective.conduct.core.common.secret_words import SIZE
from collective.conduct.core.common.secret_words import tidied
from hashlib import shake_256

import pytest


WORDS = [f"w{number}" for number in range(SIZE)]


def test_seven_words_are_the_digits_of_the_digest():
    """Whoever has a receipt gets in with these words for ever."""
    number = int.from_bytes(shake_256(b"seed").digest(32), "big")
    places = []
    for _ in range(7):
        places.append(number % SIZE)
        number //= SIZE
    assert chosen(b"seed", WORDS) == tuple(WORDS[each] for each in places)
    assert chosen(b"seed", WORDS, 6) == chosen(b"seed", WORDS)[:6]
    assert chosen(b"other", WORDS) != chosen(b"seed", WORDS)


@pytest.mark.parametrize("count", [0, SIZE - 1, SIZE + 1])
def test_another_list_of_words_is_refused(count):
    with pytest.raises(Invalid, match=r"^word_list$"):
        chosen(b"seed", [*WORDS, "more"][:count])


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ett två tre", "ett tva tre"),
        ("  Ett-TVÅ.tre,fyra;fem·sex_sju \n", "ett tva tre fyra fem sex sju"),
        ("rødgrød ÆBLE", "rodgrod aeble"),
        ("a\u030ang\u0323", "ang"),  # written with marks of their own
        ("\ufb01sk", "fisk"),  # a ligature
        ("...", ""),
        ("", ""),
    ],
)
def test_however_they_are_typed_they_are_the_same_words(typed, wanted):
    assert tidied(typed) == wanted


def test_only_marks_are_taken_away():
    assert folded("\u02ff\u0370") == "\u02ff\u0371"  # beside the marks
    assert folded("a\u0300\u036f") == "a"

"""Likeness of two texts by their words: 0 for nothing alike, 1 for the same."""

from collections import Counter
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

import re


_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
# In so few words one misspelling weighs too much: letters are compared then.
SHORT = 6
_LETTERS = 0.8
# A word in more texts than this finds no pair, and only few pairs are compared.
_COMMON = 64
_WEIGHED = 8


def words(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    return _WORD.findall(text.casefold())


def likeness(one: str, other: str) -> float:
    """Return the share of both texts that is the same words in the same order."""
    mine, theirs = words(one), words(other)
    score = SequenceMatcher(None, mine, theirs).ratio()
    if max(len(mine), len(theirs)) <= SHORT:
        score = max(score, _likeness_of_letters(one, other))
    return score


def _likeness_of_letters(one: str, other: str) -> float:
    """For short texts: "Rutin 1" is not "Rutin 2", "Syftet" is "Syfte"."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    ratio = SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
    return ratio if ratio >= _LETTERS else 0.0


def pairs(
    new: Sequence[str], old: Sequence[str], floor: float
) -> list[tuple[float, int, int]]:
    """Return the pairs of alike texts, best first: (likeness, new index, old index).

    Only texts that share uncommon words are compared, so that 2,000 against
    2,000 stays quick; pairs below ``floor`` are left out.
    """
    bags = [Counter(words(text)) for text in old]
    places: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            places[word].append(place)
    scored = []
    for mine, text in enumerate(new):
        for theirs in _promising(Counter(words(text)), bags, places, floor):
            score = likeness(text, old[theirs])
            if score >= floor:
                scored.append((score, mine, theirs))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _promising(
    bag: Counter, bags: list[Counter], places: dict[str, list[int]], floor: float
) -> list[int]:
    shared: Counter = Counter()
    for word in bag:
        if len(places.get(word, ())) <= _COMMON:
            shared.update(places.get(word, ()))
    best = [place for place, _ in shared.most_common(_WEIGHED)]
    return [place for place in best if _bound(bag, bags[place]) >= floor]


def _bound(one: Counter, other: Counter) -> float:
    """What the likeness can be at most: the words in common, in any order."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)

"""Decide which known provision each block of a text is.

The evidence, strongest first (DESIGN 1.1): same id and same words; the exact
words of another; same id and similar words; the words of any known one;
similar words elsewhere. A block without evidence is new.
"""

from collections import defaultdict
from collections import deque
from collections.abc import Mapping
from collections.abc import Sequence
from collective.conduct.core.documents.text.likeness import likeness
from collective.conduct.core.documents.text.likeness import pairs
from itertools import pairwise


KEEP = 0.45  # likeness that suffices under the same id
SIMILAR = 0.6  # likeness that suffices elsewhere
SURE = 0.8  # likeness elsewhere that nobody needs to confirm


class Identities:
    """The decisions for the blocks of one text.

    ``claims[i]`` is the id that block i carries, "" for none; ``known`` maps
    known ids to their words, in the order of the text they were known from.
    Read ``ids`` ("" = new) and ``doubtful`` (blocks decided by likeness
    alone) afterwards.
    """

    def __init__(
        self, claims: Sequence[str], texts: Sequence[str], known: Mapping[str, str]
    ) -> None:
        self.claims = claims
        self.texts = texts
        self.known = known
        self.ids = [""] * len(claims)
        self.taken: set[str] = set()
        self.doubtful: set[int] = set()
        self._same_id_and_words()
        self._same_words([i for i in self._open() if claims[i] in known])
        self._same_id_and_similar_words()
        self._same_words(self._open())
        self._similar_words()

    def _open(self) -> list[int]:
        return [i for i, name in enumerate(self.ids) if not name]

    def _free(self) -> list[str]:
        return [name for name in self.known if name not in self.taken]

    def _take(self, place: int, name: str) -> None:
        self.ids[place] = name
        self.taken.add(name)

    def _same_id_and_words(self) -> None:
        found = defaultdict(list)
        for i, claim in enumerate(self.claims):
            if self.known.get(claim) == self.texts[i]:
                found[claim].append(i)
        beside = {*pairwise(self.known)}
        for claim, places in found.items():
            home = max(places, key=lambda i: self._at_home(i, beside))
            self._take(home, claim)

    def _at_home(self, place: int, beside: set[tuple[str, str]]) -> int:
        """How many old neighbours a block has: a copy has fewer."""
        around = (*self.claims[:place][-1:], *self.claims[place : place + 2])
        return sum(pair in beside for pair in pairwise(around))

    def _same_words(self, places: list[int]) -> None:
        homes: dict[str, deque[str]] = defaultdict(deque)
        for name in self._free():
            homes[self.known[name]].append(name)
        for i in places:
            if homes.get(self.texts[i]):
                self._take(i, homes[self.texts[i]].popleft())

    def _same_id_and_similar_words(self) -> None:
        best: dict[str, tuple[float, int]] = {}
        for i in self._open():
            claim = self.claims[i]
            if claim in self.known and claim not in self.taken:
                found = (likeness(self.known[claim], self.texts[i]), -i)
                best[claim] = max(best.get(claim, found), found)
        for claim, (score, place) in best.items():
            if score >= KEEP:
                self._take(-place, claim)

    def _similar_words(self) -> None:
        places, names = self._open(), self._free()
        new = [self.texts[i] for i in places]
        old = [self.known[name] for name in names]
        for score, mine, theirs in pairs(new, old, SIMILAR):
            place, name = places[mine], names[theirs]
            if not self.ids[place] and name not in self.taken:
                self._take(place, name)
                if score < SURE:
                    self.doubtful.add(place)

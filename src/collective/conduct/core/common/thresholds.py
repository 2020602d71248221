"""Which figures must not be shown because they would single people out.

A table of disjoint parts and their total: whoever sees a figure can subtract.
So a part with a small count hides, and with it so many others that nothing
below ``smallest`` can be found by any addition or difference of what is shown
(REQUIREMENTS A23, B25: fewer than 5). A count of none is small as well: that
nobody else has answered says what each of them did.
"""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence


SMALLEST = 5
TOTAL = "total"  # in what is hidden: the total, not a part

Counts = Sequence[int]  # one for each outcome, in the same order for every part


def hidden(
    parts: Mapping[str, Counts],
    smallest: int = SMALLEST,
    known: Collection[str] = (),
) -> frozenset[str]:
    """The parts to withhold, with ``TOTAL`` when the total gives them away.

    ``known`` are parts whose people the reader sees by name: they are plain,
    and so can be subtracted from the total.
    """
    unknown = {key: counts for key, counts in parts.items() if key not in known}
    kept = {key for key, counts in unknown.items() if _small(counts, smallest)}
    if not kept:
        return frozenset()
    rest = sorted(unknown.keys() - kept, key=lambda key: (sum(unknown[key]), key))
    for key in rest:
        if not _small(_together(unknown, kept), smallest):
            break
        kept.add(key)
    if _small(_together(unknown, kept), smallest):
        return frozenset({*kept, TOTAL})
    return frozenset(kept)


def _small(counts: Counts, smallest: int) -> bool:
    return any(count < smallest for count in counts)


def _together(parts: Mapping[str, Counts], keys: Collection[str]) -> Counts:
    """What the reader finds about the withheld parts by subtracting the others."""
    return [sum(column) for column in zip(*(parts[key] for key in keys), strict=True)]

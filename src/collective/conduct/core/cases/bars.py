"""Bars of a case: who may not know of it, and how far that reaches (TRUST 7)."""

# How far a ground reaches, from the case in which it arose.
MERGED, FOLLOWING, LINKED, SERIES = REACHES = (
    "merged",  # the case, and what it was merged with
    "following",  # also what follows it; not what it follows
    "linked",  # also what it follows
    "series",  # also its series
)
# ground -> its reach. What the reporter unticked does not reach back: whoever reads
# the first report was chosen by the same reporter before (decision 067).
GROUNDS = {
    "witness": MERGED,
    "unticked": FOLLOWING,
    "conflict": LINKED,
    "concerned": SERIES,
}
Bars = tuple[tuple[int, str], ...]  # person and reach; the ground is sealed


def bars_with(bars: Bars, person: int, ground: str) -> Bars:
    """Return the bars with a further ground; the wider reach of a person holds."""
    widest = {GROUNDS[ground], *(reach for who, reach in bars if who == person)}
    rest = [each for each in bars if each[0] != person]
    return tuple(sorted([*rest, (person, max(widest, key=REACHES.index))]))

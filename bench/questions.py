"""Three questions of every page, put to the ledger and to the portal catalog.

All hold the same records, are warm (asked the same just before, as in the
prototype that the goals come from), and take turns. Compared is what they take
of the processor: none waits for anything. The catalog is asked in two ways, as
a page does (with rights and dates) and for the two indexes alone, as nobody but
the system may; the quicker one is the rival.
"""

from bench.sizes import sized
from bench.told import tell
from bench.turns import in_turns
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.storage.ledger.ledger import Ledger
from functools import partial
from statistics import median
from time import process_time
from typing import Any

import hashlib
import random


PEOPLE, EDITIONS = 500, 20
ASKED, AT_ONCE, GROUP, EDITION = sized(400, 40), 10, 60, 1
# the ledger's people and editions; the rival has their places in these lists
IDS = random.Random(5).sample(range(1, 2**31), PEOPLE)
# the sixty of whom somebody is the first: as the rival knows them, and as we do
GROUPS = [[(who + each) % PEOPLE for each in range(GROUP)] for who in range(PEOPLE)]
MEMBERS = [[IDS[each] for each in group] for group in GROUPS]
NAMES = [hashlib.sha256(b"%d" % each).hexdigest() for each in range(EDITIONS + 1)]


def put(site: Any, ledger: Ledger, size: str) -> Iterator[tuple[str, float]]:
    """Yield how many times quicker the ledger answers than the catalog."""
    tool = site.portal_catalog
    searches = (partial(tool.searchResults, portal_type="answer"),)
    searches += (tool.unrestrictedSearchResults,)
    for name, (rival, ours) in QUESTIONS.items():
        asks = [partial(ours, ledger), *(partial(rival, each) for each in searches)]
        took = [median(each) * 1e6 for each in _taken(asks)]
        quickest = min(took[1:])
        tell(
            f"{name} at {size}: ledger {took[0]:.1f} us, catalog as a page searches it"
            f" {took[1]:.1f} us, by two indexes alone {took[2]:.1f} us (medians)"
        )
        yield f"catalog_to_{name}_at_{size}", quickest / took[0]


def _taken(asks: list[Callable[[int], object]]) -> list[list[float]]:
    """Seconds for one question, each way: ten people at a time, asked before.

    Ten, because reading the clock takes as long as the quickest answers.
    """
    numbers = random.Random(7).sample(range(PEOPLE), ASKED)

    def timed(ask: Callable[[int], object], turn: int) -> float:
        some = numbers[turn * AT_ONCE : (turn + 1) * AT_ONCE]
        for number in some:  # warm
            ask(number)
        began = process_time()
        for number in some:
            ask(number)
        return (process_time() - began) / len(some)

    return in_turns([partial(timed, ask) for ask in asks], ASKED // AT_ONCE)


def _answered(search: Callable, who: int) -> set[int]:
    return {brain.edition for brain in search(person=who)}


# what is asked -> the catalog's way, the ledger's way
QUESTIONS: dict[str, tuple[Callable, Callable]] = {
    "has": (
        lambda search, who: len(search(person=who, edition=EDITION)),
        lambda ledger, who: ledger.outcome(NAMES[EDITION], IDS[who]),
    ),
    "outstanding": (
        _answered,
        lambda ledger, who: ledger.answered(IDS[who], NAMES),
    ),
    "coverage": (
        lambda search, who: len(search(person=GROUPS[who], edition=EDITION)),
        lambda ledger, who: len(ledger.outcomes(NAMES[EDITION], MEMBERS[who])),
    ),
}

"""Three questions of every page, put to the ledger and to the portal catalog.

Both hold the same records, are warm (asked the same just before, as in the
prototype that the goals come from), and take turns. Compared is what they take
of the processor: neither waits for anything.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.storage.ledger.ledger import Ledger
from functools import partial
from statistics import median
from time import process_time
from typing import Any

import hashlib
import os
import random
import sys


PEOPLE, EDITIONS = 500, 20
ASKED, AT_ONCE, GROUP, EDITION = 400, 10, 60, 1
# the ledger's people and editions; the rival has their places in these lists
IDS = random.Random(5).sample(range(1, 2**31), PEOPLE)
# the sixty of whom somebody is the first: as the rival knows them, and as we do
GROUPS = [[(who + each) % PEOPLE for each in range(GROUP)] for who in range(PEOPLE)]
MEMBERS = [[IDS[each] for each in group] for group in GROUPS]
NAMES = [hashlib.sha256(b"%d" % each).hexdigest() for each in range(EDITIONS + 1)]


def put(site: Any, ledger: Ledger, size: str) -> Iterator[tuple[str, float, str]]:
    """Yield how often faster the ledger answers than the catalog."""
    numbers = random.Random(7).sample(range(PEOPLE), ASKED)
    for name, (rival, ours) in QUESTIONS.items():
        asks = (partial(rival, site), partial(ours, ledger))
        took = [median(each) * 1e6 for each in _taken(asks, numbers)]
        print(f"{name}: {took[0]:.1f} and {took[1]:.1f} us (medians)", file=sys.stderr)
        yield f"catalog_to_{name}_at_{size}", took[0] / took[1], busy()


def busy() -> str:
    """What else the machine did, to be told beside a result."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def _taken(asks: tuple[Callable, ...], numbers: list[int]) -> list[list[float]]:
    """Seconds for one question, each way: ten people at a time, asked before.

    Ten, because reading the clock takes as long as the quickest answers.
    """
    taken: list[list[float]] = [[] for _ in asks]
    for some in batched(numbers, AT_ONCE):
        for kept, ask in zip(taken, asks, strict=True):
            for number in some:  # warm
                ask(number)
            began = process_time()
            for number in some:
                ask(number)
            kept.append((process_time() - began) / len(some))
    return taken


def batched(numbers: list[int], size: int) -> Iterator[list[int]]:
    """The numbers, some at a time."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _catalog(site: Any, **query: Any) -> int:
    return len(site.portal_catalog(portal_type="answer", **query))


def _answered(site: Any, who: int) -> set[int]:
    found = site.portal_catalog(portal_type="answer", person=who)
    return {brain.edition for brain in found}


# what is asked -> the catalog's way, the ledger's way
QUESTIONS: dict[str, tuple[Callable, Callable]] = {
    "has": (
        lambda site, who: _catalog(site, person=who, edition=EDITION),
        lambda ledger, who: ledger.outcome(NAMES[EDITION], IDS[who]),
    ),
    "outstanding": (
        lambda site, who: _answered(site, who),
        lambda ledger, who: ledger.answered(IDS[who], NAMES),
    ),
    "coverage": (
        lambda site, who: _catalog(site, person=GROUPS[who], edition=EDITION),
        lambda ledger, who: len(ledger.outcomes(NAMES[EDITION], MEMBERS[who])),
    ),
}

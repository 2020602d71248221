"""The ledger alone, at 1,000, 10,000 and 1,000,000 records, without Plone.

All sizes and the rivals are open at once and take turns, so a busy machine
slows them alike; times are medians. The million is loaded in blocks of sixteen
editions; what it leaves on the disk is the same as if the answers had come one
by one.
"""

from bench.sizes import sized
from bench.told import tell
from bench.turns import in_turns
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.storage.ledger.ledger import Ledger
from functools import partial
from math import log
from pathlib import Path
from random import Random
from statistics import mean
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from time import process_time
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

import hashlib
import transaction
import ZODB


SHAPES = {"1e3": (100, 10), "1e4": (500, 20), "1e6": sized((5000, 200), (1000, 20))}
ANSWERS = sized(300, 60)
GROUP = 60
START = 1_780_000_000
STATEMENT = hashlib.sha256(b"statement").hexdigest()


def answer(ledger: Ledger, person: int, edition: str) -> None:
    """Record that a person has read an edition."""
    ledger.append(
        person,
        "acknowledged",
        START,
        edition=edition,
        statement=STATEMENT,
        campaign="spring",
        language="sv",
        by=person,
    )


class Site:
    """One database with a ledger of so many people and editions."""

    def __init__(self, folder: Path, people: int, editions: int) -> None:
        self.random = Random(people)
        self.people = self.random.sample(range(1, 2**31), people)
        self.editions = [
            hashlib.sha256(b"%d" % number).hexdigest() for number in range(editions + 1)
        ]
        self.size = people * editions
        self.path = folder / f"{self.size}.fs"
        self.open()
        self.connection.root()["ledger"] = Ledger()
        self.load()

    @property
    def ledger(self) -> Ledger:
        return self.connection.root()["ledger"]

    def open(self) -> None:
        self.db = ZODB.DB(FileStorage(str(self.path)), cache_size=30_000)
        self.connection = self.db.open()

    def load(self) -> None:
        for edition in self.editions:
            self.ledger.open_edition(edition)
        for first in range(0, len(self.editions) - 1, 16):
            several = self.editions[first : min(first + 16, len(self.editions) - 1)]
            for at in range(0, len(self.people), 250):
                self.answer_all(self.people[at : at + 250], several)
            self.ledger.seal(START + first)
            self.commit()

    def answer_all(self, people: list[int], editions: list[str]) -> None:
        for person in people:
            for edition in editions:
                self.answer(person, edition)
        self.commit()

    def answer(self, person: int, edition: str) -> None:
        answer(self.ledger, person, edition)

    def commit(self) -> None:
        transaction.commit()
        self.connection.cacheGC()

    def kept(self) -> float:
        """Pack; return the bytes of the whole file per record."""
        self.db.pack()
        self.connection.close()
        self.db.close()
        size = self.path.stat().st_size
        self.open()
        return size / self.size

    def cold(self, ask: Callable[[Ledger], object]) -> int:
        """Return how many objects a question loads from a cold cache."""
        transaction.begin()
        self.connection.cacheMinimize()
        self.connection.getTransferCounts(clear=True)
        ask(self.connection.root()["ledger"])
        return self.connection.getTransferCounts(clear=True)[0]


class Raw:
    """The least a commit can be: one small object."""

    def __init__(self, folder: Path) -> None:
        self.db = ZODB.DB(FileStorage(str(folder / "raw.fs")))
        self.connection = self.db.open()

    def write(self, number: int) -> float:
        began = perf_counter()
        self.connection.root()["value"] = number
        transaction.commit()
        return perf_counter() - began


class Timed:
    """What single answers to the newest edition cost."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.people = iter(site.random.sample(site.people * 3, ANSWERS))
        self.seconds: list[float] = []
        self.objects: list[int] = []
        self.bytes: list[int] = []

    def write(self, _turn: int) -> None:
        site, person = self.site, next(self.people)
        list(site.ledger.entries(person))  # the page has shown what I answered
        size = site.db.getSize()
        site.connection.getTransferCounts(clear=True)
        began = perf_counter()
        site.answer(person, site.editions[-1])
        transaction.commit()
        self.seconds.append(perf_counter() - began)
        self.objects.append(site.connection.getTransferCounts(clear=True)[1])
        self.bytes.append(site.db.getSize() - size)


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``ledger``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        sites = {}
        for name, shape in SHAPES.items():
            sites[name] = Site(Path(folder), *shape)
            yield f"kept_bytes_at_{name}", sites[name].kept()
        yield from _loads(sites["1e6"])
        yield from _growth(sites)
        yield "cells_ms_at_1e6", _cells(sites["1e6"])
        yield from _answers(sites, Raw(Path(folder)))
        yield "conflicts_at_1e4", _conflicts(sites["1e4"])
        for site in sites.values():
            transaction.abort()
            site.db.close()


def _loads(site: Site) -> Iterator[tuple[str, float]]:
    asked = site.random.sample(site.people, 30)
    edition = site.editions[7]
    outcome = [site.cold(lambda it, who=who: it.outcome(edition, who)) for who in asked]
    proved = [site.cold(lambda it, who=who: it.inclusion(who, 5)) for who in asked]
    owed = [site.cold(partial(_outstanding, site, who=who)) for who in asked]
    yield "outcome_loads_at_1e6", max(outcome)
    yield "outstanding_loads_at_1e6", max(owed)
    yield "inclusion_loads_at_1e6", max(proved)
    yield "empty_seal_loads_at_1e6", site.cold(lambda it: it.seal(START))


def _growth(sites: dict[str, Site]) -> Iterator[tuple[str, float]]:
    """Yield how what a question loads grows with the records: the exponent."""
    few, many = sites["1e3"], sites["1e6"]
    for name, ask in QUESTIONS.items():
        loads = []
        for site in (few, many):
            asked = site.random.sample(site.people, 30)
            loads.append(mean(site.cold(partial(ask, site, who=who)) for who in asked))
        tell(f"{name}: {loads[0]:.1f} and {loads[1]:.1f} objects")
        yield f"{name}_growth", log(loads[1] / loads[0]) / log(many.size / few.size)


def _has(site: Site, ledger: Ledger, who: int) -> object:
    return ledger.outcome(site.editions[7], who)


def _outstanding(site: Site, ledger: Ledger, who: int) -> object:
    """Which of ten editions that hold today has somebody not answered?"""
    answered = ledger.answered(who, site.editions[:10])
    return set(site.editions[:10]).difference(answered)


def _coverage(site: Site, ledger: Ledger, who: int) -> object:
    """How many of a group of sixty have answered an edition?"""
    at = site.people.index(who)
    group = (site.people * 2)[at : at + GROUP]
    return len(ledger.outcomes(site.editions[7], group))


QUESTIONS = {"has": _has, "outstanding": _outstanding, "coverage": _coverage}


def _cells(site: Site) -> float:
    """Return the milliseconds of 100 groups of sixty by 10 editions, warm.

    Of the processor: nothing waits for the disk.
    """
    groups = [site.random.sample(site.people, GROUP) for _ in range(100)]
    seconds = []
    for _ in range(10):
        began = process_time()
        for edition in site.editions[:10]:
            for group in groups:
                len(site.ledger.outcomes(edition, group))
        seconds.append(process_time() - began)
    tell(f"1,000 cells: {[round(each, 3) for each in seconds]} s")
    return 1000 * median(seconds)


def _answers(sites: dict[str, Site], raw: Raw) -> Iterator[tuple[str, float]]:
    timed = {name: Timed(site) for name, site in sites.items()}
    plain, *_took = in_turns([raw.write, *(e.write for e in timed.values())], ANSWERS)
    raw.db.close()
    for name, each in timed.items():
        yield f"answer_objects_at_{name}", mean(each.objects)
        yield f"answer_bytes_at_{name}", mean(each.bytes)
    ours, least = median(timed["1e4"].seconds), median(plain)
    tell(f"an answer {1000 * ours:.2f} ms, one object {1000 * least:.2f} ms (medians)")
    yield "answer_to_raw_commit_at_1e4", ours / least


def _conflicts(site: Site) -> float:
    """Return the conflicts per 100 answers of which each two overlap."""
    writers = []
    for _ in range(2):
        manager = transaction.TransactionManager()
        writers.append((manager, site.db.open(manager)))
    people, lost = site.random.sample(site.people, 400), 0
    edition = site.editions[-1]
    for pair in zip(people[::2], people[1::2], strict=True):
        for (manager, connection), person in zip(writers, pair, strict=True):
            manager.begin()
            connection.root()["ledger"].append(
                person, "committed", START, edition=edition, by=person
            )
        for manager, _ in writers:
            lost += _lost(manager)
    return 100 * lost / len(people)


def _lost(manager: transaction.TransactionManager) -> bool:
    try:
        manager.commit()
    except ConflictError:
        manager.abort()
        return True
    return False

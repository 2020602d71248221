"""A report, against the same text and files as a page of Plone with three files.

Once with the files, once without. All are made in the demo site, one transaction
each and in turns: the pages with ids, as one who knows Plone makes them, and
without, where Plone names them in a second step; the cheaper is the rival. Then
ten reports a second come in for a minute, by two writers, who try again at once
where Zope would wait a little; and a page is asked for while fifty requests to
unlock the vault wait, on a server with its four threads.
"""

from base64 import b64encode
from bench.pages import _served
from bench.sizes import sized
from bench.told import tell
from bench.turns import in_turns
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import partial
from itertools import combinations
from math import sqrt
from pathlib import Path
from statistics import median
from statistics import NormalDist
from tempfile import TemporaryDirectory
from threading import Event
from threading import Thread
from time import perf_counter
from time import sleep
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request
from urllib.request import urlopen
from ZODB.utils import p64
from ZODB.utils import u64

import json
import os
import secrets


TURNS = sized(20, 2)
RATE, SECONDS, WRITERS = 10, sized(60, 3), 2
TRIES = 1 + 3  # Zope's max_conflict_retries
UNLOCKS, PAGES, THREADS = 50, 10, 4
CALLS = sized(250, 20)
WORD = "kanariegulzq"
TEXT = f"Det var efter mötet, {WORD}. " * 80
FILES = {"a.pdf": 200_000, "b.bin": 100_000, "c.bin": 50_000}
PHRASE = "en lång lösenfras"
FUNCTIONS = ("hr", "municipal_secretary", "head_of_office", "identity_approver")


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``reports``."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site = Site(Path(folder))
        for each in (_compared, _words, _alike, _wave, _crowd):
            yield from each(site).items()


@dataclass
class Kept:
    """How large the database is: records' bytes and blobs' together."""

    folder: Path

    @property
    def size(self) -> int:
        files = [self.folder / "filestorage" / "Data.fs"]
        files += [p for p in (self.folder / "blobstorage").rglob("*") if p.is_file()]
        return sum(each.stat().st_size for each in files)


class Site:
    """The demo site, whose intake is open."""

    def __init__(self, folder: Path) -> None:
        self.application, self.known = _served(folder)
        self.kept = Kept(folder)
        self.portal = opened()
        _enrol([self.known["accounts"][name] for name in ("handler", "handler2")])
        import transaction

        transaction.commit()

    def cost(self, work: Callable[[], None]) -> tuple[int, int, float]:
        """Do it in a transaction; return objects stored, bytes added, seconds.

        Counted is what the storage holds: a savepoint stores an object early.
        """
        import transaction

        storage, before = self.portal._p_jar.db().storage, self.kept.size
        next_tid = p64(u64(storage.lastTransaction()) + 1)
        began = perf_counter()
        work()
        transaction.commit()
        took = perf_counter() - began
        stored = sum(1 for each in storage.iterator(next_tid) for _record in each)
        return stored, self.kept.size - before, took


def opened() -> Any:
    """The site of this thread, in a connection of its own."""
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    from zope.globalrequest import setRequest

    import Zope2

    root = makerequest(Zope2.app())
    setRequest(root.REQUEST)
    setSite(root.Plone)
    return root.Plone


def _enrol(confirmers: list[Mapping[str, str]]) -> None:
    """Enrol holders of each function; the demo site's handlers confirm their keys."""
    from collective.conduct.core.registers.mandates import Function
    from collective.conduct.core.registers.ports import IRegister
    from collective.conduct.core.vault.ports import IKeyrings
    from collective.conduct.storage.vault.ciphers import boxes
    from collective.conduct.storage.vault.ciphers.passphrases import lock
    from collective.conduct.storage.vault.open_vault import UnlockedVault
    from plone import api
    from tests.support.handlers import confirm_everybody
    from zope.component import getUtility

    register, vaults = getUtility(IRegister), {}
    for function in (*FUNCTIONS, *["escrow_holder"] * 3):
        person = register.enrol(name=f"Holder of {function}")
        register.record(Function(person, function, start=date(2026, 1, 1)), 0)
        pair = boxes.new_pair()
        getUtility(IKeyrings).keep(lock(*pair, PHRASE, person, 1))
        vaults[person] = UnlockedVault(person, pair[0])
    for each in confirmers:
        own = register.person_of(api.user.get(username=each["login"]).getId())
        vaults[own] = getUtility(IKeyrings).unlock(own, each["passphrase"])
    confirm_everybody(vaults)
    _forget_letters()


def _forget_letters() -> None:
    """Count what waits as sent: all holders are told of new functions, at once.

    A thread would send it, and store that, in between what is measured.
    """
    from collective.conduct.core.mail.ports import IOutbox
    from zope.component import getUtility

    outbox = getUtility(IOutbox)
    for alone in (True, False):
        while batch := outbox.take(2**31, alone):
            outbox.sent(batch.number, 2**31)


def report(sizes: Mapping[str, int] = FILES) -> Any:
    """Send in the text and its three files; return what was received."""
    from collective.conduct.core.cases.records.answers import ReportAnswer
    from collective.conduct.operations.common.uploads import all_received
    from collective.conduct.operations.reports.receiving import receive_report
    from collective.conduct.operations.reports.receiving import Submission

    files = [(name, "", os.urandom(size)) for name, size in sizes.items()]
    answers = (ReportAnswer("what", "text", "What has happened?", TEXT),)
    nonce = secrets.token_hex(16)
    sent = Submission("harassment", nonce, answers, files=all_received(files))
    return receive_report(sent)


def _page(folder: Any, turn: int, named: bool, sizes: Mapping[str, int]) -> None:
    """Make the rival: a page with the text, and files beside it."""
    from plone import api
    from plone.app.textfield.value import RichTextValue
    from plone.namedfile.file import NamedBlobFile

    with api.env.adopt_roles(["Manager"]):
        text = RichTextValue(TEXT, "text/plain", "text/html")
        ids = {"id": f"named-{turn}-{len(sizes)}"} if named else {}
        api.content.create(folder, "Document", title="Page", text=text, **ids)
        for name, size in sizes.items():
            file = NamedBlobFile(os.urandom(size), filename=name)
            ids = {"id": f"named-{turn}-{name}"} if named else {}
            api.content.create(folder, "File", title=name, file=file, **ids)


def _compared(site: Site) -> dict[str, float]:
    from plone import api

    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(site.portal, "Folder", "rival", title="Rival")
    page = partial(partial, _page, folder)
    ways: dict[str, Callable[[int], Callable[[], None]]] = {
        "report": lambda _turn: report,
        "page with ids": lambda turn: page(turn, True, FILES),
        "page without": lambda turn: page(turn, False, FILES),
        "bare report": lambda _turn: partial(report, {}),
        "bare page with an id": lambda turn: page(turn, True, {}),
        "bare page without": lambda turn: page(turn, False, {}),
    }
    rows = in_turns(
        [lambda t, e=each: site.cost(e(t)) for each in ways.values()], TURNS
    )
    found = {}
    for name, each in zip(ways, rows, strict=True):
        found[name] = [median(column) for column in zip(*each, strict=True)]
        objects, size, seconds = found[name]
        tell(f"{name}: {objects:g} objects, {size:g} bytes, {1000 * seconds:.0f} ms")
    return _ratios(*found.values())


def _ratios(*ways: list[float]) -> dict[str, float]:
    """Objects, bytes and seconds, in the order of the ways: the goals' ratios."""
    ours, named, unnamed, bare, bare_named, bare_unnamed = ways
    return {
        "page_to_report_objects": min(named[0], unnamed[0]) / ours[0],
        "page_to_report_bytes": min(named[1], unnamed[1]) / ours[1],
        "bare_report_objects": bare[0],
        "bare_page_to_report_time": min(bare_named[2], bare_unnamed[2]) / bare[2],
    }


def _words(site: Site) -> dict[str, float]:
    """How many catalog entries and lexicon words a report leaves."""
    before = _catalog(site.portal)
    site.cost(report)
    after = _catalog(site.portal)
    return {"catalog_entries": after[0] - before[0] + len(after[1] - before[1])}


def _catalog(portal: Any) -> tuple[int, set[str]]:
    catalog = portal.portal_catalog
    lexicons = catalog.objectValues(["ZCTextIndex Lexicon"])
    return len(catalog), {word for each in lexicons for word in each.words()}


@dataclass
class Wave:
    """What the writers did."""

    took: list[float] = field(default_factory=list)
    conflicts: int = 0
    shown: int = 0

    def write(self, number: int) -> None:
        """One writer: its share of the reports, each at its moment."""
        import transaction

        portal, began = opened(), perf_counter()
        for turn in range(RATE * SECONDS // WRITERS):
            sleep(max(0.0, began + turn * WRITERS / RATE - perf_counter()))
            start = perf_counter()
            self._one()
            self.took.append(perf_counter() - start)
        transaction.abort()
        portal._p_jar.close()

    def _one(self) -> None:
        from ZODB.POSException import ConflictError

        import transaction

        for _ in range(TRIES):
            try:
                transaction.begin()
                report()
                transaction.commit()
            except ConflictError:
                self.conflicts += 1
                transaction.abort()
            else:
                return
        self.shown += 1


def _alike(site: Site) -> dict[str, float]:
    """How likely words that lead nowhere take the same time, at the least."""
    from collective.conduct.core.cases.ports import IReporterMailbox
    from collective.conduct.operations.reports.reporter_followup import status
    from collective.conduct.operations.vault.receipt_code import opened as derived
    from zope.component import getUtility

    known, gone = report().words, " ".join(report().words)
    getUtility(IReporterMailbox).forget(derived(gone).lookup)
    kinds = (" ".join([*known[:-1], "fel"]), "a b c d e f g", gone)

    def timed(words: str, _turn: int) -> float:
        began = perf_counter()
        status(words)
        return perf_counter() - began

    took = in_turns([partial(timed, each) for each in kinds], CALLS)
    chances = [likely(one, other) for one, other in combinations(took, 2)]
    tell(f"likely the same: {[round(each, 3) for each in chances]}")
    return {"words_alike": min(chances)}


def likely(one: list[float], other: list[float]) -> float:
    """The two-sided p of Mann and Whitney, by the normal distribution."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(place for place, (_value, which) in enumerate(ranked, 1) if not which)
    first, second = len(one), len(other)
    mean = first * (first + second + 1) / 2
    spread = sqrt(first * second * (first + second + 1) / 12)
    return 2 * (1 - NormalDist().cdf(abs(ranks - mean) / spread))


def _wave(site: Site) -> dict[str, float]:
    from collective.conduct.core.cases.ports import ICases
    from zope.component import getUtility

    import transaction

    transaction.begin()
    before, wave, began = (
        len([*getUtility(ICases).everything()]),
        Wave(),
        perf_counter(),
    )
    writers = [Thread(target=wave.write, args=(each,)) for each in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    took = perf_counter() - began
    transaction.begin()
    came = len([*getUtility(ICases).everything()]) - before
    slow = f"median {median(wave.took):.3f} s, longest {max(wave.took):.3f} s"
    tell(f"{came} reports in {took:.1f} s, {slow}, {wave.conflicts} conflicts")
    return {
        "lost": RATE * SECONDS - came,
        "conflicts_shown": wave.shown,
        "seconds_of_600": took,
    }


def _crowd(site: Site) -> dict[str, float]:
    """The slowest of ten pages while fifty people unlock."""
    from collective.conduct.setuphandlers.demo import hub_path
    from waitress.server import create_server

    server = create_server(site.application, host="127.0.0.1", port=0, threads=THREADS)
    Thread(target=server.run, daemon=True).start()
    root = f"http://127.0.0.1:{server.effective_port}/Plone"
    _get(f"{root}/login")
    stop, counts = Event(), Counter()
    holders = _unlocks(f"{root}{hub_path(site.portal)}", site.known)
    crowd = [
        Thread(target=_unlock, args=(holders[n % len(holders)], stop, counts))
        for n in range(UNLOCKS)
    ]
    for each in crowd:
        each.daemon = True
        each.start()
    took = [_timed(f"{root}/login") for _ in range(PAGES)]
    stop.set()
    pages = [round(each, 2) for each in took]
    tell(f"pages {pages} s, answers to those who unlock {dict(counts)}")
    if not counts[201]:
        raise RuntimeError("Nobody unlocked.")
    return {"page_seconds_among_50_unlocks": max(took)}


def _unlocks(hub: str, known: dict) -> list[Request]:
    """The request of each who holds a key: to open the vault, over REST."""
    found = []
    for account in known["accounts"].values():
        if "passphrase" in account:
            secret = f"{account['login']}:{account['password']}".encode()
            proof = b64encode(secret).decode()
            headers = {"Accept": "application/json", "Authorization": f"Basic {proof}"}
            body = json.dumps({"passphrase": account["passphrase"]}).encode()
            headers["Content-Type"] = "application/json"
            found.append(Request(f"{hub}/@conduct-vault", body, headers))
    return found


def _unlock(holder: Request, stop: Event, counts: Counter) -> None:
    while not stop.is_set():
        counts[_get(holder)] += 1
        stop.wait(1)  # whoever is asked to come back does so, sooner than told


def _get(asked: str | Request) -> int:
    try:
        with urlopen(asked, timeout=60) as page:
            page.read()
            return page.status
    except HTTPError as problem:
        return problem.code


def _timed(url: str) -> float:
    began = perf_counter()
    _get(url)
    return perf_counter() - began

"""The desk: a page of 25 cases out of very many, and what opening one adds.

The rival is a catalog of the same cases with the indexes that such a query of
Plone asks (who may see it, type, in effect, state, deadline), sorted and limited
by itself. Both lie in the demo site's database; cold is a connection that holds
nothing.
"""

from base64 import b64encode
from bench.questions import busy
from bench.reports import _get
from bench.reports import opened
from bench.reports import report
from bench.reports import Site
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.setuphandlers.demo import hub_path
from itertools import islice
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter
from time import process_time
from types import SimpleNamespace
from typing import Any
from urllib.request import Request
from urllib.request import urlopen

import json
import os
import random
import secrets
import subprocess
import sys


SIZES = {"1e3": 1_000, "1e4": 10_000, "1e5": 100_000}
PEOPLE = 100  # each handles a hundredth of all
PAGE, LONG, TURNS, GUESSES = 25, 10_000, 9, 500
WEEK, QUARTER = 7, 90
TODAY = 739_000  # an ordinal; any will do
SEEN = "allowedRolesAndUsers"


def measure() -> Iterator[tuple[str, float, str]]:
    """Yield every value of the group ``desk``, from a process of its own."""
    command = (sys.executable, "-m", "bench.desk")
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(said.stdout.splitlines()[-1])
    yield from ((name, value, told["busy"]) for name, value in told["values"].items())


class Town:
    """So many cases in our index and in the rival's; both in one database."""

    def __init__(self, root: Any, size: int) -> None:
        from collective.conduct.core.cases.summary import CaseSummary
        from collective.conduct.storage.cases.desks import Desks
        from DateTime import DateTime

        import transaction

        self.today = TODAY
        self.name = f"bench{size}"
        root[self.name] = self.desks = Desks()
        root[f"{self.name}r"] = self.rival = _catalog()
        effect = {"effective": DateTime(0), "expires": DateTime("2499/12/31")}
        draw = random.Random(size)
        for number in range(size):
            case, person = f"{draw.getrandbits(128):032x}", number % PEOPLE
            state = draw.choice(("received", "triage", "ongoing"))
            due = self.today + draw.randrange(QUARTER)
            facts = CaseSummary(case, "", state, "harassment", "harassment", number)
            self.desks.put(facts, due, {person: b"k" * 32})
            token = SimpleNamespace(
                allowedRolesAndUsers=[f"user:{person}"],
                portal_type="ConductCase",
                review_state=state,
                due=due,
                **effect,
            )
            self.rival.catalog_object(token, case)
            if not number % 5_000:
                transaction.savepoint(optimistic=True)
        transaction.commit()

    def read(self, connection: Any, ours: bool) -> Callable[[], Any]:
        """The question, put to what another connection loads anew."""
        root = connection.root()
        if ours:
            desks = root[self.name]
            return lambda: _page(desks, self.today)
        rival = root[f"{self.name}r"]
        return lambda: _query(rival, self.today)


def _catalog() -> Any:
    from Products.PluginIndexes.DateRangeIndex.DateRangeIndex import DateRangeIndex
    from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
    from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
    from Products.ZCatalog.Catalog import Catalog
    from Products.ZCatalog.ZCatalog import ZCatalog

    made = ZCatalog("rival")
    made._catalog = Catalog()
    made._catalog.addIndex(SEEN, KeywordIndex(SEEN))
    for name in ("portal_type", "review_state", "due"):
        made._catalog.addIndex(name, FieldIndex(name))
        made._catalog.addColumn(name)
    in_effect = DateRangeIndex("effectiveRange", "effective", "expires")
    made._catalog.addIndex("effectiveRange", in_effect)
    return made


def _page(desks: Any, today: int) -> list:
    """The rows and the counts of a desk's page (operations.cases.desk)."""
    from collective.conduct.core.cases.summary import OPEN
    from collective.conduct.core.cases.summary import STATES

    _counts = [desks.count(1, state) for state in STATES]
    _week = sum(1 for _each in desks.of(1, OPEN, today + WEEK))
    return list(islice(desks.of(1, OPEN), PAGE))


def _query(rival: Any, today: int) -> list:
    """The same of the catalog: the rows, and how many of each state."""
    from DateTime import DateTime

    mine = {SEEN: ["user:1"], "portal_type": "ConductCase"}
    mine["effectiveRange"] = DateTime("2026/11/26")
    states = ["received", "triage", "ongoing"]
    _counts = [len(rival(review_state=state, **mine)) for state in states]
    _week = len(rival(due={"query": today + WEEK, "range": "max"}, **mine))
    found = rival(review_state=states, sort_on="due", sort_limit=PAGE, **mine)
    return [(each.review_state, each.due) for each in found[:PAGE]]


def _cold(site: Site, town: Town, ours: bool) -> tuple[float, int]:
    """Seconds and objects loaded by a connection that holds nothing."""
    import transaction

    taken, loads = [], []
    for _turn in range(TURNS):
        transaction.abort()
        connection = site.portal._p_jar.db().open()
        connection.cacheMinimize()
        ask = town.read(connection, ours)
        connection.getTransferCounts(clear=True)
        began = process_time()
        assert len(ask()) <= PAGE
        taken.append(process_time() - began)
        loads.append(connection.getTransferCounts(clear=True)[0])
        connection.close()
    return median(taken), int(median(loads))


def _pages(site: Site) -> dict[str, float]:
    loads, found = {}, {}
    for name, size in SIZES.items():
        town = Town(site.portal._p_jar.root(), size)
        ours, rivals = _cold(site, town, True), _cold(site, town, False)
        loads[size] = ours[1]
        print(f"{name}: ours {ours}, catalog {rivals} (s, loads)", file=sys.stderr)
        if size == max(SIZES.values()):
            found = {"page_loads": ours[1], "catalog_to_page": rivals[0] / ours[0]}
    few, many = min(SIZES.values()), max(SIZES.values())
    growth = log(loads[many] / loads[few]) / log(many / few)
    return {**found, "growth": growth}


def _long_list(site: Site) -> dict[str, float]:
    """A list of ten thousand, each with what is due, nothing of it opened."""
    from collective.conduct.core.cases.summary import CaseSummary
    from collective.conduct.core.cases.summary import OPEN
    from collective.conduct.operations.cases.deadlines import due_of
    from collective.conduct.storage.cases.desks import Desks

    import transaction

    site.portal._p_jar.root()["long"] = desks = Desks()
    draw = random.Random(5)
    for number in range(LONG):
        case = f"{draw.getrandbits(128):032x}"
        facts = CaseSummary(
            case, "", "received", "code", "code", 1_700_000_000 + number
        )
        desks.put(facts, number, {1: b"k" * 32})
    transaction.commit()
    site.portal._p_jar.cacheMinimize()
    began = perf_counter()
    rows = [
        (each.facts, due_of(each.facts, each.deadlines)) for each in desks.of(1, OPEN)
    ]
    assert len(rows) == LONG
    return {"seconds_of_10000": perf_counter() - began}


def _opening(site: Site) -> dict[str, float]:
    from collective.conduct.core.cases.ports import IDesks
    from collective.conduct.core.registers.ports import IRegister
    from collective.conduct.operations.cases.case_access import open_case
    from collective.conduct.operations.cases.case_reading import read
    from collective.conduct.operations.vault.my_key import open_vault
    from collective.conduct.operations.vault.my_key import vault_of
    from plone import api
    from zope.component import getUtility

    import transaction

    report()
    transaction.commit()
    account = site.known["accounts"]["handler"]
    with api.env.adopt_user(username=account["login"]):
        person = getUtility(IRegister).person_of(api.user.get_current().getId())
        token = open_vault(account["passphrase"])
        standing = next(iter(getUtility(IDesks).of(person, ("received",))))
        case, jar = standing.facts.case, site.portal._p_jar
        loads, taken = [], []
        for _turn in range(TURNS):
            transaction.commit()
            jar.cacheMinimize()
            one, other = vault_of(token), vault_of(token)  # of two requests
            jar.getTransferCounts(clear=True)
            read(open_case(case, one))
            loads.append(jar.getTransferCounts(clear=True)[0])
            began = process_time()
            read(open_case(case, other))
            taken.append((process_time() - began) * 1000)
    print(f"opening: loads {loads}, warm ms {taken}", file=sys.stderr)
    return {"opening_loads": median(loads), "opening_ms": median(taken)}


def _guessed(site: Site) -> dict[str, float]:
    """What a handler who was shut out, and one whom it concerns, can tell by time.

    Five hundred requests each in turns: the number of the case, and a made-up one.
    """
    from collective.conduct.core.cases.ports import IDesks
    from collective.conduct.core.registers.ports import IRegister
    from collective.conduct.operations.cases import case_access
    from collective.conduct.operations.vault.my_key import unlocked
    from plone import api
    from waitress.server import create_server
    from zope.component import getUtility

    import transaction

    accounts = site.known["accounts"]
    with api.env.adopt_user(username=accounts["handler"]["login"]):
        person = getUtility(IRegister).person_of(api.user.get_current().getId())
        vault = unlocked(person, accounts["handler"]["passphrase"])
        found = next(iter(getUtility(IDesks).of(person, ("received",))))
        login = accounts["handler2"]["login"]
        other = getUtility(IRegister).person_of(api.user.get(username=login).getId())
        case_access.exclude(case_access.open_case(found.facts.case, vault), other)
    transaction.commit()
    server = create_server(site.application, host="127.0.0.1", port=0, threads=2)
    Thread(target=server.run, daemon=True).start()
    hub = f"http://127.0.0.1:{server.effective_port}/Plone{hub_path(site.portal)}"
    token = _token(hub, accounts["handler2"])
    slowest = 0.0
    for name, header in (("handler2", {"X-Conduct-Vault": token}), ("concerned", {})):
        took: tuple[list[float], list[float]] = ([], [])
        for _turn in range(GUESSES):
            for place, case in enumerate((found.facts.case, secrets.token_hex(16))):
                asked = _request(f"{hub}/@conduct-case", accounts[name], case, header)
                began = perf_counter()
                assert _get(asked) == 404
                took[place].append(perf_counter() - began)
        apart = abs(median(took[0]) - median(took[1])) * 1000
        print(f"{name}: medians {apart:.2f} ms apart", file=sys.stderr)
        slowest = max(slowest, apart)
    return {"guessed_ms": slowest}


def _token(hub: str, account: dict) -> str:
    body = {"passphrase": account["passphrase"]}
    with urlopen(_sent(f"{hub}/@conduct-vault", account, body, {})) as answered:
        return json.load(answered)["token"]


def _request(url: str, account: dict, case: str, header: dict) -> Request:
    return _sent(url, account, {"case": case}, header)


def _sent(url: str, account: dict, body: dict, header: dict) -> Request:
    proof = b64encode(f"{account['login']}:{account['password']}".encode()).decode()
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    headers |= {"Authorization": f"Basic {proof}", **header}
    return Request(url, json.dumps(body).encode(), headers)


def _all() -> dict[str, float]:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.portal = opened()
        found = {**_opening(site), **_long_list(site), **_pages(site)}
        return {**found, **_guessed(site)}


if __name__ == "__main__":
    print(json.dumps({"values": _all(), "busy": busy()}), flush=True)
    os._exit(0)  # the server's threads are not waited for

"""The desk: a page of 25 cases out of very many, and what opening one adds.

The rival is a catalog of the same cases, sorted and limited by itself. It is
asked for the three indexes that say what is wanted (who may see it, state,
deadline), and for the two more that Plone's own search adds (type, in effect);
the quicker counts. All lie in the demo site's database and take turns; cold is
a connection that holds nothing.
"""

from base64 import b64encode
from bench.reports import _get
from bench.reports import opened
from bench.reports import report
from bench.reports import Site
from bench.sizes import sized
from bench.told import tell
from bench.turns import in_turns
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.setuphandlers.demo import hub_path
from functools import partial
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
import random
import secrets


SIZES = sized({"1e3": 1_000, "1e4": 10_000, "1e5": 100_000}, {"1e3": 300, "1e5": 3_000})
PEOPLE = 100  # each handles a hundredth of all
PAGE, LONG, TURNS, GUESSES = 25, sized(10_000, 500), 9, sized(500, 20)
WEEK, QUARTER = 7, 90
SERIES = sized(50, 5)
TODAY = 739_000  # an ordinal; any will do
SEEN = "allowedRolesAndUsers"
WAYS = ("desk", "catalog by three indexes", "catalog by five")


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``desk``."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site = Site(Path(folder))
        site.portal = opened()
        for each in (_opening, _matter, _long_list, _pages, _guessed):
            yield from each(site).items()


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

    def ways(self) -> list[Callable[[Any], list]]:
        """The question, put to what lies in a root: to us, and in the rival's ways."""
        return [
            lambda root: _page(root[self.name], self.today),
            lambda root: _query(root[f"{self.name}r"], self.today, {}),
            lambda root: _query(root[f"{self.name}r"], self.today, _as_plone()),
        ]


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


def _as_plone() -> dict[str, Any]:
    """What Plone's own search asks besides."""
    from DateTime import DateTime

    return {"portal_type": "ConductCase", "effectiveRange": DateTime("2026/11/26")}


def _query(rival: Any, today: int, more: dict[str, Any]) -> list:
    """The same of the catalog: the rows, and how many of each state."""
    mine = {SEEN: ["user:1"], **more}
    states = ["received", "triage", "ongoing"]
    _counts = [len(rival(review_state=state, **mine)) for state in states]
    _week = len(rival(due={"query": today + WEEK, "range": "max"}, **mine))
    found = rival(review_state=states, sort_on="due", sort_limit=PAGE, **mine)
    return [(each.review_state, each.due) for each in found[:PAGE]]


def _cold(site: Site, ask: Callable[[Any], list], _turn: int) -> tuple[float, int]:
    """Seconds and objects loaded by a connection that holds nothing."""
    import transaction

    transaction.abort()
    connection = site.portal._p_jar.db().open()
    connection.cacheMinimize()
    root = connection.root()
    connection.getTransferCounts(clear=True)
    began = process_time()
    assert len(ask(root)) <= PAGE
    took = process_time() - began
    loads = connection.getTransferCounts(clear=True)[0]
    connection.close()
    return took, loads


def _pages(site: Site) -> dict[str, float]:
    loads, found = {}, {}
    for name, size in SIZES.items():
        town = Town(site.portal._p_jar.root(), size)
        asked = in_turns([partial(_cold, site, each) for each in town.ways()], TURNS)
        ways = [[median(column) for column in zip(*e, strict=True)] for e in asked]
        for who, (took, count) in zip(WAYS, ways, strict=True):
            tell(f"{name}, {who}: {1000 * took:.2f} ms, {count:g} loads")
        ours, *rivals = ways
        loads[size] = ours[1]
        if size == max(SIZES.values()):
            ratio = min(took for took, _loads in rivals) / ours[0]
            found = {"page_loads": ours[1], "catalog_to_page": ratio}
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
    tell(f"opening: loads {loads}, warm ms {[round(each, 2) for each in taken]}")
    return {"opening_loads": median(loads), "opening_ms": median(taken)}


def _matter(site: Site) -> dict[str, float]:
    """Whether somebody may know of a case that stands in a series of fifty."""
    from collective.conduct.core.cases.ports import ICases
    from collective.conduct.core.registers.ports import IRegister
    from collective.conduct.operations.cases.matter import matter_of
    from collective.conduct.operations.cases.matter import may_know
    from dataclasses import replace
    from plone import api
    from zope.component import getUtility

    import transaction

    cases = getUtility(ICases)
    before = {each.case for each in cases.everything()}
    for _number in range(SERIES):
        report({})
    made = [each for each in cases.everything() if each.case not in before]
    for facts in made:
        cases.put(replace(facts, series="0" * 32))
    transaction.commit()
    login = site.known["accounts"]["handler"]["login"]
    person = getUtility(IRegister).person_of(api.user.get(username=login).getId())
    taken = []
    for _turn in range(TURNS):
        transaction.commit()
        began = process_time()
        matter = matter_of(made[0].case)
        may_know(matter, person)
        taken.append((process_time() - began) * 1000)
        assert len(matter.cases) == SERIES
    tell(f"may know, of {SERIES} cases: {[round(each, 2) for each in taken]} ms")
    return {"may_know_ms": median(taken)}


def _guessed(site: Site) -> dict[str, float]:
    """What a handler who was shut out, and one whom it concerns, can tell by time.

    Five hundred requests each in turns: the number of the case, and a made-up one.
    """
    from waitress.server import create_server

    case = _shut_out(site.known["accounts"])
    server = create_server(site.application, host="127.0.0.1", port=0, threads=2)
    Thread(target=server.run, daemon=True).start()
    hub = f"http://127.0.0.1:{server.effective_port}/Plone{hub_path(site.portal)}"
    accounts, apart = site.known["accounts"], {}
    token = _token(hub, accounts["handler2"])
    for name, header in (("handler2", {"X-Conduct-Vault": token}), ("concerned", {})):
        ask = partial(_asked, f"{hub}/@conduct-case", accounts[name], header)
        ways = [lambda _turn, ask=ask: ask(case), partial(_made_up, ask)]
        known, unknown = (median(each) for each in in_turns(ways, GUESSES))
        apart[name] = abs(known - unknown) * 1000
        tell(f"{name}: medians {apart[name]:.2f} ms apart")
    return {"guessed_ms": max(apart.values())}


def _shut_out(accounts: dict) -> str:
    """Shut a handler out of a case; return its number."""
    from collective.conduct.core.cases.ports import IDesks
    from collective.conduct.core.registers.ports import IRegister
    from collective.conduct.operations.cases import case_access
    from collective.conduct.operations.vault.my_key import unlocked
    from plone import api
    from zope.component import getUtility

    import transaction

    with api.env.adopt_user(username=accounts["handler"]["login"]):
        person = getUtility(IRegister).person_of(api.user.get_current().getId())
        vault = unlocked(person, accounts["handler"]["passphrase"])
        found = next(iter(getUtility(IDesks).of(person, ("received",))))
        login = accounts["handler2"]["login"]
        other = getUtility(IRegister).person_of(api.user.get(username=login).getId())
        case_access.exclude(case_access.open_case(found.facts.case, vault), other)
    transaction.commit()
    return found.facts.case


def _made_up(ask: Callable[[str], float], _turn: int) -> float:
    return ask(secrets.token_hex(16))


def _asked(url: str, account: dict, header: dict, case: str) -> float:
    """Seconds until it is said that there is no such case."""
    request = _sent(url, account, {"case": case}, header)
    began = perf_counter()
    assert _get(request) == 404
    return perf_counter() - began


def _token(hub: str, account: dict) -> str:
    body = {"passphrase": account["passphrase"]}
    with urlopen(_sent(f"{hub}/@conduct-vault", account, body, {})) as answered:
        return json.load(answered)["token"]


def _sent(url: str, account: dict, body: dict, header: dict) -> Request:
    proof = b64encode(f"{account['login']}:{account['password']}".encode()).decode()
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    headers |= {"Authorization": f"Basic {proof}", **header}
    return Request(url, json.dumps(body).encode(), headers)

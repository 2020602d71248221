"""The ledger in a Plone site, against a Dexterity item for every answer.

The rival is what one would make through the web: a type with four fields, an
ordered folder, the portal catalog with two indexes more. Both hold 10,000
records before they are timed, in turns, one transaction each. Compared are the
medians: of the time on the clock, which is the goal, and of the processor's
time, which leaves out what both wait alike for the disk and for other programs.
"""

from bench.ledger import answer
from bench.ledger import START
from bench.ledger import STATEMENT
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.storage.ledger import Ledger
from datetime import datetime
from datetime import UTC
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from time import process_time
from typing import Any

import hashlib
import os
import random
import sys
import transaction


PEOPLE, EDITIONS, TIMED = 500, 20, 200
ASKED, GROUP = 100, 60
# the ledger's people and editions; the rival has their places in these lists
IDS = random.Random(5).sample(range(1, 2**31), PEOPLE)
NAMES = [hashlib.sha256(b"%d" % each).hexdigest() for each in range(EDITIONS + 1)]
PROFILES = (
    "plone.app.contenttypes:default",
    "plonetheme.barceloneta:default",
    "plone.app.caching:default",
    "plone.restapi:default",
)
MODEL = """
<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="person" type="zope.schema.Int"><title>Person</title></field>
  <field name="edition" type="zope.schema.Int"><title>Edition</title></field>
  <field name="moment" type="zope.schema.Datetime"><title>When</title></field>
  <field name="hash" type="zope.schema.TextLine"><title>Hash</title></field>
</schema></model>
"""
ZOPE_CONF = """
instancehome {home}
<zodb_db main>
  cache-size 30000
  <filestorage>
    path {home}/Data.fs
  </filestorage>
  mount-point /
</zodb_db>
"""
SITE_ZCML = """
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Zope2.App" />
  <five:loadProducts file="meta.zcml"/>
  <five:loadProducts />
  <five:loadProductsOverrides />
</configure>
"""


def measure() -> Iterator[tuple[str, float, str]]:
    """Yield every value of the group ``plone``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        site = _site(Path(folder))
        item, entry = _items(site), _answers(site)
        yield from _questions(site)
        items, answers = Times(item), Times(entry)
        for number in range(PEOPLE * EDITIONS, PEOPLE * EDITIONS + TIMED):
            items.write(number)
            answers.write(number)
        print(f"item {items}, answer {answers}", file=sys.stderr)
        busy = _busy()
        ratio = median(items.took) / median(answers.took)
        yield "dexterity_to_answer_at_1e4", ratio, busy
        ratio = median(items.worked) / median(answers.worked)
        yield "dexterity_to_answer_worked_at_1e4", ratio, busy


def _questions(site: Any) -> Iterator[tuple[str, float, str]]:
    """Yield how often faster the ledger answers than the catalog, both warm."""
    from zope.annotation.interfaces import IAnnotations

    ledger = IAnnotations(site)["bench.ledger"]
    numbers = random.Random(7).sample(range(PEOPLE), ASKED)
    for name, (rival, ours) in QUESTIONS.items():
        seconds: tuple[list[float], list[float]] = ([], [])
        for number in numbers:
            for kept, ask in zip(
                seconds, (partial(rival, site), partial(ours, ledger)), strict=True
            ):
                began = perf_counter()
                ask(number)
                kept.append(perf_counter() - began)
        took = [median(each) * 1e6 for each in seconds]
        print(f"{name}: {took[0]:.1f} and {took[1]:.1f} us (medians)", file=sys.stderr)
        yield f"catalog_to_{name}_at_1e4", took[0] / took[1], _busy()


def _group(number: int) -> list[int]:
    return [(number + each) % PEOPLE for each in range(GROUP)]


def _catalog(site: Any, **query: Any) -> int:
    return len(site.portal_catalog(portal_type="answer", **query))


QUESTIONS = {
    "has": (
        lambda site, who: _catalog(site, person=who, edition=7),
        lambda ledger, who: ledger.outcome(NAMES[7], IDS[who]),
    ),
    "outstanding": (
        lambda site, who: {brain.edition for brain in site.portal_catalog(person=who)},
        lambda ledger, who: [each for each in NAMES if ledger.outcome(each, IDS[who])],
    ),
    "coverage": (
        lambda site, who: _catalog(site, person=_group(who), edition=7),
        lambda ledger, who: len(
            ledger.outcomes(NAMES[7], [IDS[each] for each in _group(who)])
        ),
    ),
}


def _busy() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


class Times:
    """How long one way to write took, and how long it kept the processor."""

    def __init__(self, add: Callable[[int], None]) -> None:
        self.add = add
        self.took: list[float] = []
        self.worked: list[float] = []

    def __str__(self) -> str:
        took, worked = median(self.took) * 1000, median(self.worked) * 1000
        return f"took {took:.2f} ms and worked {worked:.2f} ms (medians)"

    def write(self, number: int) -> None:
        began, worked = perf_counter(), process_time()
        self.add(number)
        transaction.commit()
        self.took.append(perf_counter() - began)
        self.worked.append(process_time() - worked)


def _site(home: Path) -> Any:
    """Boot Zope in this process and return a new Plone site."""
    from Products.CMFPlone.factory import addPloneSite
    from zope.component.hooks import setSite

    app = _zope(home)
    addPloneSite(
        app, "Plone", title="Intranet", setup_content=False, extension_ids=PROFILES
    )
    setSite(app.Plone)
    transaction.commit()
    return app.Plone


def _zope(home: Path) -> Any:
    from AccessControl.SecurityManagement import newSecurityManager
    from Testing.makerequest import makerequest
    from zope.globalrequest import setRequest
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    (home / "etc").mkdir()
    (home / "etc" / "zope.conf").write_text(ZOPE_CONF.format(home=home))
    (home / "etc" / "site.zcml").write_text(SITE_ZCML)
    configure_wsgi(str(home / "etc" / "zope.conf"))
    app = makerequest(Zope2.app())
    setRequest(app.REQUEST)
    app.acl_users._doAddUser("admin", os.urandom(8).hex(), ["Manager"], [])
    admin = app.acl_users.getUser("admin")
    newSecurityManager(None, admin.__of__(app.acl_users))
    return app


def _items(site: Any) -> Callable[[int], None]:
    """Make the rival's type and 10,000 items; return how to add one."""
    from plone import api

    _make_type(site)
    folder = api.content.create(site, "Folder", "answers", title="Answers")

    def add(number: int) -> None:
        api.content.create(
            container=folder,
            type="answer",
            id=f"answer-{number}",
            title=f"Answer {number}",
            person=number % PEOPLE,
            edition=number // PEOPLE,
            moment=datetime.fromtimestamp(START, UTC).replace(tzinfo=None),
            hash=STATEMENT,
        )

    _fill(site, add)
    return add


def _make_type(site: Any) -> None:
    from plone.dexterity.fti import DexterityFTI

    behaviors = ("plone.dublincore", "plone.namefromtitle")
    fti = DexterityFTI("answer", model_source=MODEL, behaviors=behaviors)
    fti.klass = "plone.dexterity.content.Item"
    site.portal_types._setObject("answer", fti)
    for name in ("person", "edition"):
        site.portal_catalog.addIndex(name, "FieldIndex")
        site.portal_catalog.addColumn(name)


def _answers(site: Any) -> Callable[[int], None]:
    """Make a ledger of 10,000 answers in the site; return how to add one."""
    from zope.annotation.interfaces import IAnnotations

    ledger = IAnnotations(site)["bench.ledger"] = Ledger()
    for edition in NAMES:
        ledger.open_edition(edition)

    def add(number: int) -> None:
        answer(ledger, IDS[number % PEOPLE], NAMES[number // PEOPLE])

    _fill(site, add)
    ledger.seal(START)
    transaction.commit()
    return add


def _fill(site: Any, add: Callable[[int], None]) -> None:
    for number in range(PEOPLE * EDITIONS):
        add(number)
        if number % 200 == 199:
            transaction.commit()
            site._p_jar.cacheGC()

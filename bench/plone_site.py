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
from bench.questions import busy
from bench.questions import EDITIONS
from bench.questions import IDS
from bench.questions import NAMES
from bench.questions import PEOPLE
from bench.questions import put
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.storage.ledger.ledger import Ledger
from datetime import datetime
from datetime import UTC
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from time import process_time
from typing import Any

import os
import sys
import transaction


TIMED = 200
SIZES = {"1e3": 1000, "1e4": PEOPLE * EDITIONS}
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
        item, (ledger, entry) = _items(site), _answers(site)
        for size, records in SIZES.items():
            _fill(site, records, item, entry)
            ledger.seal(START)
            transaction.commit()
            yield from put(site, ledger, size)
        items, answers = Times(item), Times(entry)
        for number in range(PEOPLE * EDITIONS, PEOPLE * EDITIONS + TIMED):
            items.write(number)
            answers.write(number)
        print(f"item {items}, answer {answers}", file=sys.stderr)
        told = busy()
        ratio = median(items.took) / median(answers.took)
        yield "dexterity_to_answer_at_1e4", ratio, told
        ratio = median(items.worked) / median(answers.worked)
        yield "dexterity_to_answer_worked_at_1e4", ratio, told


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
    """Make the rival's type and its folder; return how to add an item."""
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


def _answers(site: Any) -> tuple[Ledger, Callable[[int], None]]:
    """Make a ledger in the site; return it and how to add an answer."""
    from zope.annotation.interfaces import IAnnotations

    ledger = IAnnotations(site)["bench.ledger"] = Ledger()
    for edition in NAMES:
        ledger.open_edition(edition)

    def add(number: int) -> None:
        answer(ledger, IDS[number % PEOPLE], NAMES[number // PEOPLE])

    return ledger, add


def _fill(site: Any, records: int, *ways: Callable[[int], None]) -> None:
    """Add what is missing to so many records, in every way."""
    known = len(site.answers.objectIds())
    for number in range(known, records):
        for add in ways:
            add(number)
        if number % 200 == 199:
            transaction.commit()
            site._p_jar.cacheGC()

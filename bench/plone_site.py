"""The ledger in a Plone site, against two other ways to keep an answer.

What one would make through the web: a Dexterity type with four fields, an
ordered folder, the portal catalog with two indexes more. And what easyform's
saver stores, which is quick and asked only by reading all of it. All hold
10,000 records before they are timed, in turns, one transaction each. Compared
are the medians: of the time on the clock, and of the processor's time, which
leaves out what all wait alike for the disk and for other programs.
"""

from bench.ledger import answer
from bench.ledger import START
from bench.ledger import STATEMENT
from bench.questions import EDITIONS
from bench.questions import IDS
from bench.questions import NAMES
from bench.questions import PEOPLE
from bench.questions import put
from bench.sizes import sized
from bench.told import tell
from bench.turns import in_turns
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.storage.ledger.ledger import Ledger
from datetime import datetime
from datetime import UTC
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from time import process_time
from typing import Any

import os
import transaction


TIMED = sized(200, 20)
SIZES = sized({"1e3": 1000, "1e4": PEOPLE * EDITIONS}, {"1e3": 100, "1e4": 500})
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


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``plone``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        site = _site(Path(folder))
        item, (ledger, entry) = _items(site), _answers(site)
        row = _saver(site)
        for size, records in SIZES.items():
            _fill(site, records, item, entry, row)
            ledger.seal(START)
            transaction.commit()
            yield from put(site, ledger, size)
        yield from _compared(item, entry, row)


def _compared(*ways: Callable[[int], None]) -> Iterator[tuple[str, float]]:
    """Yield what an item and a row take, times what an answer takes."""
    first = max(SIZES.values())
    timed = [partial(_timed, way, first) for way in ways]
    both = [list(zip(*each, strict=True)) for each in in_turns(timed, TIMED)]
    took, worked = ([median(each[which]) * 1000 for each in both] for which in (0, 1))
    for name, each, own in zip(("item", "answer", "row"), took, worked, strict=True):
        tell(f"{name}: took {each:.2f} ms and worked {own:.2f} ms (medians)")
    yield "dexterity_to_answer_at_1e4", took[0] / took[1]
    yield "dexterity_to_answer_worked_at_1e4", worked[0] / worked[1]
    yield "saver_to_answer_at_1e4", took[2] / took[1]


def _timed(add: Callable[[int], None], first: int, turn: int) -> tuple[float, float]:
    """How long one record took, and how long it kept the processor."""
    began, worked = perf_counter(), process_time()
    add(first + turn)
    transaction.commit()
    return perf_counter() - began, process_time() - worked


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


def _saver(site: Any) -> Callable[[int], None]:
    """Return how easyform's saver adds a row: the storage call alone."""
    from collective.easyform import actions

    saver, form = actions.SaveData(), site.answers
    saver.__name__ = "saver"
    actions.get_context = lambda _action: form

    def add(number: int) -> None:
        saver.addDataRow(
            {
                "person": number % PEOPLE,
                "edition": number // PEOPLE,
                "moment": START,
                "hash": STATEMENT,
            }
        )

    return add


def _fill(site: Any, records: int, *ways: Callable[[int], None]) -> None:
    """Add what is missing to so many records, in every way."""
    known = len(site.answers.objectIds())
    for number in range(known, records):
        for add in ways:
            add(number)
        if number % 200 == 199:
            transaction.commit()
            site._p_jar.cacheGC()

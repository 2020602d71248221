"""Objects that a page loads from a cold cache, above an empty page beside it.

Both are whole requests of an official to the demo site, to the same object
and in turns, with a frame that is the site's own. How a query goes through the
indexes depends on what the catalog learnt by the last one (its plan), and so does
what the frame loads. So in each turn both are asked with the same plan: as a
running server has learnt it, and again with none, as in one that just began. Of
the two medians the higher counts.
"""

from base64 import b64encode
from bench.sizes import sized
from bench.told import tell
from bench.turns import in_turns
from collections.abc import Callable
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from operator import sub
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import sys


ROOT = Path(__file__).parents[1]
TURNS = sized(15, 3)
(EDITION,) = (ROOT / "src").rglob("edition.pt")
# What the page defines round it.
DEFINED = """<tal:defined define="
  model nocall:view/model; edition nocall:model/edition;
  document nocall:model/document; shown nocall:model/shown; header model/header">"""
PANEL = ('<section class="conduct-card conduct-act"', "</tal:mine>")
PAGE = """
<html xmlns="http://www.w3.org/1999/xhtml"
      xmlns:i18n="http://xml.zope.org/namespaces/i18n"
      xmlns:metal="http://xml.zope.org/namespaces/metal"
      xmlns:tal="http://xml.zope.org/namespaces/tal"
      metal:use-macro="context/main_template/macros/master"
      i18n:domain="collective.conduct">
<body><metal:main fill-slot="main">{main}</metal:main></body></html>
"""
ZCML = """
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:browser="http://namespaces.zope.org/browser">
  <include package="Products.Five.browser" file="meta.zcml" />
  <browser:page name="bench-empty" for="*" permission="zope2.View"
                template="{folder}/empty.pt" />
  <browser:page name="bench-panel" for="*" permission="zope2.View"
                class="{view}"
                template="{folder}/panel.pt" />
</configure>
"""


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``pages``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        site = Site(Path(folder).resolve())
        hub, edition = site.known["hub"], _awaited(site)
        panel, empty = (f"{edition}/@@bench-{each}" for each in ("panel", "empty"))
        if 'id="awaits"' not in site.text(panel):
            raise RuntimeError("The panel is not on its page.")
        yield "panel_loads", site.added(panel, empty)
        yield "answer_page_loads", site.added(f"{edition}/@@answer", empty)
        yield "edition_page_loads", site.added(edition, empty)
        yield "hub_page_loads", site.added(hub, f"{hub}/@@bench-empty")


class Site:
    """The demo site, asked by one official in whole requests."""

    def __init__(self, folder: Path) -> None:
        import webtest

        self.application, self.known = _served(folder)
        self.client = webtest.TestApp(self.application, lint=False)
        account = self.known["accounts"]["official"]
        secret = f"{account['login']}:{account['password']}".encode()
        self.headers = {"Authorization": f"Basic {b64encode(secret).decode()}"}

    def text(self, path: str) -> str:
        """Return a page, which must be there."""
        found = self.client.get(f"/Plone{path}", headers=self.headers)
        if found.status_int != 200:
            raise RuntimeError(f"{path} answered {found.status}")
        return found.text

    def loads(self, path: str) -> int:
        """Return how many objects a page loads when none is in the cache."""
        import Zope2

        Zope2.DB.cacheMinimize()
        for connection in Zope2.DB.pool:
            connection.getTransferCounts(clear=True)
        self.text(path)
        counts = [each.getTransferCounts(clear=True) for each in Zope2.DB.pool]
        return sum(loaded for loaded, _stored in counts)

    def added(self, path: str, empty: str) -> float:
        """Return what a page loads above an empty one, the more of two counts."""
        from Products.ZCatalog.plan import PriorityMap

        learnt = self._apart(path, empty, lambda: deepcopy(PriorityMap.get_value()))
        begun = self._apart(path, empty, dict)
        name = path.split("/")[-1]
        tell(f"{name}: {learnt:g} more with plans learnt, {begun:g} with none")
        return max(learnt, begun)

    def _apart(self, path: str, empty: str, learnt: Callable[[], dict]) -> float:
        from Products.ZCatalog.plan import PriorityMap

        plans: dict[int, dict] = {}

        def asked(which: str, turn: int) -> int:
            if turn not in plans:
                plans[turn] = learnt()
            PriorityMap.load_pmap("bench", plans[turn])
            return self.loads(which)

        for page in (path, empty):
            self.text(page)
        ways = [partial(asked, path), partial(asked, empty)]
        pages, frames = in_turns(ways, TURNS)
        print(f"{path}: {pages}, empty: {frames}", file=sys.stderr)
        return median(map(sub, pages, frames))


def _served(folder: Path) -> tuple:
    """Create the demo in a folder; return its application and log-ins."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from collective.conduct.browser.answers.edition import EditionView
    from make_instance import write
    from zope.configuration import xmlconfig
    from Zope2.Startup.run import make_wsgi_app

    import demo_site
    import Zope2

    application = make_wsgi_app({}, str(write(folder)))
    start, end = PANEL
    _before, found, rest = EDITION.read_text(encoding="utf-8").partition(start)
    panel = f"{DEFINED}{found}{rest[: rest.index(end)]}{end}</tal:defined>"
    (folder / "empty.pt").write_text(PAGE.format(main=""), encoding="utf-8")
    (folder / "panel.pt").write_text(PAGE.format(main=panel), encoding="utf-8")
    view = f"{EditionView.__module__}.{EditionView.__name__}"
    xmlconfig.string(ZCML.format(folder=folder, view=view))
    known: list[dict] = []
    root = Zope2.app()
    demo_site.create(root, known.append)
    root._p_jar.close()
    return application, known[0]


def _awaited(site: Site) -> str:
    """The edition that awaits this official's answer: its path in the site."""
    for document in site.known["documents"]:
        for number in range(9, 0, -1):
            path = f"{document['path']}/edition-{number}"
            url = f"/Plone{path}"
            found = site.client.get(url, headers=site.headers, status="*")
            if found.status_int == 200 and 'id="awaits"' in found.text:
                return path
    raise RuntimeError("The demo asks nothing of the official.")

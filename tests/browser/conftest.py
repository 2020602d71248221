"""One server and one browser for all journeys; a page for each person.

Everything runs on http://localhost: on 127.0.0.1 Plone leaves its theme out.
A test that fails stores screenshots of its pages beside the server's folder.
"""

from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from tests.browser.deskwork import Handler
from tests.browser.deskwork import Reporter
from tests.browser.looks import PHONE
from tests.browser.people import Visitors
from tests.browser.server import Demo
from tests.support.mail_server import MailServer

import pytest


CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
FAILED = pytest.StashKey[dict]()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration, served by the script of `make start`."""
    started = Demo(tmp_path_factory.mktemp("demo"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def post():
    """A mail server that keeps every letter."""
    server = MailServer().up()
    yield server
    server.down()


@pytest.fixture(scope="session")
def moved(demo, post, tmp_path_factory):
    """The same municipality on another server: its keys may change, it sends mail."""
    copy = demo.copied(tmp_path_factory.mktemp("moved"))
    site = copy.adopted("moved", post.port)
    yield site
    site.stop()


@pytest.fixture(scope="session")
def moved_visitors(moved, chromium):
    """Accounts of that one."""
    return Visitors(moved, chromium)


@pytest.fixture(scope="class")
def width() -> int:
    """How wide the windows are."""
    return PHONE


@pytest.fixture(scope="class")
def people(moved, moved_visitors, width):
    """Somebody in a window of their own, by log-in; "" is whoever reports."""
    opened = {}

    def of(who: str, phrase: str = "", **how):
        if who not in opened:
            page = moved_visitors.page(who, **{"width": width, **how})
            given = page, moved.hub
            opened[who] = Handler(*given, who, phrase) if who else Reporter(*given)
        return opened[who]

    yield of
    for each in opened.values():
        each.page.context.close()


@pytest.fixture(scope="session")
def chromium():
    """One browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def _whole_pages():
    """Let a click return only when the page that it opened is complete.

    Playwright's own returns as soon as the first byte is there; what a test
    reads then is empty or half of it, on a machine that is busy.
    """

    def settled(click, page_of):
        def press(self, *arguments, **how):
            click(self, *arguments, **how)
            page_of(self).wait_for_load_state()

        return press

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "click", settled(Page.click, lambda page: page))
        patch.setattr(Locator, "click", settled(Locator.click, lambda it: it.page))
        yield


@pytest.fixture(scope="session")
def visitors(demo, chromium):
    """Accounts that stay logged in, by the cookie of the log-in form."""
    return Visitors(demo, chromium)


@pytest.fixture(scope="class")
def page_of(visitors):
    """Open an empty page of a person: ``page_of("official", width=360)``."""
    opened = []

    def page(*who, **how):
        opened.append(visitors.page(*who, **how))
        return opened[-1]

    yield page
    for each in opened:
        each.context.close()


@pytest.fixture(scope="module")
def author(visitors):
    """A publisher who keeps one window open: the editor's files are fetched once."""
    page = visitors.page("publisher", js=True)
    yield page
    page.context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Take a screenshot when a test fails; the steps after it are skipped."""
    report = yield
    known = getattr(item, "funcargs", {})
    visitors = known.get("visitors") or known.get("moved_visitors")
    if report.when == "call" and report.failed and visitors:
        seen = visitors.pictures(visitors.demo.folder / item.name)
        report.sections.append(("pages", "\n".join(seen)))
        item.config.stash.setdefault(FAILED, {})[_journey(item)] = item.name
    return report


def pytest_runtest_setup(item):
    """Fail a step of a journey at once when one before it has failed."""
    before = item.config.stash.get(FAILED, {}).get(_journey(item))
    if before and item.cls:
        pytest.fail(f"after {before}", pytrace=False)


def _journey(item) -> tuple:
    """Return the class of a step, with the parameters that all its steps share."""
    return item.cls or item.nodeid, getattr(getattr(item, "callspec", None), "id", "")


def pytest_collection_modifyitems(items):
    """Run a journey that changes the municipality for good at the end (``LAST``)."""
    items.sort(key=lambda each: getattr(each.module, "LAST", False) is True)

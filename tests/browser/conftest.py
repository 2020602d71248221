"""One server and one browser for all journeys; a page for each person.

Everything runs on http://localhost: on 127.0.0.1 Plone leaves its theme out.
A test that fails leaves pictures of its pages beside the server's folder.
"""

from playwright.sync_api import sync_playwright
from tests.browser.people import Visitors
from tests.browser.server import Demo

import pytest


CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration, served by the script of `make start`."""
    started = Demo(tmp_path_factory.mktemp("demo"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def chromium():
    """One browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visitors(demo, chromium):
    """Whoever has logged in stays logged in, by the cookie of the log-in form."""
    return Visitors(demo, chromium)


@pytest.fixture
def page_of(visitors, demo, request):
    """Open an empty page of somebody: ``page_of("official", width=360)``."""
    opened = []

    def page(*who, **how):
        opened.append(visitors.page(*who, **how))
        return opened[-1]

    yield page
    if request.node.stash.get(FAILED, False):
        show(opened, demo.folder / request.node.name)
    for each in opened:
        each.context.close()


@pytest.fixture(scope="module")
def author(visitors):
    """A publisher who keeps one window open: the editor's files are fetched once."""
    page = visitors.page("publisher", js=True)
    yield page
    page.context.close()


def show(pages, path) -> None:
    """Leave a picture of each page."""
    for number, page in enumerate(pages):
        picture = path.with_name(f"{path.name}-{number}.png")
        page.screenshot(path=picture, full_page=True)
        print(f"{page.url} looked like {picture}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember that a test failed, until its pages are closed."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report

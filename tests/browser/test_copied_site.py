"""A copy of the site stays silent until somebody says what it is (issue 11, T9)."""

from tests.browser.deskwork import Reporter
from tests.browser.looks import OURS
from tests.browser.looks import too_wide
from tests.browser.people import Visitors

import pytest


SENTENCE = "Det här är en kopia av webbplatsen"


@pytest.fixture(scope="module")
def copy(demo, tmp_path_factory):
    """What starts on a copy of the database and of the folder beside it."""
    site = demo.copied(tmp_path_factory.mktemp("copy"))
    yield site
    site.stop()


@pytest.fixture(scope="module")
def visitors(copy, chromium):
    return Visitors(copy, chromium)


@pytest.mark.parametrize("width", [320, 360, 1280])
class TestCopy:
    def test_every_page_says_what_it_is(self, copy, page_of, width):
        page = page_of("", width=width)
        for path in ("@@report?in=sv", "@@report-status?in=sv"):
            page.goto(f"{copy.hub}/{path}")
            assert SENTENCE in page.inner_text("body")
            assert too_wide(page) == []

    def test_a_report_is_refused_in_words_with_telephone_numbers(
        self, copy, page_of, width
    ):
        before = (copy.folder / "var/filestorage/Data.fs").stat().st_size
        page = page_of("", width=width)
        reporter = Reporter(page, copy.hub)
        reporter.begin()
        page.fill("#q-what", "Det här ska inte försvinna.")
        page.click("button[value=send]")
        said = page.inner_text(OURS)
        assert SENTENCE in said
        assert page.locator(f"{OURS} a[href^='tel:']").count() >= 1
        assert page.locator(".conduct-seven").count() == 0
        assert "Det här ska inte försvinna." in page.content()
        assert too_wide(page) == []
        page.screenshot(path=copy.folder / f"copy-{width}.png", full_page=True)
        assert (copy.folder / "var/filestorage/Data.fs").stat().st_size == before

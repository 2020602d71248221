"""A copy of the site stays silent until somebody says what it is (issue 11, T9)."""

from tests.browser.deskwork import Reporter
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
        Reporter(page, copy.hub).begin()
        assert SENTENCE in page.inner_text(".alert-danger")
        assert page.locator("a[href^='tel:']").count() >= 1
        assert page.locator("#q-what").count() == 0  # before anything was written
        assert too_wide(page) == []
        assert (copy.folder / "var/filestorage/Data.fs").stat().st_size == before

"""Somebody reports on a phone, without scripts; each page can be used by all."""

from tests.browser.looks import axe_faults
from tests.browser.looks import faults
from tests.browser.looks import listen
from tests.browser.looks import resize

import pytest


WHO, WRITE = "button[value=write]", "button[value=send]"
WORDS = ".conduct-seven li"


@pytest.fixture(scope="module")
def phone(visitors):
    """A phone without an account and without scripts."""
    page = visitors.page("", width=360)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def window(visitors):
    """A window with scripts, for axe alone: the pages have none of their own."""
    page = visitors.page("", js=True)
    yield page, listen(page)
    page.context.close()


def test_the_whole_way_on_a_phone_without_scripts(demo, phone):
    phone.goto(f"{demo.hub}/@@report?in=sv")
    phone.locator("a[href*='form=harassment']").click()
    readers = phone.locator(".conduct-readers li")
    before = readers.count()
    assert before >= 2
    phone.locator("input[name=about]").first.check()
    phone.locator("button[value=who]").click()
    assert readers.count() >= 1
    phone.locator(WHO).click()
    phone.fill("#q-what", "Han kallade mig något som jag inte vill upprepa.")
    phone.locator(WRITE).click()
    words = phone.locator(WORDS).all_inner_texts()
    assert len(words) == 7
    phone.locator("button[value=copied]").click()
    phone.fill("#word-3", words[2])
    phone.fill("#word-6", words[5])
    phone.locator("button[value=check]").click()
    phone.goto(f"{demo.hub}/@@report-status?in=sv")
    phone.fill("#words", " ".join(words))
    phone.locator("button[value=look]").click()
    assert phone.get_by_text("något som jag inte vill upprepa").count() == 1
    phone.fill("#text", "Har ni läst det?")
    phone.locator("button[value=write]").click()
    assert phone.get_by_text("Har ni läst det?").count() == 1
    assert phone.context.cookies() == []
    assert phone.title() == "Information"


@pytest.mark.parametrize(
    "path", ["@@report", "@@report-form?form=harassment", "@@report-status"]
)
def test_a_page_of_a_reporter_can_be_used_by_everybody(demo, window, path):
    page, noises = window
    noises.clear()
    joined = "&" if "?" in path else "?"
    assert page.goto(f"{demo.hub}/{path}{joined}in=sv").status == 200
    assert faults(page, noises) == []


def test_the_pages_behind_a_form_can_be_used_by_everybody(demo, window):
    page, noises = window
    noises.clear()
    page.goto(f"{demo.hub}/@@report-form?form=harassment&in=sv")
    page.click(WHO)
    assert faults(page, noises) == []
    page.fill("#q-what", "En sak.")
    page.click(WRITE)
    words = " ".join(page.locator(WORDS).all_inner_texts())
    assert faults(page, noises) == []
    page.click("button[value=copied]")
    assert faults(page, noises) == []
    page.goto(f"{demo.hub}/@@report-status?in=sv")
    page.fill("#words", words)
    page.click("button[value=look]")
    assert faults(page, noises) == []


def test_what_a_handler_writes_down_fits_on_one_page(demo, visitors):
    page = visitors.page("handler", js=True)
    noises = listen(page)
    page.goto(f"{demo.hub}/@@register-report?in=sv")
    assert page.locator("#told").count() == 1
    assert faults(page, noises) == []
    resize(page, 360)
    assert axe_faults(page) == []
    page.context.close()

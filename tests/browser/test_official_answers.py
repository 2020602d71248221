"""An official answers: on a phone, in a session that ends, without scripts."""

from playwright.sync_api import expect
from tests.browser.commands import pdf_text
from tests.browser.commands import verify

import pytest
import re


EDITION = "uppforandekod/edition-2"
WORDS = (
    "Jag delar tanken bakom koden men inte ordvalet i den tredje regeln. Den som sitter"
    " i opposition måste ju kunna vara skarp utan att någon kallar det för påhopp. Jag"
    " vill att fullmäktige talar igenom vad ordet respekt ska betyda innan vi följer"
    " upp regeln, och att vi antecknar vad vi då kom fram till."
)
HASH = re.compile(r"\b[0-9a-f]{40,}\b")
MAIN = ".conduct"
WHO = [("official", "official2", 360), ("official2", "official", 1280)]


def answers(demo, who):
    """The answers of somebody as REST shows them."""
    return demo.rest(who, "GET", "@conduct-duties").json()["answers"]


class Phone:
    """One window of one official, from the mail to the receipt."""

    def __init__(self, demo, visitors, page_of, who, other, width) -> None:
        self.demo, self.visitors, self.page_of = demo, visitors, page_of
        self.who, self.other, self.width = who, other, width
        self.address = f"{demo.hub}/{EDITION}/@@answer"
        self.before = answers(demo, who)
        self.page = page_of(width=width)

    def get(self, link):
        """What a link of the page leads to, fetched with the page's cookies."""
        url = self.page.locator(link).get_attribute("href")
        return self.page.request.get(url)


@pytest.fixture(scope="class", params=WHO, ids=lambda who: f"{who[2]}px")
def phone(request, demo, visitors, page_of):
    """The same window for all steps."""
    return Phone(demo, visitors, page_of, *request.param)


class TestAnObjectionFromAMail:
    """Steps of one way, in their order."""

    def test_a_link_in_a_mail_leads_through_the_log_in_to_that_page(self, phone):
        phone.page.goto(phone.address)
        phone.visitors.log_in(phone.page, phone.who)
        assert phone.page.url == phone.address
        assert phone.page.locator("input[name=kind]").count() == 4
        assert phone.page.locator("input[name=kind]:checked").count() == 0

    def test_what_was_typed_is_there_after_a_session_that_ended(self, phone):
        assert len(WORDS) == 300
        phone.page.check("#kind-objected")
        phone.page.fill("#words", WORDS)
        phone.page.context.clear_cookies(name="__ac")
        phone.page.click(f"{MAIN} button[type=submit]")
        phone.visitors.log_in(phone.page, phone.who)
        assert phone.page.url == phone.address
        assert phone.page.input_value("#words") == WORDS
        assert phone.page.is_checked("#kind-objected")
        assert answers(phone.demo, phone.who) == phone.before

    def test_sent_twice_from_two_tabs_it_is_one_entry(self, phone):
        tabs = phone.page, phone.page.context.new_page()
        tabs[1].goto(phone.address)
        for tab in tabs:
            tab.click(f"{MAIN} button[type=submit]", no_wait_after=True)
        for tab in tabs:
            tab.wait_for_url("**/@@receipt?id=*")
        assert tabs[0].url == tabs[1].url
        tabs[1].close()
        now = answers(phone.demo, phone.who)
        assert len(now) == len(phone.before) + 1

    def test_the_receipt_says_it_in_plain_words(self, phone):
        said = phone.page.inner_text(MAIN)
        assert WORDS in said and "Jag har invändningar" in said
        assert not HASH.search(said)
        proof = phone.page.locator(f"{MAIN} details")
        proof.locator("summary").click()
        expect(proof.locator("dl")).to_be_visible()
        assert HASH.search(phone.page.inner_text(MAIN))

    def test_the_file_of_the_receipt_is_sound_without_the_site(self, phone, tmp_path):
        with phone.page.expect_download() as download:
            phone.page.click("a[href*='receipt.json']")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        checked = verify("receipt", path)
        assert (checked.returncode, checked.stdout[:5]) == (0, "Sound"), checked
        path.write_text(path.read_text().replace("skarp", "mild"))
        assert verify("receipt", path).returncode == 1

    def test_the_receipt_for_the_folder_opens(self, phone, tmp_path):
        answered = phone.get("a[href*='receipt.pdf']")
        assert answered.headers["content-type"] == "application/pdf"
        path = tmp_path / "receipt.pdf"
        path.write_bytes(answered.body())
        assert WORDS in pdf_text(path)

    def test_nobody_else_finds_the_receipt(self, phone):
        other = phone.page_of(phone.other, width=phone.width)
        for view in ("@@receipt", "@@receipt.json", "@@receipt.pdf"):
            url = phone.page.url.replace("@@receipt", view)
            answered = other.request.get(url)
            assert answered.status == 404, url
            assert "opposition" not in answered.text()

    def test_the_own_page_lists_the_answer_with_its_receipt(self, phone):
        receipt = phone.page.url
        phone.page.goto(f"{phone.demo.hub}/@@my-page")
        listed = phone.page.locator(".conduct-answers li")
        assert listed.count() == len(phone.before) + 1
        assert "Jag har invändningar" in listed.first.inner_text()
        assert listed.first.locator("a").get_attribute("href") == receipt

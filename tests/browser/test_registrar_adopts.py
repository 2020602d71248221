"""A registrar makes the next edition out of a Word file, without scripts."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from playwright.sync_api import expect
from tests.browser.commands import verify
from tests.samples import texts
from tests.samples.docx import council_code
from zoneinfo import ZoneInfo

import pytest
import re


ZONE = ZoneInfo("Europe/Stockholm")
MAIN = ".conduct"
SEND = f"{MAIN} form button[type=submit]"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WHO = [("leader", 360), ("marianne.stenskold", 1280)]
NOTE = "Paragrafen ska vara § 42, inte § 41."


class Desk:
    """The registrar's window, the document in it, and an official's window."""

    def __init__(self, demo, page_of, who, width) -> None:
        self.demo, self.width, self.who = demo, width, who
        self.page = page_of("registrar", width=width)
        self.phone = page_of(who, width=width)
        self.number = f"KS-2027-{90000 + width}"

    @property
    def today(self) -> date:
        return self.demo.clock.moment.astimezone(ZONE).date()

    def to_local(self, day: date, at: time) -> None:
        """Let it be that time in the municipality."""
        self.demo.clock.set(datetime.combine(day, at, ZONE))

    def go(self, path: str):
        """Open a page below the document, "" for its own."""
        return self.page.goto(f"{self.document}/{path}".rstrip("/"))

    def choose(self, name: str, content: bytes) -> None:
        """Send a file on the page of the import; the preview comes."""
        file = {"name": name, "mimeType": WORD, "buffer": content}
        self.page.set_input_files("#file", file)
        self.page.click("button[value=preview]")

    def create(self) -> None:
        """Make the draft of what the preview shows."""
        self.page.click("button[value=create]")
        self.page.wait_for_url("**/@@draft")

    def mend(self) -> None:
        """Take the placeholder out, in the form as it is without scripts."""
        self.go("edit")
        field = self.page.locator("#form-widgets-text")
        text = field.input_value()
        assert texts.PLACEHOLDER in text
        field.fill(text.replace(f" {texts.PLACEHOLDER}.", ""))
        self.page.click("#form-buttons-save")

    def propose(self) -> None:
        self.go("@@draft")
        self.page.click("#deed-propose")

    def adopt(self, valid_from: date) -> None:
        """Fill in what was decided yesterday, and freeze it."""
        self.go("@@adopt")
        self.page.select_option("#body", "kommunfullmaktige")
        self.page.fill("#decided_on", str(self.today - timedelta(days=1)))
        self.page.fill("#paragraph", "§ 41")
        self.page.fill("#valid_from", str(valid_from))
        self.page.click(SEND)
        self.page.wait_for_url("**/edition-*")

    def rest(self, path: str = "") -> dict:
        """The document, or an edition of it, as REST shows it."""
        below = self.document.removeprefix(f"{self.demo.hub}/")
        return self.demo.rest("registrar", "GET", f"{below}/{path}").json()

    def wording(self) -> str:
        """The text that readers are shown today."""
        self.phone.goto(self.document)
        return self.phone.inner_text(MAIN)


@pytest.fixture(scope="class", params=WHO, ids=lambda who: f"{who[1]}px")
def desk(request, demo, page_of):
    """The same desk for all steps."""
    return Desk(demo, page_of, *request.param)


class TestTheNextEdition:
    """Steps of one way, in their order."""

    def test_the_edition_before_is_imported_and_adopted(self, desk):
        desk.page.goto(f"{desk.demo.hub}/@@import")
        desk.choose("koden.docx", council_code(texts.before()))
        assert desk.page.input_value("#title") == texts.TITLE
        desk.page.fill("#value-diary_number", desk.number)
        desk.create()
        desk.document = desk.page.url.removesuffix("/@@draft")
        assert desk.rest()["diary_number"] == desk.number
        desk.mend()
        desk.propose()
        desk.adopt(desk.today)
        assert desk.page.url == f"{desk.document}/edition-1"

    def test_the_preview_shows_what_the_file_holds_and_saves_nothing(self, desk):
        desk.go("@@draft")
        desk.page.click("#deed-revise")
        before = desk.rest()
        desk.go("@@import")
        desk.choose("ny kod.docx", council_code())
        said = desk.page.inner_text(MAIN)
        heads = desk.page.locator(".conduct-reading h3")
        for group, rules in texts.GROUPS:
            assert heads.filter(has_text=group).count() == 1
            assert all(rule in said for rule in rules)
        numbers = desk.page.locator(".conduct-provisions td:first-child")
        shown = [each for each in numbers.all_inner_texts() if each.strip()]
        assert [str(each) for each in range(1, 18)] == [
            each.strip(". ") for each in shown if each.strip(". ").isdigit()
        ]
        for label, value in texts.HEADER[2:6]:
            assert f"{label}: {value}" in re.sub(r"\s+", " ", said), label
        for gone in (texts.DELETED, texts.COMMENT, texts.HIDDEN):
            assert gone not in desk.page.content()
        assert desk.rest() == before

    def test_the_placeholder_is_shown_as_a_point_until_it_is_filled(self, desk):
        points = desk.page.locator(".conduct-problems li", has_text="ange text")
        expect(points).to_have_count(1)
        desk.page.fill("#value-diary_number", desk.number)
        desk.create()
        expect(points).to_have_count(1)
        desk.mend()
        desk.go("@@draft")
        expect(points).to_have_count(0)

    def test_proposed_it_waits_for_the_adoption(self, desk):
        desk.propose()
        assert desk.rest()["review_state"] == "revision_proposed"
        assert desk.page.locator("#deed-send_back").count() == 1

    def test_adopted_for_a_later_day_it_leaves_the_edition_before_in_force(self, desk):
        desk.first_day = desk.today + timedelta(days=4)
        desk.adopt(desk.first_day)
        assert desk.page.url == f"{desk.document}/edition-2"
        assert "§ 41" in desk.page.inner_text(MAIN)
        assert texts.ADDED not in desk.wording()
        assert GIFTS_BEFORE in desk.wording()

    def test_the_differences_count_what_changed_and_not_what_got_a_new_number(
        self, desk
    ):
        desk.go("@@differences?from=1&to=2")
        headline = desk.page.inner_text(".conduct-lead")
        assert re.findall(r"\d+", headline)[:3] == ["2", "1", "14"], headline
        rows = desk.page.locator("tbody tr")
        expect(rows.filter(has=desk.page.locator("ins"))).to_have_count(3)
        expect(rows.filter(has_text=texts.ADDED)).to_have_count(1)

    def test_at_midnight_the_new_edition_is_in_force_without_any_job(self, desk):
        desk.to_local(desk.first_day - timedelta(days=1), time(23, 59, 30))
        assert texts.ADDED not in desk.wording()
        desk.phone.goto(f"{desk.document}/edition-1/@@answer")
        desk.phone.check("#kind-committed")
        desk.to_local(desk.first_day, time(0, 0, 30))
        other = desk.page.context.new_page()
        other.goto(desk.document)
        assert texts.ADDED in other.inner_text(MAIN)
        other.close()

    def test_an_answer_to_the_edition_before_is_told_what_has_changed(self, desk):
        desk.phone.click(SEND)
        expect(desk.phone.locator("[role=alert]").first).to_be_visible()
        assert texts.ADDED in desk.phone.inner_text(MAIN)
        assert desk.phone.is_checked("#kind-committed")
        desk.phone.click(SEND)
        desk.phone.wait_for_url("**/@@receipt?id=*")
        file = desk.phone.url.replace("@@receipt", "@@receipt.json")
        answered = desk.phone.request.get(file).json()["edition"]["manifest_hash"]
        assert answered == desk.rest("edition-2")["manifest_hash"]

    def test_editing_the_edition_is_refused_in_a_sentence(self, desk):
        answered = desk.go("edition-2/edit")
        assert answered.status == 403
        assert len(desk.page.inner_text(f"{MAIN} p >> nth=0").split()) > 5
        assert desk.page.locator(f"{MAIN} textarea").count() == 0

    def test_a_correction_note_stands_beside_and_the_proof_holds(self, desk, tmp_path):
        before = desk.rest("edition-2")["manifest_hash"]
        desk.go("edition-2/@@correct")
        desk.page.fill("#note", NOTE)
        desk.page.click(SEND)
        desk.phone.goto(f"{desk.document}/edition-2")
        assert NOTE in desk.phone.inner_text(MAIN)
        assert desk.rest("edition-2")["manifest_hash"] == before
        path = tmp_path / "edition.json"
        file = desk.phone.request.get(f"{desk.document}/edition-2/@@edition.json")
        path.write_bytes(file.body())
        checked = verify("edition", path)
        assert (checked.returncode, checked.stdout[:5]) == (0, "Sound"), checked
        assert before in file.text()


GIFTS_BEFORE = "Vi tackar nej till gåvor som skulle väcka frågor."

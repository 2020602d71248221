"""Who must not know of a matter learns nothing, whatever is clicked (issue 11).

Without scripts, on a phone and at a desk.
"""

from tests.browser.deskwork import Handler
from tests.browser.deskwork import letters_to
from tests.browser.deskwork import NAMES
from tests.browser.deskwork import Reporter
from tests.browser.looks import faults
from tests.browser.looks import listen
from tests.browser.looks import OURS
from tests.browser.looks import resize
from tests.browser.looks import too_wide
from tests.browser.looks import untranslated

import pytest


HR, OFFICE, SECRETARY = "leila.handler", "torbjorn.office", "gunilla.handler"
LEGAL = "ewa.legal"
FIRST, SECOND = "Hon läser min post högt.", "Nu får jag inga möten längre."
FRIEND, MISTAKE = "De fiskar ihop, de två.", "Det var inte hon på mötet."
LOOKS = "Så här såg det ut när vi kom."
LANGUAGES = {"en": "en-GB", "sv": "sv-SE", "da": "da-DK"}


@pytest.fixture(params=[320, 360, 1280], ids=lambda width: f"{width}px", scope="class")
def width(request):
    return request.param


class TestReprisal:
    """She is the one whom the first report is about; the second is not for her."""

    def test_the_form_does_not_offer_her(self, people, moved, post, width):
        moved.ticks()
        post.letters.clear()
        reporter = people("")
        reporter.begin()
        assert NAMES[HR] in reporter.offered
        reporter.report(f"{FIRST} {width}", about=(HR,))
        reporter.come_back()
        reporter.page.click("button[value=begin]")
        assert NAMES[HR] not in reporter.page.inner_text(".conduct-readers")
        reporter.go_on()
        assert reporter.offered and NAMES[HR] not in reporter.offered
        reporter.send(f"{SECOND} {width}")

    def test_no_letter_reaches_her(self, moved, post):
        moved.ticks()
        assert letters_to(post, LEGAL) and letters_to(post, HR) == []

    def test_her_desk_has_no_row_of_it(self, people, width):
        hers = people(HR)
        hers.open_vault()
        assert not hers.reads(f"{SECOND} {width}")
        assert not hers.reads(f"{FIRST} {width}")
        other = people(LEGAL)  # who did not read the first
        other.open_vault()
        assert other.reads(f"{SECOND} {width}")


class TestFriendOfTheAccused:
    """He said that he is a friend, and stepped back."""

    def test_he_steps_back(self, people, width):
        people("").report(f"{FRIEND} {width}", SECRETARY, OFFICE)
        his = people(OFFICE)
        his.open_vault()
        assert his.reads(f"{FRIEND} {width}")
        his.tab("case-people")
        his.fill("step_back-reason", "Vi fiskar ihop.")
        his.press("step_back")
        assert not his.reads(f"{FRIEND} {width}")

    def test_nobody_is_let_in_unasked(self, people, width):
        reader = people(SECRETARY)
        reader.open_vault()
        assert reader.reads(f"{FRIEND} {width}")
        reader.tab("case-people")
        reader.choose("let_in", LEGAL)
        reader.press("let_in")
        assert "Fråga" in reader.page.inner_text(".alert-danger, .conduct-wrong")
        other = people(LEGAL)
        other.open_vault()
        assert not other.reads(f"{FRIEND} {width}")

    def test_a_page_of_before_does_not_let_him_in(self, people, width):
        """His name is not in the list; a page that still has it is of no use."""
        reader = people(SECRETARY)
        field = reader.page.locator("#let_in")
        assert NAMES[OFFICE] not in field.inner_text()
        number = reader.page.locator("#ask_lift option", has_text=NAMES[OFFICE])
        value = number.get_attribute("value")
        field.locator("option").nth(1).evaluate("(it, to) => { it.value = to }", value)
        field.select_option(value)
        reader.unfold(field)
        reader.page.check("#impartial")
        reader.press("let_in")
        assert "får inte" in reader.page.inner_text(".alert-danger, .conduct-wrong")
        assert not people(OFFICE).reads(f"{FRIEND} {width}")


class TestShutOutByMistake:
    """Two readers lift it; the reporter's page tells, and a copy shows nothing."""

    def test_a_colleague_is_shut_out(self, people, width):
        people("").report(f"{MISTAKE} {width}")
        reader = people(SECRETARY)
        reader.open_vault()
        assert reader.reads(f"{MISTAKE} {width}")
        reader.tab("case-people")
        reader.choose("exclude", HR)
        reader.press("exclude")
        hers = people(HR)
        hers.open_vault()
        assert not hers.reads(f"{MISTAKE} {width}")

    def test_two_readers_lift_it(self, people, width):
        reader, other = people(SECRETARY), people(OFFICE)
        reader.choose("ask_lift", HR)
        reader.fill("ask_lift-reason", "Fel person, samma förnamn.")
        reader.press("ask_lift")
        other.open_vault()
        assert other.reads(f"{MISTAKE} {width}")
        other.tab("case-people")
        assert "Fel person, samma förnamn." in other.said
        assert too_wide(other.page) == []
        other.press("lift")
        assert not people(HR).reads(f"{MISTAKE} {width}")
        other.reads(f"{MISTAKE} {width}")
        other.tab("case-people")
        other.choose("let_in", HR)
        other.page.check("#impartial")
        other.press("let_in")
        assert people(HR).reads(f"{MISTAKE} {width}")

    def test_a_copy_is_closed_and_can_be_checked(self, people, width):
        reader = people(HR)
        reader.tab("case-record")
        assert too_wide(reader.page) == []
        reader.press("check")
        assert f"{MISTAKE} {width}" not in reader.said
        assert too_wide(reader.page) == []

    def test_the_reporter_reads_what_was_done(self, people):
        reporter = people("")
        said = reporter.come_back()
        for each in (HR, OFFICE, SECRETARY):
            assert NAMES[each] in said
        assert too_wide(reporter.page) == []


class TestLooks:
    """The same pages with scripts, for axe alone: at all widths, in each language."""

    @pytest.fixture(scope="class")
    def width(self):
        return 1280

    @pytest.fixture(scope="class")
    def prepared(self, people):
        """A report that somebody was shut out of, and a request to lift it."""
        reporter, reader = people(""), people(SECRETARY)
        reporter.report(LOOKS, SECRETARY, OFFICE, HR)
        reader.open_vault()
        assert reader.reads(LOOKS)
        reader.tab("case-people")
        reader.choose("exclude", HR)
        reader.press("exclude")
        reader.choose("ask_lift", HR)
        reader.fill("ask_lift-reason", "Fel förnamn.")
        reader.press("ask_lift")
        return reporter

    def pages(self, window, hub):
        """The case of another reader: who reads it, what a copy shows, the check."""
        reader = Handler(window, hub, OFFICE)
        reader.open_vault()
        assert reader.reads(LOOKS)
        for tab in ("case-people", "case-record"):
            reader.tab(tab)
            for part in window.locator(f"{OURS} summary").all():
                part.click()
            yield reader.said
        reader.press("check")
        yield reader.said

    @pytest.mark.parametrize("language", ["sv", "da"])
    def test_a_case(self, moved, moved_visitors, prepared, language):
        said = {}
        for each in ("en", language):
            page = moved_visitors.page(OFFICE, js=True, locale=LANGUAGES[each])
            noises, said[each] = listen(page), []
            for number, words in enumerate(self.pages(page, moved.hub)):
                said[each].append(words)
                assert faults(page, noises, each) == []
                resize(page, 1280)
                picture = f"looks-{number}-{each}.png"
                page.screenshot(path=moved.folder / picture, full_page=True)
            page.context.close()
        both = zip(*said.values(), strict=True)
        assert [untranslated(*each) for each in both] == [[], [], []]

    @pytest.mark.parametrize("language", ["sv", "da"])
    def test_the_page_of_the_report(self, moved, moved_visitors, prepared, language):
        page = moved_visitors.page("", js=True)
        noises, reporter = listen(page), Reporter(page, moved.hub)
        reporter.words = prepared.words
        reporter.language = "en"
        english = reporter.come_back()
        reporter.language = language
        assert untranslated(english, reporter.come_back()) == []
        assert faults(page, noises, language) == []
        page.screenshot(
            path=moved.folder / f"looks-back-{language}.png", full_page=True
        )
        page.context.close()

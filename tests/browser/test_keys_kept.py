"""Keys are lost and stolen; who reads is still who was meant to (issue 11, T1, T5).

Without scripts. It changes keys and passwords for good, so it comes last.
"""

from datetime import timedelta
from tests.browser.deskwork import Handler
from tests.browser.deskwork import letters_to
from tests.browser.deskwork import NAMES
from tests.browser.looks import faults
from tests.browser.looks import listen
from tests.browser.looks import too_wide
from tests.browser.looks import untranslated

import pytest


LAST = True
HR, OFFICE, SECRETARY = "leila.handler", "torbjorn.office", "gunilla.handler"
HOLDERS = ("bengt.escrow", "yasmin.escrow")
ADMIN, REGISTRAR = "maja.manager", "rune.registrar"
ALONE, WEEK = "Bara en läser det här.", "En vecka av rapporter."
STOLEN, THEIRS = "stulet-losenord-1", "tjuvens egen fras"


@pytest.mark.parametrize(
    ("who", "width"), [(OFFICE, 320), (SECRETARY, 1280)], scope="class"
)
class TestTwoForgottenPassphrases:
    def test_a_report_has_one_reader(self, people, who, width):
        people("").report(f"{ALONE} {width}", who)
        reader = people(who)
        reader.open_vault()
        assert reader.reads(f"{ALONE} {width}")

    @pytest.mark.parametrize("phrase", ["en helt ny fras", "och en till fras"])
    def test_it_opens_again(self, people, who, width, phrase):
        reader, colleague = people(who), people(HR)
        words = reader.forget(f"{phrase} {width}")
        assert len(words) == 6 and "väntar" in reader.said
        assert too_wide(reader.page) == []
        colleague.open_vault()
        colleague.page.goto(f"{colleague.hub}/@@my-key")
        assert NAMES[who] in colleague.said
        # A word or two of the list may stand in any sentence; the six do not.
        assert len({*words} & {*colleague.said.split()}) < len(words) / 2
        assert too_wide(colleague.page) == []
        colleague.confirm(who, words)
        assert NAMES[who] not in colleague.said
        assert not reader.reads(f"{ALONE} {width}")
        reader.page.goto(f"{reader.hub}/@@my-key")
        reader.page.click("button[value=ask]")
        for each in HOLDERS:
            holder = people(each)
            while NAMES[who] in holder.go("@@escrow"):
                holder.page.locator("button[name=give]").first.click()
            assert f"{ALONE} {width}" not in holder.page.content()
        reader.page.goto(f"{reader.hub}/@@desk")
        reader.page.click("button[name=come_back]")
        reader.unlock()
        assert reader.reads(f"{ALONE} {width}")


class TestAnAdministratorWithAllPasswords:
    """She sets them, takes every key's place, and makes herself head of HR."""

    @pytest.fixture(scope="class")
    def thieves(self, moved, moved_visitors):
        """A window for each stolen account."""
        opened = []

        def of(who):
            page = moved_visitors.page("", width=1280)
            page.goto(f"{moved.url}/login")
            page.fill("#__ac_name", who)
            page.fill("#__ac_password", STOLEN)
            page.click("#buttons-login")
            opened.append(Handler(page, moved.hub, who, THEIRS))
            return opened[-1]

        yield of
        for each in opened:
            each.page.context.close()

    @pytest.fixture(scope="class")
    def stolen(self, moved, post, thieves):
        moved.ticks()
        post.letters.clear()
        for each in (HR, OFFICE, SECRETARY, REGISTRAR, ADMIN):
            path = f"../@users/{each}"
            sent = {"password": STOLEN}
            assert moved.rest(ADMIN, "PATCH", path, json=sent).ok
            moved.passwords[each] = STOLEN
        herself = {
            "kind": "function",
            "function": "hr",
            "account": ADMIN,
            "start": str(moved.clock.moment.date()),
        }
        made = moved.rest(REGISTRAR, "POST", "../@conduct-register", json=herself)
        assert made.ok, made.text
        opened = [thieves(each) for each in (HR, OFFICE, SECRETARY)]
        for each in opened:
            each.forget(THEIRS)
        admin = thieves(ADMIN)
        admin.page.goto(f"{moved.hub}/@@my-key")
        admin.page.fill("#make-passphrase", THEIRS)
        admin.page.fill("#make-again", THEIRS)
        admin.page.click("button[value=make]")
        return [*opened, admin]

    def test_a_week_of_reports_is_not_hers(self, people, moved, stolen):
        for day in range(7):
            people("").report(f"{WEEK} {day}")
            moved.clock.set(moved.clock.moment + timedelta(days=1))
        for each in stolen:
            each.open_vault()
            assert not each.reads(WEEK), each.who

    def test_all_holders_are_told_by_name(self, moved, post, stolen):
        moved.ticks()
        for holder in (HR, SECRETARY, "ewa.legal", "ingrid.approver", *HOLDERS):
            told = " ".join(letters_to(post, holder))
            for each in (HR, OFFICE, SECRETARY, ADMIN):
                assert NAMES[each] in told, (holder, each)
        assert WEEK not in str([each.as_string() for each in post.letters])

    def test_the_keys_that_wait_can_be_read_by_everybody(self, moved, moved_visitors):
        """Who waits, and readiness: with scripts, for axe alone."""
        for who, path in (
            (REGISTRAR, "../@@conduct-keys"),
            (ADMIN, "../@@conduct-readiness"),
            (ADMIN, "@@my-key"),
        ):
            said = {}
            for language, locale in (("en", "en-GB"), ("sv", "sv-SE"), ("da", "da-DK")):
                moved_visitors.cookies.pop(who, None)
                page = moved_visitors.page(who, js=True, locale=locale)
                noises = listen(page)
                page.goto(f"{moved.hub}/{path}")
                assert faults(page, noises, language) == []
                said[language] = page.inner_text(".conduct")
                picture = f"keys-{path.rpartition('@')[2]}-{language}.png"
                page.screenshot(path=moved.folder / picture, full_page=True)
                page.context.close()
            for language in ("sv", "da"):
                assert untranslated(said["en"], said[language]) == []

    def test_whoever_has_the_own_passphrase_takes_it_back(self, stolen, thieves):
        hers = thieves(HR)
        hers.phrase = "lindasa valv leila"
        hers.open_vault()
        assert hers.reads(f"{WEEK} 6")

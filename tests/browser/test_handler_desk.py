"""A handler on a phone, without JavaScript: the vault, a case, a name, escrow."""

from collective.conduct.vocabularies.cases import titles
from tests.browser.looks import faults
from tests.browser.looks import listen
from tests.browser.looks import OURS

import pytest
import requests


WHAT = "Han härmar min dialekt på varje möte."


@pytest.fixture(scope="module")
def reported(demo):
    """Somebody has sent a report in, with a name and a file."""
    sent = {
        "form": "harassment",
        "nonce": "en-slump-for-det-har-provet",
        "answers": {"what": WHAT},
        "identity": {"name": "Anna Provare"},
        "attachments": [
            {"filename": "lapp.txt", "content-type": "text/plain", "data": "TGFwcA=="}
        ],
    }
    found = requests.post(
        f"{demo.hub}/@conduct-report",
        json=sent,
        headers={"Accept": "application/json"},
        timeout=30,
    )
    assert found.status_code == 201, found.text


def unlock(page, demo, who):
    page.fill("#passphrase", demo.known["accounts"][who]["passphrase"])
    page.click(f"{OURS} button.btn-primary")


TABS = [f"@@{tab}" for tab in titles.TABS if tab != "case"]


class TestDesk:
    def test_a_handler_opens_a_case_and_answers_without_javascript(
        self, page_of, demo, reported
    ):
        page = page_of("handler", width=360)
        page.goto(f"{demo.hub}/@@desk")
        page.click("form[action$='@@case'] button")
        assert WHAT not in page.content()
        unlock(page, demo, "handler")
        assert WHAT in page.content() and "Anna Provare" not in page.content()
        page.click("button[value=triage]")
        page.fill("#answer-text", "Tack för att du berättar.")
        page.click("button[value=answer]")
        assert page.locator("[role=status]").count() == 1
        assert "Tack för att du berättar." in page.content()
        page.fill("#ask_identity-reason", "Vi behöver ringa upp.")
        page.click("button[value=ask_identity]")
        assert page.url.endswith("/@@case")

    def test_the_pages_of_the_desk_have_no_fault(self, page_of, demo, reported):
        page = page_of("handler2", js=True)
        noises = listen(page)
        page.goto(f"{demo.hub}/@@my-key")
        assert faults(page, noises) == []
        page.fill("#open-passphrase", demo.known["accounts"]["handler2"]["passphrase"])
        page.click("button[value=open]")
        assert faults(page, noises) == []
        page.click("form[action$='@@case'] button")
        assert WHAT in page.content()
        assert faults(page, noises) == []
        for tab in TABS:
            page.click(f".conduct-tabs button[formaction$='{tab}']")
            assert page.url.endswith(tab)
            # What a copy shows is decided with the words in sight.
            assert (WHAT in page.content()) == tab.endswith("case-record")
            assert faults(page, noises) == []
        page.goto(f"{demo.hub}/@@desk?show=closed")
        assert faults(page, noises) == []
        page.goto(f"{demo.hub}/@@what-is-protected")
        assert faults(page, noises) == []

    def test_a_day_at_the_desk_on_a_phone_without_javascript(
        self, page_of, demo, reported
    ):
        """Name it, rest, enter it, decide on secrecy, ask somebody outside."""
        page = page_of("handler2", width=360)
        page.goto(f"{demo.hub}/@@desk")
        page.click("form[action$='@@case'] button")
        unlock(page, demo, "handler2")
        page.click("summary:has-text('eget namn')")
        page.fill("#nickname", "Dialekten")
        page.click("button[value=nickname]")
        self.tab(page, "case-clocks")
        page.fill("#pause-reason", "Vi väntar på ett besked.")
        page.click("button[value=pause]")
        page.click("button[value=resume]")
        self.tab(page, "case-record")
        page.fill("#diary-text", "Skrivelse")
        page.click("button[value=diary]")
        assert page.locator("text=utelämnad").count() == 1
        page.fill("#basis-0", "OSL 39:2")
        page.click("button[value=secrecy]")
        page.click("button[value=check]")
        assert WHAT not in page.content() and "OSL 39:2" in page.content()
        page.click("button[value=copy]")
        assert WHAT not in page.content() and "OSL 39:2" in page.content()
        page.emulate_media(media="print")
        assert page.locator(".conduct-print").is_visible()
        assert not page.locator("#secrecy").is_visible()
        page.emulate_media(media="screen")
        self.tab(page, "case-outside")
        page.fill("#who", "Firma Alm")
        page.click("button[value=outside_begin]")
        words = page.inner_text(".alert-warning strong")
        assert len(words.split()) == 7
        page.goto(f"{demo.hub}/@@desk")
        assert "Dialekten" in page.content()
        self.outside(page_of, demo, words)

    def tab(self, page, name):
        page.click(f".conduct-tabs button[formaction$='@@{name}']")

    def outside(self, page_of, demo, words):
        """Whoever helps comes with the words, and answers."""
        page = page_of("", js=True)
        noises = listen(page)
        page.goto(f"{demo.hub}/@@exchange?in=sv")
        assert faults(page, noises) == []
        page.fill("#words", words)
        page.click("button[value=look]")
        page.fill("#text", "Vi kan börja på måndag.")
        page.click("button[value=write]")
        assert "Vi kan börja på måndag." in page.content()
        assert faults(page, noises) == []

    @pytest.mark.parametrize(
        ("who", "view"), [("approver", "@@approvals"), ("escrow2", "@@escrow")]
    )
    def test_those_who_help_have_pages_without_fault(
        self, page_of, demo, reported, who, view
    ):
        page = page_of(who, js=True)
        noises = listen(page)
        page.goto(f"{demo.hub}/{view}")
        assert faults(page, noises) == []
        unlock(page, demo, who)
        assert page.url.endswith(view) and "Anna Provare" not in page.content()
        assert faults(page, noises) == []

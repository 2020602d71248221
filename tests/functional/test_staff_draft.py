"""The draft page: what state, what awaits, what can be done."""

from plone import api

import transaction


def test_the_draft_tells_its_state_and_its_steps(staff):
    browser = staff.open("publisher", staff.code, "@@draft")
    assert "Draft" in browser.contents
    assert "3 numbered provisions" in " ".join(browser.contents.split())
    browser.getControl("Propose for adoption").click()
    assert "The text is proposed." in browser.contents
    transaction.begin()
    assert api.content.get_state(staff.code) == "proposed"


def test_an_official_never_sees_a_draft(staff):
    browser = staff.open("official", staff.code, "@@draft")
    assert "Vi lyssnar" not in browser.contents

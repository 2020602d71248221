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


def test_what_should_be_changed_is_read_by_the_author(staff):
    staff.propose()
    browser = staff.open("registrar", staff.code, "@@draft")
    browser.getControl(name="comment").value = "Regel 2 säger för <mycket>."
    browser.getControl("Send back").click()
    browser = staff.open("publisher", staff.code, "@@draft")
    assert "Sent back:" in browser.contents
    assert "Regel 2 säger för &lt;mycket&gt;." in browser.contents
    browser.getControl("Propose for adoption").click()
    assert "Sent back:" not in browser.contents


def test_a_publisher_does_not_see_the_adoption(staff):
    staff.propose()
    assert "@@adopt" not in staff.open("publisher", staff.code, "@@draft").contents
    assert "@@adopt" in staff.open("registrar", staff.code, "@@draft").contents

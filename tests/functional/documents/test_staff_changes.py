"""What differs, what is material, what is new, and what is related."""

from plone import api
from tests.support.staff_browser import CODE
from tests.support.staff_browser import words

import pytest
import transaction


CHANGED = CODE.replace("aldrig personer", "aldrig enskilda personer").replace(
    "<h2>Möten</h2>", "<h2>Möten</h2><p>Alla möten börjar i tid och med namnupprop.</p>"
)


def retype(staff):
    """Type another rule over the second one, as the editor leaves it."""
    raw = staff.code.text.raw
    before = "Vi kritiserar förslag och aldrig personer."
    assert before in raw
    after = "Den som leder mötet fördelar ordet rättvist mellan alla."
    staff.rewrite(raw.replace(before, after))


def test_readers_see_what_differs_word_by_word(staff):
    staff.adopt()
    staff.rewrite(CHANGED)
    staff.adopt()
    browser = staff.open("official", staff.code, "@@differences")
    text = words(browser)
    assert "<ins>" in text
    assert "enskilda" in text
    assert "Added:" in text
    assert "1 changed, 2 unchanged" in text


def test_two_editions_are_chosen_by_a_plain_form(staff):
    staff.adopt()
    staff.rewrite(CHANGED)
    staff.adopt()
    browser = staff.open(
        "official", staff.code, "@@differences", **{"from": 2, "to": 1}
    )
    assert "<del>" in browser.contents
    assert browser.getControl(name="from").value == ["2"]


def test_an_unknown_edition_is_said_to_be_missing(staff):
    staff.adopt()
    for number in ("7", "x", "-1"):
        browser = staff.open(
            "official", staff.code, "@@differences", **{"from": 1, "to": number}
        )
        assert browser.headers["status"].startswith("404")
        assert "There is no such edition." in browser.contents


def test_a_reader_does_not_compare_with_the_draft(staff):
    staff.adopt()
    staff.rewrite(CHANGED)
    query = {"from": 1, "to": "draft"}
    browser = staff.open("official", staff.code, "@@differences", **query)
    assert "enskilda" not in browser.contents
    browser = staff.open("publisher", staff.code, "@@differences", **query)
    assert "enskilda" in browser.contents


def test_before_the_first_edition_it_says_what_will_be_here(staff):
    browser = staff.open("publisher", staff.code, "@@differences")
    assert "There is no edition to compare yet." in browser.contents


def test_a_change_is_marked_as_not_material_with_a_reason(staff):
    staff.adopt()
    staff.rewrite(CHANGED)
    browser = staff.open("publisher", staff.code, "@@material-changes")
    ids = browser.getControl(name="nonmaterial").options
    browser.getControl(name="nonmaterial").value = ids
    browser.getControl("Keep these marks").click()
    assert "Give a reason." in browser.contents
    assert browser.getControl(name="nonmaterial").value == ids
    for name in ids:
        browser.getControl(name=f"reason-{name}").value = "Stavning"
    browser.getControl("Keep these marks").click()
    assert "Your marks are kept." in browser.contents
    transaction.begin()
    assert staff.code.nonmaterial == dict.fromkeys(ids, "Stavning")


def test_the_reason_stays_visible_to_readers_and_nobody_is_asked_again(staff):
    staff.adopt()
    staff.rewrite(CODE.replace("aldrig personer", "aldrig enskilda personer"))
    browser = staff.open("publisher", staff.code, "@@material-changes")
    (name,) = browser.getControl(name="nonmaterial").options
    browser.getControl(name="nonmaterial").value = [name]
    browser.getControl(name=f"reason-{name}").value = "Förtydligande"
    browser.getControl("Keep these marks").click()
    assert staff.adopt().reopens is False
    browser = staff.open("official", staff.code, "@@differences")
    assert "Not material:" in browser.contents
    assert "Förtydligande" in browser.contents


@pytest.mark.parametrize("choice", ["same", "new"])
def test_the_author_says_whether_a_provision_is_new(staff, choice):
    old = [each for each, _words in staff.code.aligned]
    retype(staff)
    (case,) = staff.code.unsure
    browser = staff.open("publisher", staff.code, "@@review-provisions")
    assert "aldrig personer" in browser.contents
    assert "fördelar ordet" in browser.contents
    browser.getControl(name=f"choice-{case.id}").value = [choice]
    browser.getControl("Keep my choices").click()
    assert "Your choices are kept." in browser.contents
    transaction.begin()
    assert staff.code.unsure == ()
    assert (case.old_id in dict(staff.code.aligned)) == (choice == "same")
    assert case.old_id in old


def test_a_draft_with_an_open_question_is_not_proposed(staff):
    retype(staff)
    browser = staff.open("publisher", staff.code, "@@draft")
    assert "Say which of 1 provisions are new" in words(browser)
    browser.getControl("Propose for adoption").click()
    assert "Something is missing first" in browser.contents


def relate(browser, row, **values):
    for name, value in values.items():
        browser.getControl(name=name, index=row).value = value


def test_relations_go_to_documents_here_and_titles_outside(staff):
    other = staff.write("grund")
    transaction.commit()
    browser = staff.open("publisher", staff.code, "@@relations")
    relate(browser, 0, type=["based_on"], uid=[other.UID()])
    browser.getControl("Add another").click()
    assert browser.getControl(name="uid", index=0).value == [other.UID()]
    relate(
        browser, 1, type=["cites"], title="Kommunallagen", url="https://x.example/kl"
    )
    browser.getControl(name="save", index=1).click()
    assert "The related documents are kept." in browser.contents
    transaction.begin()
    assert staff.code.relations == [
        {"type": "based_on", "uid": other.UID()},
        {"type": "cites", "title": "Kommunallagen", "url": "https://x.example/kl"},
    ]
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        conduct_related=other.UID()
    )
    assert [brain.getId for brain in found] == ["kod"]


def test_an_address_that_is_no_web_address_is_refused_and_kept(staff):
    browser = staff.open("publisher", staff.code, "@@relations")
    relate(browser, 0, type=["cites"], title="Lag", url="javascript:alert(1)")
    browser.getControl(name="save", index=1).click()
    assert "Write an address that begins with https://" in words(browser)
    assert browser.getControl(name="url").value == "javascript:alert(1)"


def test_a_row_is_taken_away_without_script(staff):
    browser = staff.open("publisher", staff.code, "@@relations")
    relate(browser, 0, title="Ett")
    browser.getControl("Add another").click()
    relate(browser, 1, title="Två")
    browser.getControl("Remove relation 1").click()
    assert browser.getControl(name="title").value == "Två"

"""Adopting, and what the registrar does to a frozen edition."""

from datetime import timedelta
from plone import api
from tests.support.sample_municipality import TODAY
from tests.support.staff_browser import CODE
from tests.support.staff_browser import words

import pytest
import transaction


CHANGED = CODE.replace("aldrig personer", "aldrig enskilda personer")


def filled(staff, **values):
    staff.propose()
    browser = staff.open("registrar", staff.code, "@@adopt")
    typed = {
        "decided_on": "2026-01-10",
        "paragraph": "18 §",
        "valid_from": "2026-02-01",
        "diary_number": "KS 12/2026",
    } | values
    browser.getControl(name="body").value = ["ks"]
    for name, value in typed.items():
        browser.getControl(name=name).value = value
    return browser


def test_the_page_says_what_will_be_frozen_and_freezes_it(staff):
    browser = filled(staff)
    assert "3 numbered provisions" in words(browser)
    browser.getControl("Adopt and freeze").click()
    assert "Edition 1 is adopted." in browser.contents
    transaction.begin()
    header = staff.code["edition-1"].manifest["header"]
    assert header["paragraph"] == "§ 18"
    assert header["valid_from"] == "2026-02-01"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("paragraph", "arton", "Write the paragraph as § 18."),
        ("valid_from", "2026-01-01", "cannot be in force before it was decided"),
        ("valid_to", "2026-01-31", "The last day is before the first."),
        ("valid_to", "nästa år", "Write the date as year-month-day"),
        ("decided_on", "", "Give the date."),
        ("diary_number", "12", "This is not how diary numbers look here"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
    staff, field, value, sentence
):
    browser = filled(staff, **{field: value})
    browser.getControl("Adopt and freeze").click()
    control = browser.getControl(name=field)
    assert control.value == value
    assert browser.headers["status"].startswith("400")
    assert f'id="{field}-wrong"' in browser.contents
    assert sentence in words(browser)
    assert browser.getControl(name="body").value == ["ks"]
    transaction.begin()
    assert "edition-1" not in staff.code


def test_the_next_adoption_tells_what_changes_and_who_is_asked(staff):
    staff.adopt()
    staff.rewrite(CHANGED)
    browser = filled(staff)
    assert "1 changed, 2 unchanged" in words(browser)
    assert "also those who have answered before" in words(browser)


def test_only_the_registrar_adopts(staff):
    staff.propose()
    browser = staff.open("publisher", staff.code, "@@adopt")
    assert "Adopt and freeze" not in browser.contents


def test_a_draft_that_is_not_proposed_is_not_adopted(staff):
    browser = staff.open("registrar", staff.code, "@@adopt")
    assert "This cannot be done at this stage." in browser.contents
    assert "Adopt and freeze" not in browser.contents


def test_editing_a_frozen_edition_is_refused_in_a_sentence(staff):
    edition = staff.adopt()
    for login in ("registrar", "manager", "official"):
        browser = staff.open(login, edition, "edit")
        assert browser.headers["status"].startswith("403")
        assert "This edition is frozen: its text can no longer be changed" in words(
            browser
        )
    assert (
        "Write a correction note" in staff.open("registrar", edition, "edit").contents
    )


def test_a_correction_note_stands_beside_the_edition_and_its_hash_stays(staff):
    edition = staff.adopt()
    before = edition.manifest_hash
    browser = staff.open("registrar", edition, "@@correct")
    browser.getControl(name="note").value = "Paragrafen ska vara § 19."
    browser.getControl("Add the note").click()
    transaction.begin()
    assert edition.notes[0][1] == "Paragrafen ska vara § 19."
    assert edition.manifest_hash == before


def test_repealing_asks_for_a_reason_and_a_tick(staff):
    edition = staff.adopt()
    browser = staff.open("registrar", edition, "@@repeal")
    browser.getControl(name="reason").value = "Ersätts av partiernas egna koder."
    browser.getControl("Repeal the edition").click()
    assert "Tick that you have read what happens" in words(browser)
    assert "Ersätts av partiernas egna koder." in browser.contents
    browser.getControl(name="sure").value = ["1"]
    browser.getControl("Repeal the edition").click()
    assert "The edition is repealed." in browser.contents
    transaction.begin()
    assert edition.repealed_on is not None


def test_an_edition_in_force_is_not_annulled(staff):
    browser = staff.open("registrar", staff.adopt(), "@@annul")
    assert "This cannot be done at this stage." in browser.contents


def test_an_upcoming_edition_is_annulled(staff):
    edition = staff.adopt(valid_from=TODAY + timedelta(days=30))
    browser = staff.open("registrar", edition, "@@annul")
    browser.getControl(name="reason").value = "Fel paragraf i protokollet."
    browser.getControl(name="sure").value = ["1"]
    browser.getControl("Annul the adoption").click()
    transaction.begin()
    assert edition.annulled_on is not None
    assert api.content.get_state(staff.code) == "adopted"

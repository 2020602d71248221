"""The standard add and edit forms, and the rules of the header in every door."""

from plone import api
from tests.support.sample_municipality import PASSWORD

import json
import pytest
import transaction


@pytest.fixture
def swedish(staff):
    """Browsers that ask for Swedish on a site that speaks it."""
    api.portal.set_registry_record("plone.default_language", "sv")
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    transaction.commit()
    return staff


def opened(staff, login, context, path):
    browser = staff.browser(login)
    browser.addHeader("Accept-Language", "sv")
    browser.open(f"{context.absolute_url()}/{path}")
    return browser


@pytest.mark.parametrize("portal_type", ["ConductPolicy", "ConductCode"])
def test_a_document_is_written_in_the_standard_form(swedish, portal_type):
    form = f"++add++{portal_type}"
    browser = opened(swedish, "publisher", swedish.hub, form)
    assert browser.headers["status"].startswith("200")
    browser.getControl(name="form.widgets.IBasic.title").value = "Rutin för samtal"
    browser.getControl(name="form.widgets.diary_number").value = "KS 52/2027"
    browser.getControl(name="form.widgets.text").value = "<h2>Syfte</h2><p>Lyssna.</p>"
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    (made,) = [
        each for each in swedish.hub.objectValues() if each.title == "Rutin för samtal"
    ]
    assert made.portal_type == portal_type
    assert made.diary_number == "KS 52/2027"
    assert 'id="p-' in made.text.raw


def test_a_draft_is_changed_in_the_standard_form(swedish):
    browser = opened(swedish, "publisher", swedish.code, "edit")
    control = browser.getControl(name="form.widgets.text")
    control.value = control.value.replace("Samarbete", "Samverkan")
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert "Samverkan" in swedish.code.text.raw


def test_the_form_refuses_a_diary_number_that_the_site_does_not_use(staff):
    browser = staff.open("publisher", staff.code, "edit")
    browser.getControl(name="form.widgets.diary_number").value = "nummer nio"
    browser.getControl(name="form.buttons.save").click()
    assert "This is not how diary numbers look here" in browser.contents
    assert browser.getControl(name="form.widgets.diary_number").value == "nummer nio"


def test_the_form_refuses_a_diary_number_that_is_taken_in_any_spelling(staff):
    staff.write("annan", diary_number="KS 52/2027")
    transaction.commit()
    browser = staff.open("publisher", staff.code, "edit")
    browser.getControl(name="form.widgets.diary_number").value = "KS52/2027"
    browser.getControl(name="form.buttons.save").click()
    assert "Another document already has this diary number." in browser.contents


def test_a_document_may_keep_its_own_diary_number(staff):
    staff.code.diary_number = "KS 52/2027"
    staff.code.reindexObject(idxs=["conduct_diary_number"])
    transaction.commit()
    browser = staff.open("publisher", staff.code, "edit")
    browser.getControl(name="form.buttons.save").click()
    assert "Another document already" not in browser.contents


def test_the_patterns_are_the_sites_own(staff):
    api.portal.set_registry_record("collective.conduct.diary_patterns", ["Ä-[0-9]+"])
    transaction.commit()
    browser = staff.open("publisher", staff.code, "edit")
    browser.getControl(name="form.widgets.diary_number").value = "Ä-77"
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert staff.code.diary_number == "Ä-77"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("nummer nio", "This is not how diary numbers look here"),
        ("KS 52/2027", "Another document already has this diary number."),
    ],
)
def test_rest_refuses_the_same_numbers(staff, number, sentence):
    staff.write("annan", diary_number="KS 52/2027")
    transaction.commit()
    browser = staff.browser("publisher")
    browser.addHeader("Accept", "application/json")
    url = staff.code.absolute_url()
    body = json.dumps({"diary_number": number}).encode()
    response = browser.testapp.patch(
        url,
        body,
        headers={
            "Accept": "application/json",
            "Accept-Language": "en",
            "Content-Type": "application/json",
            "Authorization": _basic("publisher"),
        },
        expect_errors=True,
    )
    assert response.status_int == 400
    assert sentence in response.text
    transaction.begin()
    assert staff.code.diary_number is None


def _basic(login):
    from base64 import b64encode

    return "Basic " + b64encode(f"{login}:{PASSWORD}".encode()).decode()


def test_staff_find_their_pages_on_the_edition(staff):
    edition = staff.adopt()
    browser = staff.open("registrar", edition)
    for view in ("coverage", "record-answers", "words", "correct", "repeal"):
        assert f"edition-1/@@{view}" in browser.contents
    assert "@@annul" not in browser.contents
    browser = staff.open("official", edition)
    assert "@@words" not in browser.contents

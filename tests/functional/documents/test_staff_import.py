"""Import: a preview that saves nothing, then a draft (issue 2, P1)."""

from plone import api
from tests.samples import docx
from tests.samples import texts
from tests.support.staff_browser import words

import pytest
import transaction


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ARTICLE = """<h1>Kommunen får pris</h1>
<p>Publicerad 2 mars 2018</p>
<p>Lindåsa kommun har fått pris för sitt arbete mot hot och hat.</p>
<p>Priset delades ut vid en ceremoni i residenset.</p>
<h2>Fler nyheter</h2><p>Ny gångväg vid ån</p>"""


def upload(browser, data, name, kind=WORD):
    browser.getControl(name="file").add_file(data, kind, name)
    browser.getControl("Show what was found").click()
    return browser


def paste(browser, text):
    browser.getControl(name="pasted").value = text
    browser.getControl("Show what was found").click()
    return browser


def documents(staff):
    transaction.begin()
    return [each for each in staff.hub.objectIds() if each not in ("bun", "ks")]


def started(staff, data):
    """Upload a Word file to the hub."""
    return upload(staff.open("registrar", staff.hub, "@@import"), data, "k.docx")


@pytest.fixture(scope="module")
def word_file():
    return docx.council_code()


def test_the_preview_shows_what_was_found_and_saves_nothing(staff, word_file):
    before = documents(staff)
    browser = upload(
        staff.open("registrar", staff.hub, "@@import"), word_file, "k.docx"
    )
    text = words(browser)
    assert "Nothing is saved yet." in text
    assert "17 numbered provisions" in text
    assert browser.getControl(name="title").value == texts.TITLE
    assert browser.getControl(name="value-diary_number").value == "KS-2027-00114"
    assert browser.getControl(name="value-decided_on").value == "2027-04-26"
    assert browser.getControl(name="value-valid_from").value == "2027-05-01"
    assert browser.getControl(name="document_type").value == ["code"]
    assert browser.getControl(name="portal_type").value == ["ConductCode"]
    assert texts.PLACEHOLDER in text
    assert "In the file:" in text
    assert documents(staff) == before


def test_what_was_struck_out_commented_or_hidden_is_nowhere(staff, word_file):
    browser = upload(
        staff.open("registrar", staff.hub, "@@import"), word_file, "k.docx"
    )
    assert "Comments were dropped and are stored nowhere" in browser.contents
    browser.getControl("Create the draft").click()
    for secret in (texts.DELETED, texts.COMMENT, texts.HIDDEN):
        assert secret not in browser.contents
    transaction.begin()
    (made,) = [each for each in staff.hub.objectValues() if each.title == texts.TITLE]
    for secret in (texts.DELETED, texts.COMMENT, texts.HIDDEN):
        assert secret not in made.text.raw


def test_the_draft_has_the_header_that_was_ticked(staff, word_file):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(staff.hub, "ConductBody", "kf", title=texts.HEADER[0][1])
    transaction.commit()
    browser = upload(
        staff.open("registrar", staff.hub, "@@import"), word_file, "k.docx"
    )
    browser.getControl(name="use-diary_number").value = []
    browser.getControl(name="title").value = "Kod för Lindåsa"
    browser.getControl("Create the draft").click()
    assert "The draft is made." in browser.contents
    transaction.begin()
    (made,) = [each for each in staff.hub.objectValues() if "Kod för L" in each.title]
    assert made.portal_type == "ConductCode"
    assert made.diary_number is None
    assert made.language == "sv"
    assert made.decider == "kf"
    assert dict(made.offered)["paragraph"] == "§ 41"
    kinds = [each["type"] for each in made.relations]
    assert sorted(kinds) == ["related", "related", "related", "replaces"]


def test_the_next_edition_out_of_a_word_file(staff, word_file):
    old = docx.council_code(texts.before())
    browser = upload(staff.open("registrar", staff.hub, "@@import"), old, "k.docx")
    browser.getControl("Create the draft").click()
    transaction.begin()
    (staff.code,) = [
        each for each in staff.hub.objectValues() if each.title == texts.TITLE
    ]
    staff.adopt()
    staff.revise("registrar")
    browser = staff.open("registrar", staff.code, "@@import")
    upload(browser, word_file, "k.docx")
    assert browser.getControl(name="title").value == texts.TITLE
    browser.getControl("Replace the draft").click()
    browser.getControl("Propose for adoption").click()
    browser.getLink("Adopt").click()
    assert "2 changed, 1 added, 14 unchanged though renumbered" in words(browser)
    assert browser.getControl(name="paragraph").value == "§ 41"
    assert browser.getControl(name="valid_from").value == "2027-05-01"


def test_the_part_that_is_left_out_and_kept_can_be_chosen_again(staff):
    browser = paste(staff.open("registrar", staff.hub, "@@import"), ARTICLE)
    text = words(browser)
    assert "this is running text" in text
    assert browser.getControl(name="document_type").value == ["source"]
    found = browser.contents.split('id="text"')[1]
    assert "Ny gångväg" not in found
    browser.getControl(name="remove-0").value = []
    browser.getControl("Show it again with these choices").click()
    assert "Ny gångväg" in browser.contents.split('id="text"')[1]
    assert browser.getControl(name="remove-0").value == []


def test_what_is_wrong_keeps_the_preview_and_what_was_typed(staff, word_file):
    browser = upload(
        staff.open("registrar", staff.hub, "@@import"), word_file, "k.docx"
    )
    browser.getControl(name="value-diary_number").value = "nummer nio"
    browser.getControl(name="title").value = "Min titel"
    browser.getControl("Create the draft").click()
    assert "This is not how diary numbers look here" in words(browser)
    assert 'id="value-diary_number-wrong"' in browser.contents
    assert browser.getControl(name="title").value == "Min titel"
    assert browser.getControl(name="value-diary_number").value == "nummer nio"
    browser.getControl(name="value-diary_number").value = "KS 9/2027"
    browser.getControl("Create the draft").click()
    assert "The draft is made." in browser.contents


def test_a_diary_number_is_given_once(staff, word_file):
    for _time in range(2):
        browser = staff.open("registrar", staff.hub, "@@import")
        upload(browser, word_file, "k.docx")
        browser.getControl("Create the draft").click()
    assert "Another document already has this diary number." in words(browser)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"PK\x03\x04 trasig", "kod.docx", "The file is damaged"),
        (b"%PDF-1.7 hej", "kod.pdf", "This is a PDF"),
        (b"\x00\x01\x02\x03", "bild.xyz", "This kind of file cannot be read"),
        (b"", "tom.txt", "There is no text in the file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    staff, data, name, sentence
):
    browser = staff.open("registrar", staff.hub, "@@import")
    browser.getControl(name="pasted").value = "Skrivet för hand"
    upload(browser, data, name)
    assert sentence in words(browser)
    assert 'id="file-wrong"' in browser.contents
    assert browser.getControl(name="pasted").value == "Skrivet för hand"
    assert browser.headers["status"].startswith("400")


def test_nothing_chosen_and_a_broken_preview_are_said_plainly(staff):
    browser = staff.open("registrar", staff.hub, "@@import")
    browser.getControl("Show what was found").click()
    assert "Choose a file, or paste a text." in browser.contents
    paste(browser, "1. Vi är i tid.")
    browser.getControl(name="payload").value = "eJwrTi0BAAPfAbM="
    browser.getControl("Create the draft").click()
    assert "The preview was lost on the way." in browser.contents


def test_scripts_in_a_file_never_reach_the_draft(staff):
    html = "<html><body><h1>Kod</h1><p onclick='x()'>Vi är i tid.</p><script>alert(1)"
    browser = staff.open("registrar", staff.hub, "@@import")
    upload(browser, html.encode(), "kod.html", "text/html")
    browser.getControl("Create the draft").click()
    transaction.begin()
    (made,) = [each for each in staff.hub.objectValues() if each.title == "Kod"]
    assert "Vi är i tid." in made.text.raw
    assert "onclick" not in made.text.raw
    assert "alert" not in made.text.raw


def test_only_staff_import(staff):
    browser = staff.open("official", staff.hub, "@@import")
    assert "Show what was found" not in browser.contents


def test_a_locked_draft_is_not_replaced(staff):
    staff.propose()
    browser = staff.open("publisher", staff.code, "@@import")
    paste(browser, "1. Vi är i tid.")
    browser.getControl("Replace the draft").click()
    assert "This cannot be done at this stage." in browser.contents
    transaction.begin()
    assert api.content.get_state(staff.code) == "proposed"

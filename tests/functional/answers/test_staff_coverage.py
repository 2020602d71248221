"""Coverage, its exports, objections and answers from a signed paper."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.documents.editions import show
from hashlib import sha256
from io import BytesIO
from openpyxl import load_workbook
from tests.support.sample_municipality import hold
from tests.support.staff_browser import words
from zope.component import getUtility

import csv
import io
import pytest
import transaction


def give(staff, edition, login, kind, text=""):
    with staff.acting(login):
        shown = show(edition)
        given = Answer(
            kind, shown.language, edition.manifest_hash, shown.statement_hash, text
        )
        answer(edition, given)
    transaction.commit()


@pytest.fixture
def edition(staff):
    """An edition in force that the leader answers; two officials have not."""
    made = staff.adopt()
    give(staff, made, "leader", "committed")
    return made


def csv_rows(browser):
    text = browser.contents
    text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))


def test_coverage_gives_figures_with_their_base(staff, edition):
    browser = staff.open("registrar", edition, "@@coverage")
    assert "<strong>1</strong> of <strong>3</strong> have answered" in words(browser)
    assert "Who has not answered (2)" in words(browser)


def test_who_has_not_is_one_click_away(staff, edition):
    browser = staff.open("registrar", edition, "@@coverage")
    browser.getLink("Who has not answered").click()
    list_of_people = browser.contents.split('id="people"')[1]
    assert "Olle Ek" in list_of_people
    assert ">Leader Lind<" not in list_of_people


def test_the_heads_of_the_columns_sort_and_turn(staff, edition):
    browser = staff.open("registrar", edition, "@@coverage", sort="name", down="1")
    found = browser.contents.split('id="people"')[1]
    assert found.index(">Olle Ek<") < found.index(">Leader Lind<")
    assert 'aria-sort="descending"' in found


def test_a_leader_sees_her_own_group_only(staff, edition):
    browser = staff.open("leader", edition, "@@coverage")
    assert "Olle Ek" not in browser.contents
    assert "You see the members of your own bodies" in words(browser)


def test_an_official_does_not_see_coverage(staff, edition):
    browser = staff.open("official", edition, "@@coverage")
    assert "have answered" not in browser.contents


def test_the_lists_of_a_long_register_have_pages(staff, edition):
    for number in range(60):
        person = getUtility(IRegister).enrol(None, f"Namn {number:02}")
        hold(staff.official2(person))
    transaction.commit()
    browser = staff.open("registrar", edition, "@@coverage", sort="name")
    assert "Page 1 of 2" in words(browser)
    assert "Namn 59" not in browser.contents
    browser.getLink("Next page").click()
    assert "Namn 59" in browser.contents


def test_the_csv_holds_the_filtered_list_without_formulas(staff, edition):
    person = getUtility(IRegister).enrol(None, "=HYPERLINK(1)")
    hold(staff.official2(person))
    transaction.commit()
    browser = staff.open("registrar", edition, "@@coverage.csv", outcome="none")
    assert browser.headers["Content-Type"].startswith("text/csv")
    rows = csv_rows(browser)
    assert rows[0] == ["Name", "Body", "Party", "Answer"]
    assert [row[0] for row in rows[1:]] == [
        "'=HYPERLINK(1)",
        "Official Lind",
        "Olle Ek",
    ]


def test_the_same_list_opens_in_excel(staff, edition):
    browser = staff.open("registrar", edition, "@@coverage.xlsx")
    sheet = load_workbook(BytesIO(browser._response.body)).active
    assert [cell.value for cell in sheet["A"]] == [
        "Name",
        "Leader Lind",
        "Official Lind",
        "Olle Ek",
    ]


def test_objections_are_read_in_peoples_own_words(staff, edition):
    give(staff, edition, "official", "objected", "Punkt två är <för> vid.")
    browser = staff.open("publisher", edition, "@@words")
    assert "Punkt två är &lt;för&gt; vid." in browser.contents
    hidden = staff.open("auditor", edition, "@@words")
    assert "Punkt två" not in hidden.contents


def paper(staff, edition, names, login="registrar", **values):
    browser = staff.open(login, edition, "@@record-answers")
    register = getUtility(IRegister)
    browser.getControl(name="people").value = [
        str(register.person_of(name)) for name in names
    ]
    typed = {"kind": ["acknowledged"], "signed_on": "2027-03-01"} | values
    for name, value in typed.items():
        browser.getControl(name=name).value = value
    return browser


def test_one_scan_records_many_and_only_its_hash_is_kept(staff, edition):
    browser = paper(staff, edition, ["official", "official2"])
    browser.getControl(name="scan").add_file(b"%PDF-1.7 namnlista", "a/pdf", "l.pdf")
    browser.getControl("Record the answers").click()
    assert "The answer is recorded for 2 people." in words(browser)
    transaction.begin()
    register, ledger = getUtility(IRegister), getUtility(ILedger)
    for name in ("official", "official2"):
        entry = ledger.last_answer(register.person_of(name), edition.manifest_hash)
        assert entry.kind == "acknowledged"
        assert entry.by == register.person_of("registrar")
        assert entry.details["paper"] == sha256(b"%PDF-1.7 namnlista").hexdigest()
        assert entry.details["signed_on"] == "2027-03-01"


def test_it_says_for_whom_the_answer_already_stood(staff, edition):
    browser = paper(
        staff, edition, ["official", "leader"], kind=["committed"], reference="Pärm 3"
    )
    browser.getControl("Record the answers").click()
    assert "recorded for 1 people" in words(browser)
    assert "already stood for: Leader Lind." in words(browser)


def test_a_refused_paper_keeps_ticks_and_fields(staff, edition):
    browser = paper(staff, edition, ["official"], reference="")
    browser.getControl("Record the answers").click()
    assert 'id="reference-wrong"' in browser.contents
    assert browser.getControl(name="signed_on").value == "2027-03-01"
    chosen = browser.getControl(name="people").value
    assert chosen == [str(getUtility(IRegister).person_of("official"))]


def test_searching_keeps_those_who_are_ticked(staff, edition):
    ticked = getUtility(IRegister).person_of("official")
    browser = staff.open("registrar", edition, "@@record-answers", people=ticked)
    browser.getControl(name="q").value = "olle"
    browser.getControl(name="look").click()
    assert "olle" not in browser.url
    assert "Ticked before" in browser.contents
    assert browser.getControl(name="people").value == [str(ticked)]
    assert "Leader" not in browser.contents.split("Who signed")[1]


def test_all_that_are_shown_are_ticked_in_one_click(staff, edition):
    browser = staff.open("registrar", edition, "@@record-answers", body="ks", all="1")
    assert len(browser.getControl(name="people").value) == 2


def test_a_secretary_records_for_her_own_body_only(staff, edition):
    browser = staff.open("secretary", edition, "@@record-answers")
    assert "Olle Ek" not in browser.contents
    browser = paper(staff, edition, ["official"], login="secretary", reference="P 1")
    browser.getControl("Record the answers").click()
    assert "recorded for 1 people" in words(browser)

"""Staff, auditor and a Danish official at their desks, without scripts."""

from playwright.sync_api import expect
from tests.browser.commands import verify

import pytest
import re


EDITION = "uppforandekod/edition-2"
MAIN = ".conduct"
WIDTHS = [360, 1280]
SCAN = {"name": "lista.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
# Three who have not answered, one of whom can log in; and one who still has not.
SIGNED = {
    360: ("Britta Åkerlund", "Ulf Rönnblad", "Moa Kvarnlind"),
    1280: ("Ingrid Tallmo", "Yvonne Lindgård", "Amina Yusuf"),
}
LOGINS = {360: "moa.kvarnlind", 1280: "amina.yusuf"}
STILL = "Roger Tilander"


@pytest.fixture(scope="class", params=WIDTHS, ids=lambda width: f"{width}px")
def width(request):
    return request.param


@pytest.fixture(scope="class")
def registrar(page_of, width):
    """The registrar's window for all steps."""
    return page_of("registrar", width=width)


def missing(page) -> list[str]:
    """The names that the list of people shows, once for each of their bodies."""
    names = page.locator("section[aria-labelledby=people] tbody tr > :first-child")
    return [each.strip() for each in names.all_inner_texts()]


class TestOnePaperWithSeveralNames:
    """Steps of one way, in their order (REQUIREMENTS A3)."""

    def test_the_page_lists_who_has_not_answered(self, registrar, demo, width):
        registrar.goto(f"{demo.hub}/{EDITION}/@@coverage")
        link = registrar.locator(f"{MAIN} nav a.btn-primary")
        count = int(re.search(r"\((\d+)\)", link.inner_text())[1])
        link.click()
        names = missing(registrar)
        assert len({*names}) == count
        assert {*SIGNED[width], STILL} <= {*names}

    def test_names_found_one_by_one_stay_ticked(self, registrar, demo, width):
        registrar.goto(f"{demo.hub}/{EDITION}/@@record-answers")
        for name in SIGNED[width]:
            registrar.fill("#q", name.split()[0])
            registrar.press("#q", "Enter")
            registrar.wait_for_load_state()
            registrar.get_by_label(name).first.check()
        assert registrar.locator("input[name=people]:checked").count() == 3

    def test_one_paper_gives_each_of_them_an_answer(self, registrar, demo, width):
        registrar.select_option("#kind", "acknowledged")
        registrar.fill("#signed_on", str(demo.clock.moment.date()))
        registrar.fill("#reference", "Pärm 4, flik 2")
        registrar.set_input_files("#scan", SCAN)
        registrar.click(f"{MAIN} form button.btn-primary")
        registrar.wait_for_url("**/@@coverage")
        registrar.click(f"{MAIN} nav a.btn-primary")
        names = missing(registrar)
        assert STILL in names and not {*SIGNED[width]} & {*names}

    def test_each_of_them_sees_it_and_can_answer_anew(self, page_of, demo, width):
        page = page_of(LOGINS[width], width=width)
        page.goto(f"{demo.hub}/@@my-page")
        page.click(".conduct-answers li:first-child a")
        said = page.inner_text(MAIN)
        assert "Rune Västgård" in said and "Pärm 4, flik 2" in said
        page.goto(f"{demo.hub}/{EDITION}/@@answer")
        assert page.locator("input[name=kind]").count() == 4


def test_a_secretary_sees_the_own_body_and_no_other(page_of, demo, width):
    page = page_of("secretary", width=width)
    page.goto(f"{demo.hub}/{EDITION}/@@coverage")
    bodies = page.locator("section[aria-labelledby=people] tbody td:nth-child(2)")
    assert {each.strip() for each in bodies.all_inner_texts()} == {"Socialnämnden"}


def test_the_list_is_taken_away_as_a_table(page_of, demo, width):
    page = page_of("registrar", width=width)
    page.goto(f"{demo.hub}/{EDITION}/@@coverage?outcome=none")
    names = missing(page)
    for kind in ("csv", "xlsx"):
        with page.expect_download() as download:
            page.click(f"{MAIN} a[href*='coverage.{kind}']")
        assert download.value.suggested_filename == f"uppforandekod-edition-2.{kind}"
        if kind == "csv":
            text = download.value.path().read_text(encoding="utf-8-sig")
            assert [line for line in text.splitlines() if STILL in line]
            assert len(text.splitlines()) == len(names) + 1


def test_the_ledger_that_the_auditor_takes_away_is_sound(
    page_of, demo, width, tmp_path
):
    page = page_of("auditor", width=width)
    page.goto(f"{demo.hub}/@@conduct-ledger")
    page.click(f"{MAIN} form button")
    expect(page.locator(f"{MAIN} .alert-danger")).to_have_count(0)
    taken = {}
    for name in ("ledger.json", "seals.jsonl"):
        with page.expect_download() as download:
            page.click(f"a[href$='@@conduct-{name}']")
        taken[name] = tmp_path / name
        download.value.save_as(taken[name])
    ledger, seals = taken.values()
    checked = verify("ledger", ledger, "--seals", seals)
    assert (checked.returncode, checked.stdout[:5]) == (0, "Sound"), checked
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"acknowledged"', '"committed"', 1))
    assert verify("ledger", ledger, "--seals", seals).returncode == 1


@pytest.mark.parametrize(
    ("locale", "language", "choice"),
    [("da-DK", "da", "Min side"), ("sv-SE", "sv", "Min sida"), ("en-GB", "en", "My")],
)
def test_pages_speak_the_language_of_the_browser(
    page_of, demo, locale, language, choice
):
    page = page_of("official", locale=locale)
    page.goto(f"{demo.hub}/@@my-page")
    assert page.get_attribute("html", "lang") == language
    assert page.inner_text("h1").startswith(choice)


def test_a_code_in_danish_is_answered_in_danish_words(page_of, demo, width):
    page = page_of("official", width=width, locale="da-DK")
    page.goto(f"{demo.hub}/kodeks/edition-1/@@answer")
    said = page.inner_text(MAIN)
    for choice in ("Jeg har læst det", "Jeg vil følge det", "Jeg svarer ikke"):
        assert choice in said
    assert page.locator("[lang=sv]").count() == 0

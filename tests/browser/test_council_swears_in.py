"""A council is sworn in: from the list of its members to who has not answered.

Without scripts, but for the official on a phone (REQUIREMENTS A3, A4, B9).
"""

from datetime import timedelta
from playwright.sync_api import expect
from tests.browser.looks import OURS
from tests.samples import rosters

import pytest
import re


# A register with 61 members more is not what the other journeys know.
LAST = True
DOCUMENT, TITLE = "vardegrund", "Värdegrund för Lindåsa kommun"
CAMPAIGN = "Det nya fullmäktige läser värdegrunden"
COUNCIL = "kommunfullmaktige"
SECRETARY = "fanny.secretary"
PHONE, LEAVER = "km05", "km11"  # one answers, the other does not; both resign
FIRST_HALF = [each for each in rosters.council() if each[1] < "km32"]
NAMES = {login: name for name, login, *_rest in FIRST_HALF if login}
# Without party, three offices, two of one name: they and these two log in.
ONLINE = {PHONE, LEAVER, "km10", "km20", "km27", "km28", "km29", "km30", "km31"}
PAPER = sorted({*NAMES} - ONLINE)
SIGNED = [NAMES[login] for login in PAPER]
MEMBERS = [
    (name, login if login in ONLINE else "", *rest) for name, login, *rest in FIRST_HALF
]
PEOPLE = "section[aria-labelledby=people] tbody tr"
SCAN = {"name": "narvaro.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}


@pytest.fixture(scope="class")
def municipality(demo):
    """Accounts for those who have one, and a secretary of the council."""
    for login in (*ONLINE, SECRETARY):
        _account(demo, login)
    office = {
        "kind": "function",
        "function": "secretary",
        "body": COUNCIL,
        "account": SECRETARY,
        "start": str(demo.clock.moment.date()),
    }
    made = demo.rest("registrar", "POST", "../@conduct-register", json=office)
    assert made.ok, made.text
    return demo


def _account(demo, login):
    _login, password = demo.account(login)
    user = {
        "username": login,
        "fullname": NAMES.get(login, "Fanny Ekström"),
        "email": f"{login}@lindasa.example",
        "password": password,
    }
    made = demo.rest("manager", "POST", "../@users", json=user)
    assert made.status_code == 201, made.text


@pytest.fixture(scope="class")
def registrar(municipality, page_of):
    """The registrar's window for all steps."""
    return page_of("registrar")


@pytest.fixture(scope="class")
def campaign(municipality):
    """Where the campaign stands, known when it has been planned."""
    return {}


def in_words(pattern: str, page) -> int:
    """The number that the page says there."""
    found = re.search(pattern, page.inner_text(OURS))
    assert found, page.inner_text(OURS)
    return int(found[1])


def names(page) -> list[str]:
    """The names in the list of people, a line for each."""
    return [each.strip() for each in page.locator(f"{PEOPLE} > th").all_inner_texts()]


class TestACouncilIsSwornIn:
    """Steps of one way, in their order."""

    def test_the_list_is_looked_at_before_anything_is_written(
        self, registrar, municipality
    ):
        registrar.goto(f"{municipality.hub}/@@import-register")
        data = rosters.as_bytes(MEMBERS)
        file = {"name": "lista.csv", "mimeType": "text/csv", "buffer": data}
        registrar.set_input_files("#file", file)
        registrar.click("button[value=read]")
        assert "Windows-1252" in registrar.inner_text(OURS)
        registrar.click("button[value=look]")
        said = registrar.inner_text("section[aria-labelledby=notable]")
        for name in ("Ines Utan-Konto", "Jon Utan-Konto", NAMES["km10"]):
            assert name in said
        assert NAMES["km20"] in said and NAMES["km30"] in said
        assert "19670101" not in registrar.content()

    def test_the_list_goes_into_the_register_as_a_whole(self, registrar, municipality):
        registrar.click("button[value=import]")
        assert str(len(MEMBERS)) in registrar.inner_text(f"{OURS} .conduct-facts")
        registrar.click(f"{OURS} .conduct-links a >> nth=0")
        assert registrar.url.endswith(COUNCIL)
        assert NAMES[PHONE] in registrar.inner_text(OURS)

    def test_a_campaign_is_planned_for_the_council(
        self, registrar, municipality, campaign
    ):
        today = municipality.clock.moment.date()
        registrar.goto(f"{municipality.hub}/@@campaigns")
        registrar.click(f"{OURS} .btn-primary")
        registrar.fill("#form-widgets-IBasic-title", CAMPAIGN)
        registrar.select_option("#form-widgets-document", label=TITLE)
        registrar.check("#form-widgets-kind-0")
        registrar.check(f"input[name*=plus][value='conduct:body:{COUNCIL}']")
        registrar.fill("#form-widgets-start", str(today))
        registrar.fill("#form-widgets-due", str(today + timedelta(days=30)))
        registrar.click("#form-buttons-save")
        assert registrar.inner_text("h1") == CAMPAIGN
        campaign["url"] = registrar.url.removesuffix("/view")

    def test_whom_it_asks_is_seen_before_it_is_launched(self, registrar, campaign):
        registrar.click(f"{OURS} .btn-primary")
        asked = in_words(r"Personer som tillfrågas\s+(\d+)", registrar)
        assert asked > len(NAMES) + 2
        registrar.check("#sure")
        registrar.click(f"{OURS} form .btn-danger")
        assert in_words(r"av (\d+) har svarat", registrar) == asked

    def test_a_member_answers_from_the_phone(self, page_of, municipality):
        page = page_of(PHONE, width=360, js=True)
        page.goto(municipality.hub)
        page.click(f"{OURS} .btn-primary")
        for _document in range(4):  # what was due before comes first
            if DOCUMENT in page.url:
                break
            page.check("#kind-acknowledged")
            page.click(f"{OURS} form .btn-primary")
            page.goto(municipality.hub)
            page.click(f"{OURS} .conduct-card .btn-primary")
        page.check("#kind-acknowledged")
        page.click(f"{OURS} form .btn-primary")
        page.wait_for_url("**/@@receipt?id=*")
        assert "Jag har läst den" in page.inner_text(OURS)

    def test_the_secretary_registers_one_scan_for_23(self, page_of, municipality):
        page = page_of(SECRETARY)
        page.goto(f"{municipality.hub}/{DOCUMENT}/edition-1/@@record-answers")
        for name in SIGNED:
            page.get_by_label(name).first.check()
        page.select_option("#kind", "acknowledged")
        page.fill("#signed_on", str(municipality.clock.moment.date()))
        page.fill("#reference", "Första sammanträdet, närvarolistan")
        page.set_input_files("#scan", SCAN)
        page.click(f"{OURS} form button.btn-primary")
        page.wait_for_url("**/@@coverage")

    def test_a_leader_of_a_group_of_two_sees_two_names(self, page_of, campaign):
        page = page_of("leader")
        page.goto(campaign["url"])
        assert in_words(r"av (\d+) har svarat", page) == 2
        assert len({*names(page)}) == 2

    def test_who_has_not_answered_is_one_click_away(
        self, registrar, municipality, campaign
    ):
        registrar.goto(municipality.hub)
        row = registrar.locator(".conduct-staff li", has_text=CAMPAIGN)
        link = row.locator("a[href*=waiting]")
        waiting = int(re.search(r"\((\d+)\)", link.inner_text())[1])
        link.click()
        expect(registrar.locator("h1")).to_have_text(CAMPAIGN)
        with registrar.expect_download() as download:
            registrar.click(f"{OURS} a[href*='csv']")
        lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
        listed = [line.split(",")[0] for line in lines[1:]]
        assert len(listed) == waiting
        assert NAMES[LEAVER] in listed
        assert not {NAMES[PHONE], *SIGNED} & {*listed}

    @pytest.mark.parametrize("login", [PHONE, LEAVER])
    def test_a_resignation_says_what_happens_first(
        self, registrar, municipality, login
    ):
        registrar.goto(f"{municipality.hub}/@@people")
        registrar.fill("#name", NAMES[login])
        registrar.click(f"{OURS} form .btn-primary")
        registrar.click(f"{OURS} tbody th a")
        registrar.click("a[href*=end-row]")
        registrar.fill("#last", str(municipality.clock.moment.date()))
        registrar.click(f"{OURS} form .btn-secondary")
        registrar.click(f"{OURS} form[method=post] .btn-primary")
        assert NAMES[login] in registrar.content()

    def test_a_duty_lapses_and_an_answer_remains(
        self, registrar, municipality, campaign
    ):
        municipality.clock.set(municipality.clock.moment + timedelta(days=1))
        registrar.goto(f"{campaign['url']}?outcome=lapsed")
        assert names(registrar) == [NAMES[LEAVER]]
        kept = municipality.rest(PHONE, "GET", "@conduct-duties").json()["answers"]
        assert TITLE in {each["title"] for each in kept}

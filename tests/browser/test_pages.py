"""Every page of ours, for each role that sees it: axe, zoom, console, language."""

from datetime import timedelta
from tests.browser.looks import AXE
from tests.browser.looks import axe_faults
from tests.browser.looks import faults
from tests.browser.looks import listen
from tests.browser.looks import OURS
from tests.samples import rosters
from tests.samples.docx import council_code

import pytest


CODE = "uppforandekod/edition-2"
RUNS = "alla-svarar-pa-koden"
PLAN = "vardegrunden-varje-mandatperiod"
SEND = f"{OURS} form button[type=submit]"
# role -> pages below the hub; "{…}" stands for what ``places`` made or found
PAGES = {
    "official": [
        "",
        "@@my-page",
        "@@my-data",
        "@@my-calendar",
        "@@the-code",
        "@@verify",
        "uppforandekod",
        "uppforandekod/edition-1",
        f"{CODE}/@@answer",
        f"{CODE}/@@provisions",
        "uppforandekod/@@differences?from=1&to=2",
        "kodeks/edition-1",
        "kodeks/edition-1/@@answer",
        "riktlinje/edition-1/@@answer",
        "{receipt}",
        "@@where-do-i-turn",
        "samtalsjouren",
        "fragor-till-ordforanden",
        "@@enquiries",
        "@@enquiry?number=1",
    ],
    "member": ["", "@@my-page", "@@where-do-i-turn", "kommunstyrelsen", f"{CODE}"],
    "leader": ["", f"{CODE}/@@coverage", "@@dashboard", RUNS],
    "secretary": [
        "@@dashboard?about=own-data",
        f"{CODE}/@@coverage",
        f"{CODE}/@@record-answers",
        "@@campaigns",
        f"{RUNS}/@@waive",
    ],
    "auditor": ["", "@@conduct-ledger", f"{CODE}/@@coverage"],
    "publisher": [
        "",
        "@@import",
        "rutin",
        "rutin/@@draft",
        "{revised}/@@draft",
        "{revised}/@@facets",
        "{revised}/@@section-template",
        "{revised}/@@relations",
        "{revised}/@@import",
        "{revised}/@@review-provisions",
        "{revised}/@@material-changes",
        "{revised}/@@differences?to=draft",
        f"{CODE}/@@words",
        f"{PLAN}",
        f"{PLAN}/@@launch",
    ],
    "registrar": [
        "@@campaigns",
        f"{RUNS}?outcome=waiting",
        f"{RUNS}/@@remind",
        f"{RUNS}/@@close",
        "",
        "riktlinje/@@draft",
        "riktlinje/@@adopt",
        "{revised}/edition-1",
        "{revised}/edition-1/@@annul",
        f"{CODE}",
        f"{CODE}/@@correct",
        f"{CODE}/@@repeal",
        f"{CODE}/@@record-answers",
        f"{CODE}/@@coverage?outcome=none",
        "@@dashboard",
        "@@dashboard?about=own-data",
        "@@own-data",
        "kommunstyrelsen",
        "kommunstyrelsen?on=2026-03-01&known=2026-03-02",
        "kommunstyrelsen/@@term",
        "kommunstyrelsen/@@end-term",
        "@@functions",
        "../@@conduct-post",
        "../@@conduct-letters",
        "../@@conduct-letter?letter=duty_new&language=sv",
        "@@people",
        "@@import-register",
        "@@where-do-i-turn",
        "brottsofferjouren",
        "@@enquiries",
        "@@report-forms",
        "../@@conduct-vocabularies",
        "../@@conduct-vocabularies?vocabulary=grounds",
        "../@@conduct-vocabularies?vocabulary=functions",
        "../@@conduct-keys",
    ],
    "handler": ["", "@@desk", "@@my-key"],
    "approver": ["@@approvals"],
    "escrow1": ["@@escrow"],
    "manager": ["", "../@@conduct-readiness"],
}
EVERY = [(role, path) for role, paths in PAGES.items() for path in paths]
TEXT = (
    "<h2>Samtal</h2><ol><li>Vi hälsar på varandra när vi möts.</li>"
    "<li>Vi låter andra tala till punkt.</li></ol>"
)
CHANGED = TEXT.replace("när vi möts", "varje gång vi möts").replace(
    "Vi låter andra tala till punkt", "Protokollet justeras digitalt"
)


@pytest.fixture(scope="module")
def places(demo, visitors):
    """A document with an edition to come and a revision; a receipt; an enquiry."""
    made = demo.rest(
        "publisher",
        "POST",
        "",
        json={
            "@type": "ConductCode",
            "title": "Provsidor",
            "language": "sv",
            "document_type": "code",
            "text": {"data": TEXT, "content-type": "text/html"},
        },
    )
    page = visitors.page("registrar")
    document = made.json()["@id"]
    page.goto(f"{document}/@@draft")
    page.click("#deed-propose")
    page.goto(f"{document}/@@adopt")
    today = demo.clock.moment.date()
    page.select_option("#body", "kommunstyrelsen")
    page.fill("#decided_on", str(today))
    page.fill("#paragraph", "§ 7")
    page.fill("#valid_from", str(today + timedelta(days=30)))
    page.click(SEND)
    page.goto(f"{document}/@@draft")
    page.click("#deed-revise")
    revised = document.removeprefix(f"{demo.hub}/")
    data = {"text": {"data": CHANGED, "content-type": "text/html"}}
    demo.rest("publisher", "PATCH", revised, json=data)
    page.context.close()
    page = visitors.page("official")
    page.goto(f"{demo.hub}/@@my-page")
    link = page.locator(".conduct-answers a").first
    receipt = link.get_attribute("href").removeprefix(f"{demo.hub}/")
    page.context.close()
    _ask(demo)
    return {"revised": revised, "receipt": receipt}


def _ask(demo):
    """Send an enquiry along the agreed path."""
    found = demo.rest("official", "GET", "@conduct-channels").json()["channels"]
    path = next(each for each in found if each["kind"] == "path")
    sent = {"path": path["UID"], "words": "Vem svarar pressen om badhuset?"}
    assert demo.rest("official", "POST", "@conduct-enquiries", json=sent).ok


@pytest.fixture(scope="module")
def windows(visitors):
    """One window with scripts for each role, with what its console says."""
    opened = {}

    def window(role):
        if role not in opened:
            page = visitors.page(role, js=True)
            opened[role] = page, listen(page)
        page, noises = opened[role]
        page.set_viewport_size({"width": 1280, "height": 800})
        noises.clear()
        return page, noises

    yield window
    for page, _noises in opened.values():
        page.context.close()


@pytest.mark.parametrize(("role", "path"), EVERY)
def test_a_page_can_be_used_by_everybody(windows, places, demo, role, path):
    page, noises = windows(role)
    answered = page.goto(f"{demo.hub}/{path.format(**places)}")
    assert answered.status == 200
    assert page.locator(OURS).count() == 1
    assert faults(page, noises) == []


def test_the_form_of_a_campaign_has_no_fault_of_its_fields(windows, demo):
    """Plone's own page around our fields."""
    page, noises = windows("publisher")
    page.goto(f"{demo.hub}/++add++ConductCampaign")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert (noises, axe_faults(page)) == ([], [])


def test_the_answer_page_with_a_refusal_can_be_used(windows, demo):
    page, noises = windows("official2")
    page.goto(f"{demo.hub}/{CODE}/@@answer")
    page.click(f"{OURS} form .btn-primary")
    page.locator(f"{OURS} .conduct-wrong").first.wait_for()
    noises.clear()  # a refusal is a 400, which the console reports
    assert faults(page, noises) == []


def test_the_preview_of_an_import_can_be_used(windows, demo):
    page, noises = windows("publisher")
    page.goto(f"{demo.hub}/@@import")
    kind = "application/octet-stream"
    file = {"name": "kod.docx", "mimeType": kind, "buffer": council_code()}
    page.set_input_files("#file", file)
    page.click("button[value=preview]")
    page.locator("button[value=create]").wait_for()
    assert faults(page, noises) == []


def test_every_step_of_importing_a_list_can_be_used(windows, demo):
    page, noises = windows("registrar")
    page.goto(f"{demo.hub}/@@import-register")
    lines = [*rosters.council()[:3], ("Bo Ek", "", "", "Byalaget", "Kung", "", "nyss")]
    data = rosters.as_bytes([(each[0], "", *each[2:]) for each in lines])
    file = {"name": "lista.csv", "mimeType": "text/csv", "buffer": data}
    page.set_input_files("#file", file)
    page.click("button[value=read]")
    page.locator("button[value=look]").wait_for()
    assert faults(page, noises) == []
    page.click("button[value=look]")
    page.locator("button[value=csv]").wait_for()
    assert faults(page, noises) == []


def test_a_checked_ledger_and_a_checked_receipt_can_be_used(windows, demo, places):
    page, noises = windows("auditor")
    page.goto(f"{demo.hub}/@@conduct-ledger")
    page.click(f"{OURS} form button")
    assert faults(page, noises) == []
    page, noises = windows("official")
    url = f"{demo.hub}/{places['receipt']}".replace("@@receipt", "@@receipt.json")
    text = page.request.get(url).text()
    page.goto(f"{demo.hub}/@@verify")
    page.fill("#text", text)
    page.click(f"{OURS} form .btn-primary")
    page.locator(f"{OURS} .alert-success").wait_for()
    assert faults(page, noises) == []


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("registrar", f"{CODE}/edit", 403),
        ("official", "@@receipt?id=0-1", 404),
    ],
)
def test_a_refusal_can_be_read_by_everybody(windows, demo, role, path, status):
    page, noises = windows(role)
    assert page.goto(f"{demo.hub}/{path}").status == status
    noises.clear()  # the console reports the status
    assert faults(page, noises) == []

"""Figures of all that is asked: for whom, over time, as files, and what is withheld."""

from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers import own_data
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.campaigns import dashboard
from datetime import date
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from pypdf import PdfReader
from tests.support import sample_municipality
from tests.support.reader_browser import answered
from tests.support.reader_browser import CHANGED
from tests.support.reader_browser import next_edition
from tests.support.reader_browser import Reader
from zope.component import getUtility

import csv
import io
import pikepdf
import pytest


SINCE = date(2026, 1, 1)
CAMPAIGN = "c" * 32


@pytest.fixture
def council(municipality):
    """Twelve more members, in the other body; four of them without a party."""
    register = getUtility(IRegister)
    people = [register.enrol(None, f"Namn {number:02}") for number in range(12)]
    sample_municipality.hold(
        *(
            Mandate(person, "bun", "ordinary", "M" if number < 8 else "", SINCE)
            for number, person in enumerate(people)
        )
    )
    municipality.others = people
    return municipality


def campaign(municipality, **changes):
    facts = {
        "uid": CAMPAIGN,
        "subject": EditionSubject(municipality.document.UID()),
        "title": "Våren",
        "path": "/plone/trygghet/varen",
        "state": "running",
        "kind": "read",
        "plus": ("conduct:body:ks", "conduct:function:employee"),
        "minus": (),
        "start": date(2027, 3, 1),
        "due": date(2027, 3, 24),
    }
    getUtility(ICampaigns).put(CampaignFacts(**facts | changes))


def record(municipality, people, kind="acknowledged"):
    """Let the registrar record answers from a paper."""
    with municipality.acting("registrar"):
        record_on_behalf(municipality.edition, people, kind, Paper("", "Pärm 1", ""))


def standing(municipality, role, key=None):
    with municipality.acting(role):
        return dashboard.subject_figures(key or municipality.document.UID())


def figures(found):
    return found.answered, found.asked


# whose figures


def test_staff_see_everybody_by_body_and_party(functional, council):
    answered(council, "official", "committed")
    page = Reader(functional["app"], "registrar").open(
        council.hub, f"@@dashboard?about={council.document.UID()}"
    )
    assert "1 of 14 : Answered" in page.words.replace("14:", "14 :")
    assert page.find("caption")[:2] == ["By body", "By party"]
    rows = page.find(".conduct-table tbody tr")
    assert any(row.startswith("Kommunstyrelsen 1 of 2") for row in rows)
    assert any(row.startswith("No party 0 of 4") for row in rows)
    assert page.browser.headers["Cache-Control"] == "private, no-store"


def test_a_leader_gets_the_figures_of_the_own_group(council):
    answered(council, "official")
    found = standing(council, "leader")
    assert figures(found.figures) == (1, 2)
    assert {each.body for each in found.lines} == {"ks"}
    assert not found.everything


def test_a_secretary_gets_the_figures_of_the_own_body(council):
    found = standing(council, "secretary")
    assert figures(found.figures) == (0, 2)
    assert "Namn" not in repr(found.lines)


@pytest.mark.parametrize("role", ["official", "participant", "member", "manager"])
def test_nobody_else_gets_figures(client, council, role):
    with council.acting(role):
        with pytest.raises(Refused):
            dashboard.overview()
        with pytest.raises(Refused):
            dashboard.subject_figures(council.document.UID())
    url = f"{council.hub.absolute_url()}/@@dashboard"
    for name in ("", ".csv", ".xlsx", ".pdf"):
        assert "Uppförandekod" not in client.page(role, f"{url}{name}").text
    path = f"{council.hub.absolute_url()}/@conduct-dashboard"
    assert client.rest(role, "GET", path).status_int == 401


def test_what_is_not_there_says_so(council, client):
    with council.acting("registrar"), pytest.raises(Missing):
        dashboard.subject_figures("x")
    page = client.page(
        "registrar", f"{council.hub.absolute_url()}/@@dashboard?about=<b>"
    )
    assert page.status_int == 404
    assert "There are no figures about this" in page.text and "<b>" not in page.text


# the others, and what is withheld


def test_the_figure_of_all_others_is_withheld_while_it_singles_out(council, functional):
    record(council, council.others[:4])
    found = standing(council, "leader")
    assert (found.others, found.withheld) == (None, True)
    page = Reader(functional["app"], "leader").open(
        council.hub, f"@@dashboard?about={council.document.UID()}"
    )
    assert "is withheld" in page.words
    assert "of 12" not in page.words and "of 14" not in page.words


def test_it_is_shown_when_there_are_enough_on_both_sides(council):
    record(council, council.others[:6])
    found = standing(council, "leader")
    assert figures(found.others) == (6, 12)
    assert not found.withheld
    assert set(found.others.by_outcome) == {"answered", "none"}


def test_that_nobody_else_is_missing_is_withheld_as_well(council):
    record(council, council.others)
    assert standing(council, "leader").withheld


def test_the_setting_says_how_few_are_too_few(council):
    record(council, council.others[:6])
    api.portal.set_registry_record("collective.conduct.smallest_figure", 7)
    assert standing(council, "leader").withheld


def test_whoever_sees_all_names_sees_plain_figures(council):
    record(council, council.others[:1])
    found = standing(council, "auditor")
    assert figures(found.figures) == (1, 14)
    assert (found.others, found.withheld) == (None, False)


def test_a_campaign_tells_a_leader_nothing_of_others(council):
    campaign(council, plus=("conduct:officials",))
    record(council, council.others[:6])
    found = standing(council, "leader", CAMPAIGN)
    assert figures(found.figures) == (0, 2)
    assert (found.others, found.withheld) == (None, False)


# what is asked


def test_the_overview_has_documents_campaigns_and_the_notice(functional, council):
    campaign(council)
    with council.acting("registrar"):
        own_data.publish(["name"], {}, {})
    with council.acting("official"):
        own_data.confirm("sv", own_data.own("sv").notice.fingerprint)
    page = Reader(functional["app"], "registrar").open(council.hub, "@@dashboard")
    rows = page.find("tbody tr")
    assert [row.split(" ")[0] for row in rows] == ["Uppförandekod", "Våren", "Notice"]
    assert "0 of 3" in rows[1] and "1 of 14" in rows[2]


def test_a_planned_campaign_is_not_told_of(council):
    campaign(council, state="planned")
    with council.acting("registrar"), pytest.raises(Missing):
        dashboard.subject_figures(CAMPAIGN)


def test_a_campaign_counts_employees_in_their_body_and_leaves_leavers_out(council):
    campaign(council)
    person = getUtility(IRegister).enrol(None, "Gått Vidare")
    left = date(2027, 3, 5)
    sample_municipality.hold(
        Mandate(person, "ks", "ordinary", "M", SINCE, left),
        Function(council.others[0], "employee", "ks", start=SINCE),
    )
    found = standing(council, "registrar", CAMPAIGN)
    assert figures(found.figures) == (0, 4)
    places = {(each.name, each.body) for each in found.lines}
    assert ("Participant Lind", "") in places
    assert "Gått Vidare" not in {name for name, _body in places}


def test_an_answer_from_before_a_material_change_no_longer_counts(council):
    answered(council, "official")
    next_edition(council, CHANGED, days=1)
    assert figures(standing(council, "registrar").figures) == (1, 14)
    council.clock.pass_days(1)
    assert figures(standing(council, "registrar").figures) == (0, 14)


def test_who_has_not_is_one_click_away(functional, council):
    campaign(council)
    answered(council, "official")
    reader = Reader(functional["app"], "registrar").open(council.hub, "@@dashboard")
    reader.browser.getLink("See 13").click()
    assert "@@coverage?outcome=none" in reader.url
    assert "Namn 00" in reader.words
    reader.open(council.hub, "@@dashboard").browser.getLink("See 2").click()
    assert "Leader Lind" in reader.words and "Official Lind" not in reader.words


# over time


def test_the_days_add_up_from_the_first_day_on(council):
    answered(council, "official")
    council.clock.pass_days(3)
    answered(council, "leader")
    record(council, council.others[:2])
    council.clock.pass_days(2)
    steps = standing(council, "registrar").steps
    assert steps == (
        (sample_municipality.TODAY, 1),
        (date(2027, 3, 13), 4),
        (date(2027, 3, 15), 4),
    )


def test_a_changed_answer_counts_from_its_first_day(council):
    answered(council, "official")
    council.clock.pass_days(3)
    answered(council, "official", "committed")
    assert standing(council, "registrar").steps[0] == (sample_municipality.TODAY, 1)


def test_the_chart_speaks_and_a_table_says_the_same(functional, council):
    answered(council, "official")
    council.clock.pass_days(2)
    page = Reader(functional["app"], "registrar").open(
        council.hub, f"@@dashboard?about={council.document.UID()}"
    )
    (chart,) = page.tree.cssselect("svg[role=img]")
    assert chart.get("aria-labelledby") == "steps-title steps-text"
    assert "1 of 14 on 12 March 2027" in chart.text_content()
    assert page.find("#time + svg") or "1 of 14" in page.words.split("Over time")[1]


# files


def get(client, council, suffix, role="registrar", about=True):
    tail = f"?about={council.document.UID()}" if about else ""
    return client.page(role, f"{council.hub.absolute_url()}/@@dashboard{suffix}{tail}")


def test_the_csv_has_every_figure_with_its_base(client, council):
    answered(council, "official")
    text = get(client, council, ".csv").body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:4] == ["Figures by", "Part", "Asked", "Answered"]
    assert rows[1][:4] == ["Uppförandekod", "Everybody", "14", "1"]
    assert ["By body", "Kommunstyrelsen", "2", "1"] in [row[:4] for row in rows]
    assert ["Over time", "2027-03-10", "14", "1"] in [row[:4] for row in rows]


def test_the_overview_opens_in_excel(client, council):
    response = get(client, council, ".xlsx", about=False)
    sheet = load_workbook(BytesIO(response.body)).active
    assert [cell.value for cell in sheet[2]][:4] == ["Document", "Uppförandekod", 14, 0]


@pytest.mark.parametrize("about", [True, False])
def test_the_pdf_is_tagged_and_has_the_tables(client, council, about):
    response = get(client, council, ".pdf", about=about)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    pdf = pikepdf.open(BytesIO(response.body))
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
    pages = PdfReader(BytesIO(response.body)).pages
    text = "".join(each.extract_text() for each in pages)
    assert "Uppförandekod" in text and "0 of 14" in text


def test_a_leaders_file_holds_the_own_group_alone(client, council):
    text = get(client, council, ".csv", "leader").text
    assert "Kommunstyrelsen" in text and "Barnnämnden" not in text


def test_rest_gives_the_figures_without_names(client, council):
    record(council, council.others[:6])
    path = f"{council.hub.absolute_url()}/@conduct-dashboard"
    (item,) = client.rest("leader", "GET", path).json["items"]
    assert item["figures"]["asked"] == 2
    whole = client.rest("leader", "GET", f"{path}?about={item['about']}")
    assert whole.json["others"]["answered"] == 6
    assert whole.json["days"][-1] == ["2027-03-10", 0]
    assert "Lind" not in whole.text and "Namn" not in whole.text

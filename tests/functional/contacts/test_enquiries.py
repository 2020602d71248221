"""Enquiries go along the agreed path and nowhere else; the log has no words (E11)."""

from collective.conduct.browser.mail import urgent
from collective.conduct.core.contacts.ports import IEnquiries
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.mail.post import UrgentNoticePut
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import applyProfile
from tests.support.enquiry_form import ACTIONS
from tests.support.enquiry_form import FIELDS
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import enrol
from tests.support.sample_municipality import hold
from tests.support.sample_municipality import TODAY
from types import SimpleNamespace
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest
import transaction


SINCE = date(2026, 1, 1)
WORDS = "Får jag jäv när min kusin söker bidraget?"
MAILER = """<field name="mail" type="collective.easyform.actions.Mailer">
  <title>M</title><recipient_email>spion@lind.example</recipient_email></field>"""
SAVER = """<field name="save" type="collective.easyform.actions.SaveData">
  <title>S</title></field>"""


@pytest.fixture
def notices_sent(municipality, monkeypatch):
    """The notices that leave at once; here they stay in the outbox."""
    monkeypatch.setattr(urgent, "_start", lambda *args: None)
    notices: list = []

    def note(event):
        notices.append(event.notice)

    manager = getGlobalSiteManager()
    manager.registerHandler(note, (UrgentNoticePut,))
    yield notices
    manager.unregisterHandler(note, (UrgentNoticePut,))


@pytest.fixture
def path(municipality, notices_sent):
    """The agreed path to the chair of one board, who has a substitute beside."""
    people = {name: enrol(name, name.title()) for name in ("vera", "finn")}
    hold(
        Mandate(people["vera"], "ks", "chair", "S", SINCE),
        Mandate(people["finn"], "bun", "chair", "S", SINCE),
    )
    with municipality.acting("registrar"):
        return api.content.create(
            municipality.hub,
            "ConductChannel",
            "ordforanden",
            title="Frågor till ordföranden",
            kind="path",
            held_by="chair",
            body="ks",
        )


def address(municipality, rest=""):
    return f"{municipality.hub.absolute_url()}/@conduct-enquiries{rest}"


def sent(municipality, client, path, role="official", words=WORDS):
    body = {"path": path.UID(), "words": words}
    return client.rest(role, "POST", address(municipality), body)


def kept():
    transaction.begin()
    return list(getUtility(IEnquiries).everything())


# along the path, and nowhere else


def test_an_enquiry_is_read_by_the_holders_and_its_sender_alone(
    municipality, client, path
):
    assert sent(municipality, client, path).status_int == 201
    seen = {
        role: client.rest(role, "GET", address(municipality, "/1")).status_int
        for role in ("vera", "official", "finn", "registrar", "manager", "member")
    }
    assert seen.pop("vera") == seen.pop("official") == 200
    assert set(seen.values()) == {404}
    assert (
        client.rest("anonymous", "GET", address(municipality, "/1")).status_int == 401
    )


def test_a_letter_leaves_at_once_and_says_not_what(
    municipality, client, path, notices_sent
):
    sent(municipality, client, path)
    (notice,) = notices_sent
    holder = client.rest("vera", "GET", address(municipality)).json["enquiries"]
    assert (notice.kind, dict(notice.about)) == ("enquiry", {"enquiry": 1})
    assert len(holder) == 1
    assert WORDS not in repr(notice)


def test_the_log_says_when_which_path_and_by_whose_number(municipality, client, path):
    sent(municipality, client, path)
    (line,) = client.rest("registrar", "GET", address(municipality)).json["enquiries"]
    assert (line["path"], line["sender"]) == (
        path.UID(),
        municipality.people["official"],
    )
    assert line["sent"] == municipality.clock.now().isoformat()
    assert client.rest("finn", "GET", address(municipality)).json["enquiries"] == []
    page = client.page(
        "registrar", f"{municipality.hub.absolute_url()}/@@enquiries"
    ).text
    assert str(municipality.people["official"]) in page
    assert "Official Lind" not in page and WORDS not in page


def test_the_words_are_found_by_no_search(municipality, client, path):
    sent(municipality, client, path)
    with api.env.adopt_roles(["Manager"]):
        catalog = api.portal.get_tool("portal_catalog")
        assert not catalog.unrestrictedSearchResults(SearchableText="kusin")


def test_who_takes_the_office_over_reads_on_and_who_left_does_not(
    municipality, client, path
):
    sent(municipality, client, path)
    chair = getUtility(IRegister).person_of("vera")
    (row,) = getUtility(IRegister).roster().rows_of(chair)
    getUtility(IRegister).end(row.row, TODAY, 1)
    hold(Mandate(enrol("nils", "Nils"), "ks", "chair", "S", TODAY + timedelta(1)))
    municipality.clock.pass_days(1)
    assert client.rest("nils", "GET", address(municipality, "/1")).status_int == 200
    assert client.rest("vera", "GET", address(municipality, "/1")).status_int == 404


def test_changing_the_path_later_opens_nothing_to_others(municipality, client, path):
    sent(municipality, client, path)
    with municipality.acting("registrar"):
        path.body = "bun"
    assert client.rest("finn", "GET", address(municipality, "/1")).status_int == 404
    assert client.rest("vera", "GET", address(municipality, "/1")).status_int == 200


def test_nothing_is_accepted_that_nobody_would_read(
    municipality, client, path, notices_sent
):
    with municipality.acting("registrar"):
        path.held_by, path.body = "legal", None
    refused = sent(municipality, client, path)
    assert (refused.status_int, refused.json["code"]) == (503, "path_without_holder")
    assert kept() == notices_sent == []


@pytest.mark.parametrize("role", ["anonymous", "member"])
def test_only_who_is_logged_in_and_shown_the_path_sends_along_it(
    municipality, client, path, role
):
    with municipality.acting("registrar"):
        path.audience = "officials"
    assert sent(municipality, client, path, role).status_int in (400, 401)
    assert kept() == []


def test_a_path_that_is_not_open_yet_takes_nothing(municipality, client, path):
    with municipality.acting("registrar"):
        path.valid_from = TODAY + timedelta(1)
    assert sent(municipality, client, path).json["code"] == "not_a_path"
    assert (
        sent(municipality, client, SimpleNamespace(UID=lambda: "x")).status_int == 400
    )


def test_the_same_words_again_are_the_same_enquiry(
    municipality, client, path, notices_sent
):
    assert (
        sent(municipality, client, path).json == sent(municipality, client, path).json
    )
    sent(municipality, client, path, words="En annan fråga.")
    assert len(kept()) == len(notices_sent) == 2


def test_a_holder_marks_it_as_handled_and_the_sender_sees_the_day(
    municipality, client, path
):
    sent(municipality, client, path)
    body = {"handled": True}
    mine = client.rest("official", "PATCH", address(municipality, "/1"), body)
    assert mine.status_int == 403  # one's own enquiry is handled by others
    assert (
        client.rest("registrar", "PATCH", address(municipality, "/1"), body).status_int
        == 404
    )
    assert client.rest("vera", "PATCH", address(municipality, "/1"), body).json[
        "handled"
    ]
    assert client.rest("official", "GET", address(municipality, "/1")).json["handled"]
    assert (
        client.rest("vera", "PATCH", address(municipality, "/1"), {}).status_int == 400
    )
    assert client.rest("vera", "GET", address(municipality, "/x")).status_int == 404


# pages


def test_it_is_written_read_and_handled_on_pages(municipality, app, path):
    page = Reader(app, "official").open(path)
    page.browser.getControl(name="words").value = WORDS
    page.browser.getControl("Send along the agreed path").click()
    assert "Your enquiry is sent." in page.find(".portalMessage")[0]
    assert WORDS in page.words and "Waits" in page.words
    page = Reader(app, "vera").open(municipality.hub, "@@enquiries")
    page.browser.getLink(url="number=1").click()
    assert "Official Lind" in page.words and WORDS in page.words
    page.browser.getControl("I have handled it").click()
    assert "Handled 10 March 2027" in page.words


def test_what_was_typed_stays_when_it_is_refused(municipality, app, path):
    page = Reader(app, "official").open(path)
    with municipality.acting("registrar"):
        path.held_by = "legal"
    transaction.commit()
    page.browser.getControl(name="words").value = WORDS
    page.browser.getControl("Send along the agreed path").click()
    assert "Nobody holds the function" in page.words
    assert page.browser.getControl(name="words").value == WORDS
    assert kept() == []


# the form action


@pytest.fixture
def form(municipality, path):
    applyProfile(municipality.portal, "collective.easyform:default")

    def make(before="", **values):
        with api.env.adopt_roles(["Manager"]):
            made = api.content.create(
                municipality.portal,
                "EasyForm",
                "fraga",
                title="Fråga",
                fields_model=FIELDS,
                actions_model=ACTIONS.format(before=before, path=path.UID()),
                **values,
            )
            api.content.transition(made, "publish")
        return made

    return make


def enquiry_response(app, municipality, made, role="official"):
    page = Reader(app, role)
    if role:
        page.open(municipality.hub)
    page.open(made)
    page.browser.getControl(name="form.widgets.ask").value = WORDS
    page.browser.getControl(name="form.buttons.submit").click()
    transaction.begin()
    return page


def test_a_form_of_staff_sends_its_answers_along_the_path(
    municipality, app, form, client
):
    enquiry_response(app, municipality, form())
    words = client.rest("vera", "GET", address(municipality, "/1")).json["words"]
    assert words == [{"question": "Vad gäller det?", "answer": WORDS}]


@pytest.mark.parametrize("other", [MAILER, SAVER])
def test_a_form_with_another_action_refuses_and_says_why(
    municipality, app, form, other
):
    made = form(other)
    before = len(municipality.portal.MailHost.messages) if _mocked(municipality) else 0
    page = enquiry_response(app, municipality, made)
    assert "no other action" in " ".join(page.tree.text_content().split())
    assert page.browser.getControl(name="form.widgets.ask").value == WORDS
    assert kept() == []
    assert not getattr(made, "_inputStorage", None)
    if _mocked(municipality):
        assert len(municipality.portal.MailHost.messages) == before


def _mocked(municipality):
    return hasattr(municipality.portal.MailHost, "messages")


def test_a_form_with_a_page_of_its_own_for_thanks_refuses(municipality, app, form):
    made = form(thanksPageOverride="string:nowhere")
    enquiry_response(app, municipality, made)
    assert kept() == []


def test_a_visitor_is_asked_to_log_in_first(municipality, app, form):
    page = enquiry_response(app, municipality, form(), "")
    assert "Log in first" in page.tree.text_content()
    assert kept() == []


def test_a_path_that_was_removed_refuses_and_never_becomes_a_mail(
    municipality, app, form, path
):
    made = form()
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(path, check_linkintegrity=False)
    page = enquiry_response(app, municipality, made)
    assert "Choose an agreed path" in page.tree.text_content()
    assert kept() == []


def test_a_function_counts_as_well_as_an_office(municipality, client, path):
    with municipality.acting("registrar"):
        path.held_by, path.body = "head_of_office", None
    hold(Function(enrol("kaj", "Kaj"), "head_of_office", substitute=True, start=SINCE))
    assert sent(municipality, client, path).status_int == 201
    assert client.rest("kaj", "GET", address(municipality, "/1")).status_int == 200

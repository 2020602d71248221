"""While a site waits for an upgrade it says so, with whom to call; nothing is a 500.

The code of these tests is newer than the site, or the site older than any that is
kept. What it cannot be shown here, a database that was kept shows
(``test_kept_databases``).
"""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.unavailable import language_of
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.common import versions
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.operations.common import site_version
from collective.conduct.operations.common.site_version import PROFILE
from collective.conduct.operations.common.site_version import refusal
from collective.conduct.operations.ledger import sealing
from collective.conduct.services.common.base import ConductService
from plone import api
from tests.support import running_campaign
from tests.support import site_crawl
from weakref import WeakKeyDictionary
from zope.component import getUtility

import pytest
import secrets
import transaction


PHONE = "0123-456 78"
WAITS = "This site is being upgraded"
TOO_OLD = {
    "en": "made by a development version",
    "sv": "gjorda med en utvecklingsversion",
    "da": "lavet med en udviklingsversion",
}
INTAKE = ("@@report", "@@report-form?form=harassment", "@@register-report")
DESK = ("@@desk", "@@my-key", "@@case", "@@case-people", "@@escrow", "@@approvals")
READING = ("", "kod", "kod/edition-1", "@@where-do-i-turn")


@pytest.fixture
def stage() -> str:
    return "handlers with passphrases"


@pytest.fixture
def hotline(municipality):
    with municipality.acting("registrar"):
        return api.content.create(
            municipality.hub,
            "ConductChannel",
            title="Jouren",
            kind="hotline",
            phone=PHONE,
        )


@pytest.fixture
def waiting(municipality, hotline, monkeypatch):
    """A municipality whose code is newer than what it stored."""
    transaction.commit()
    monkeypatch.setattr(versions, "CURRENT", versions.CURRENT + 1)
    return municipality


def made_by(municipality, version: str, monkeypatch) -> None:
    """Let a version have made the records; as a process sees it that starts."""
    municipality.portal.portal_setup.setLastVersionForProfile(PROFILE, version)
    transaction.commit()
    monkeypatch.setattr(site_version, "_right", WeakKeyDictionary())


@pytest.fixture
def old(municipality, monkeypatch):
    """A municipality that a development version made."""
    made_by(municipality, "1003", monkeypatch)
    return municipality


def hub_of(municipality) -> str:
    return municipality.hub.absolute_url()


@pytest.mark.parametrize("view", [*INTAKE, *DESK])
@pytest.mark.parametrize("role", ["anonymous", "office", "official"])
def test_intake_desk_and_keys_say_whom_to_call(waiting, client, view, role):
    page = client.page(role, f"{hub_of(waiting)}/{view}")
    if page.status_int != 302:  # to the log-in, as ever
        assert page.status_int == 503 and WAITS in page.text
        assert PHONE in page.text and 'href="tel:112"' in page.text
        assert "Set-Cookie" not in page.headers
        assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("path", READING)
def test_documents_and_contacts_can_still_be_read(waiting, client, path):
    assert client.page("official", f"{hub_of(waiting)}/{path}").status_int == 200


def test_what_was_typed_in_a_report_comes_back_and_nothing_is_sent(waiting, client):
    sent = {
        "form": "harassment",
        "step": "write",
        "act": "send",
        "nonce": secrets.token_hex(16),
        "q-what": "kanariefågel",
    }
    page = client.form("anonymous", f"{hub_of(waiting)}/@@report-form", **sent)
    assert page.status_int == 503 and WAITS in page.text
    assert "kanariefågel" in page.text
    transaction.begin()
    assert not list(getUtility(ICases).everything())


def test_what_was_typed_in_an_answer_comes_back_and_nothing_is_recorded(
    waiting, client
):
    edition = waiting.edition
    with waiting.acting("official"):
        from plone.protect.authenticator import createToken

        token = createToken()
    typed = {"kind": "objected", "words": "kanariefågel", "language": "sv"}
    page = client.form(
        "official", f"{edition.absolute_url()}/@@answer", _authenticator=token, **typed
    )
    assert page.status_int == 503 and WAITS in page.text
    assert "kanariefågel" in page.text
    transaction.begin()
    person, mark = waiting.people["official"], edition.manifest_hash
    assert getUtility(ILedger).last_answer(person, mark) is None
    page = client.page("official", f"{edition.absolute_url()}/@@answer")
    assert page.status_int == 503 and PHONE in page.text


@pytest.mark.parametrize(
    ("role", "method", "path"),
    [
        ("anonymous", "GET", "@conduct-report"),
        ("anonymous", "POST", "@conduct-report"),
        ("office", "POST", "@conduct-vault"),
        ("office", "GET", "@conduct-cases"),
        ("office", "GET", "@conduct-key"),
        ("official", "GET", "@conduct-key"),
        ("official", "GET", "@conduct-duties"),
        ("official", "POST", "kod/edition-1/@conduct-answer"),
    ],
)
def test_services_say_it_with_a_code_and_whom_to_call(
    waiting, client, role, method, path
):
    found = client.rest(role, method, f"{hub_of(waiting)}/{path}", {})
    assert found.status_int == 503 and found.json["code"] == "site_upgrading"
    assert WAITS in found.json["message"] and PHONE in found.json["message"]


def test_where_to_turn_goes_on_over_rest(waiting, client):
    found = client.rest("official", "GET", f"{hub_of(waiting)}/@conduct-channels")
    assert found.status_int == 200 and PHONE in found.text


def test_the_readiness_page_is_red_and_leads_to_the_upgrade(waiting, client):
    page = client.page("manager", "/@@conduct-readiness")
    assert page.status_int == 200
    assert f"of version {versions.CURRENT - 1}" in page.text
    assert "/prefs_install_products_form" in page.text


def test_the_timed_job_waits(waiting, client, monkeypatch):
    monkeypatch.setattr("collective.conduct.browser.jobs.is_job", lambda token: True)
    assert sealing.is_job("") is False
    page = client.form("anonymous", "/@@conduct-tick")
    assert page.status_int == 503 and page.json == {"code": "site_upgrading"}


def test_a_calendar_waits_in_words(waiting, client):
    page = client.page("anonymous", "/@@conduct-calendar/geheim.ics")
    assert page.status_int == 503 and WAITS in page.text


def test_a_page_that_breaks_meanwhile_says_the_same(waiting, client, monkeypatch):
    def broken(page):
        raise AttributeError("a store that is not there yet")

    monkeypatch.setattr(
        "collective.conduct.browser.home.home.HubPage.show", broken, raising=False
    )
    page = client.page("official", hub_of(waiting))
    assert page.status_int == 503 and WAITS in page.text


@pytest.mark.long
@pytest.mark.parametrize("role", ["anonymous", "official", "office", "manager"])
def test_no_page_or_service_of_ours_fails(
    municipality, hotline, client, functional, monkeypatch, role
):
    def failing() -> set[str]:
        asked = site_crawl.questions(places, functional["request"], ours_only=True)
        return {each.path for each in asked if fails(each)}

    def fails(each) -> bool:
        headers = {"Accept": each.accept}
        found = client.send(role, each.verb, each.path, b"", headers)
        return found.status_int >= 500 and found.status_int != 503

    hub = municipality.hub
    places = (municipality.portal, hub, hub["ks"], hub["kod"], municipality.edition)
    alone = failing()  # macros, which show nothing by themselves
    monkeypatch.setattr(versions, "CURRENT", versions.CURRENT + 1)
    assert failing() - alone == set()


def test_no_page_and_no_service_answers_past_its_base():
    for base, name in ((Page, "__call__"), (ConductService, "reply")):
        waiting = [base]
        while waiting:
            kind = waiting.pop()
            waiting += kind.__subclasses__()
            ours = kind.__module__.startswith("collective.conduct.")
            assert kind is base or not ours or name not in vars(kind), kind


# older than any that is kept


@pytest.mark.parametrize("language", TOO_OLD)
@pytest.mark.parametrize("path", ["", "/login", "/trygghet/@@report", "/nix"])
def test_every_page_of_a_development_site_says_so(old, client, language, path):
    headers = {"Accept": "text/html", "Accept-Language": language}
    page = client.send("anonymous", "GET", path, b"", headers)
    assert page.status_int == 503 and TOO_OLD[language] in page.text
    assert f'lang="{language}"' in page.text


@pytest.mark.parametrize("path", ["/@site", "/trygghet/@conduct-report", "/++api++/x"])
def test_programs_get_a_code(old, client, path):
    found = client.rest("anonymous", "GET", path)
    assert found.status_int == 503 and found.json["code"] == "site_too_old"


def test_nothing_that_was_sent_to_it_is_kept(old, client):
    page = client.form("anonymous", "/trygghet/@@report-form", told="kanariefågel")
    assert page.status_int == 503 and "kanariefågel" not in page.text


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("nb-NO,nb;q=0.9", "da"), ("de, sv;q=0.5", "sv"), ("", "en"), ("fi", "en")],
)
def test_the_nearest_of_our_languages_is_spoken(functional, wanted, language):
    request = functional["request"].clone()
    request.environ["HTTP_ACCEPT_LANGUAGE"] = wanted
    assert language_of(request) == language


# newer than the code


def test_records_of_a_newer_version_are_refused_in_words(
    municipality, client, hotline, monkeypatch
):
    made_by(municipality, "9999", monkeypatch)
    page = client.page("anonymous", f"{hub_of(municipality)}/@@report")
    assert page.status_int == 503 and "made by a newer version" in page.text
    page = client.page("manager", "/@@conduct-readiness")
    assert "newer than this add-on" in page.text


def test_a_row_of_a_newer_version_is_refused_in_words(municipality, client):
    facts = running_campaign.launch(municipality)
    kept = getUtility(ICampaigns)._rows
    kept[facts.uid] = (99, *kept[facts.uid][1:])
    page = client.page("official", f"{hub_of(municipality)}/@@my-page")
    assert page.status_int == 503 and "written by a newer version" in page.text


# what it costs


def test_a_site_that_is_as_it_should_be_is_asked_once(municipality, functional):
    portal = functional["portal"]
    transaction.commit()
    assert refusal(portal) == ""
    jar = portal._p_jar
    jar.cacheMinimize()
    portal._p_activate()
    jar.getTransferCounts(clear=True)
    assert refusal(portal) == ""
    assert jar.getTransferCounts() == (0, 0)

"""What somebody wrote does not reach the error log when something breaks."""

from collective.conduct.core.ledger.proof import digest
from collective.conduct.operations.campaigns.launch import launch
from collective.conduct.storage.contacts import Enquiries
from collective.conduct.storage.ledger.ledger import Ledger
from contextlib import suppress
from plone import api
from plone.app.testing import applyProfile
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests.support import handlers
from tests.support.enquiry_form import ACTIONS
from tests.support.enquiry_form import FIELDS
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import plan
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.interfaces import IPubStart

import pytest
import transaction


CANARY = "kanariefagelzx"
APPEND = Ledger.append


@pytest.fixture
def log(functional, municipality, monkeypatch):
    """The site's error log, and a ledger whose disk is full."""

    def broken(*args, **kw):
        raise RuntimeError("disk full")

    monkeypatch.setattr(Ledger, "append", broken)
    monkeypatch.setattr(Enquiries, "put", broken)
    if "error_log" not in municipality.portal.objectIds():
        manage_addErrorLog(municipality.portal)
    transaction.commit()
    manager = getGlobalSiteManager()
    manager.registerHandler(IPubFailureSubscriber)
    yield municipality.portal.error_log
    manager.unregisterHandler(IPubFailureSubscriber)


def _texts(log) -> str:
    transaction.begin()
    return "".join(
        f"{each['req_html']}{each['tb_text']}{each['value']}"
        for each in log.getLogEntries()
    )


def test_the_words_of_an_answer_stay_out_of_the_log(functional, municipality, log):
    reader = Reader(functional["app"], "official")
    reader.open(municipality.edition, "@@answer")
    reader.choose("objected", f"Nej, {CANARY}.")
    with suppress(RuntimeError):
        reader.send()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def test_the_body_of_an_endpoint_stays_out_of_the_log(client, municipality, log):
    text = municipality.edition.manifest["languages"]["sv"]
    sent = {
        "kind": "objected",
        "language": "sv",
        "words": CANARY,
        "manifest_hash": municipality.edition.manifest_hash,
        "statement_hash": digest(text["statement"]),
    }
    path = f"{municipality.edition.absolute_url()}/@conduct-answer"
    with suppress(RuntimeError):
        client.rest("official", "POST", path, sent)
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def test_the_name_that_is_searched_for_stays_out_of_the_log(
    functional, municipality, log, monkeypatch
):
    def broken(*args, **kw):
        raise RuntimeError("disk full")

    reader = Reader(functional["app"], "registrar").open(municipality.hub, "@@people")
    reader.browser.getControl("Part of a name").value = CANARY
    monkeypatch.setattr("collective.conduct.operations.registers.people.find", broken)
    with suppress(RuntimeError):
        reader.browser.getControl("Find").click()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


@pytest.fixture
def path(municipality):
    with municipality.acting("registrar"):
        return api.content.create(
            municipality.hub,
            "ConductChannel",
            "vag",
            title="V",
            kind="path",
            held_by="auditor",
        )


def test_the_words_of_an_enquiry_stay_out_of_the_log(
    functional, municipality, path, log
):
    reader = Reader(functional["app"], "official").open(path)
    reader.browser.getControl(name="words").value = f"Får jag, {CANARY}?"
    with suppress(RuntimeError):
        reader.browser.getControl("Send along the agreed path").click()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def test_the_name_that_is_recorded_stays_out_of_the_log(
    functional, municipality, log, monkeypatch
):
    def broken(*args, **kw):
        raise RuntimeError("disk full")

    reader = Reader(functional["app"], "registrar").open(municipality.hub["ks"])
    reader.browser.getControl(name="name").value = CANARY
    monkeypatch.setattr("collective.conduct.operations.registers.rows.record", broken)
    with suppress(RuntimeError):
        reader.browser.getControl("Record it").click()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def test_the_answers_of_a_form_stay_out_of_the_log(functional, municipality, path, log):
    applyProfile(municipality.portal, "collective.easyform:default")
    with api.env.adopt_roles(["Manager"]):
        actions = ACTIONS.format(before="", path=path.UID())
        made = api.content.create(
            municipality.portal,
            "EasyForm",
            "fraga",
            title="Fråga",
            fields_model=FIELDS,
            actions_model=actions,
        )
        api.content.transition(made, "publish")
    reader = Reader(functional["app"], "official").open(municipality.hub).open(made)
    reader.browser.getControl(name="form.widgets.ask").value = f"Får jag, {CANARY}?"
    with suppress(RuntimeError):
        reader.browser.getControl(name="form.buttons.submit").click()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def _broken(*args, **kw):
    raise RuntimeError("disk full")


@pytest.fixture
def campaign(municipality):
    made = plan(municipality, municipality.document)
    with municipality.acting("publisher"):
        launch(made)
    return made


def test_why_somebody_is_let_off_stays_out_of_the_log(functional, campaign, log):
    browser = Reader(functional["app"], "registrar").open(campaign, "@@waive").browser
    people = browser.getControl(name="people")
    people.value = people.options[:1]
    browser.getControl(name="reason").value = f"Sjuk, {CANARY}."
    with suppress(RuntimeError):
        browser.getControl("Let them off").click()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def test_what_is_said_of_a_paper_stays_out_of_the_log(
    functional, municipality, log, monkeypatch
):
    reader = Reader(functional["app"], "registrar").open(
        municipality.edition, "@@record-answers"
    )
    monkeypatch.setattr("collective.conduct.browser.answers.papers.signers", _broken)
    reader.browser.getControl(name="q").value = CANARY
    reader.browser.getControl(name="reference").value = CANARY
    with suppress(RuntimeError):
        reader.browser.getControl(name="look").click()
    said = _texts(log)
    assert "disk full" in said and CANARY not in said


def test_a_list_of_people_stays_out_of_the_log(
    functional, municipality, log, monkeypatch
):
    reader = Reader(functional["app"], "registrar").open(
        municipality.hub, "@@import-register"
    )
    data = f"Namn;Parti\n{CANARY};S\n".encode()
    reader.browser.getControl(name="file").add_file(data, "text/csv", "lista.csv")
    reader.browser.getControl(name="step").click()
    payload = reader.browser.getControl(name="payload").value
    monkeypatch.setattr(
        "collective.conduct.operations.registers.list_import.dry_run", _broken
    )
    with suppress(RuntimeError):
        reader.browser.getControl(name="step", index=0).click()
    said = _texts(log)
    assert "disk full" in said and payload[:60] not in said


@pytest.mark.parametrize("where", ["operation", "drawing"])
def test_nothing_of_a_report_reaches_the_log_when_the_intake_breaks(
    client, municipality, log, monkeypatch, tmp_path, where, caplog
):
    def broken(*args, **kw):
        raise RuntimeError(f"disk full {CANARY}")

    tmp_path.chmod(0o700)
    monkeypatch.setattr(Ledger, "append", APPEND)  # a key stands in the ledger
    handlers.appoint_with_raw_keys(municipality)
    act = "send" if where == "operation" else "write"
    fields = {"form": "harassment", "nonce": "n" * 32, "step": "write", "act": act}
    for name in ("q-what", "reporter", "contact", "search", "draft"):
        fields[name] = CANARY
    fields["recipient"] = str(municipality.people["office"])
    place = (
        "browser.reports.form"
        if where == "operation"
        else "browser.reports.question_fields"
    )
    name = "receive_report" if where == "operation" else "questions_of"
    monkeypatch.setattr(f"collective.conduct.{place}.{name}", broken)
    path = f"{municipality.hub.absolute_url()}/@@report-form"
    with suppress(RuntimeError):
        answered = client.form("anonymous", path, **fields)
        assert answered.status_int == 500
        assert (CANARY in answered.text) is (where == "operation")
    assert CANARY not in _texts(log)
    assert CANARY not in caplog.text
    assert "RuntimeError" in caplog.text


CONVERTED = ("nonce:int", "q:date", "q:float", "a:int:list", "q:json", "x.y:record:int")


@pytest.mark.parametrize("name", CONVERTED)
def test_a_value_that_cannot_be_converted_is_in_no_log(
    client, municipality, log, name, caplog
):
    """What Zope converts by the name of a field, its own errors quote."""
    root = municipality.portal.getPhysicalRoot()  # what breaks early is there
    if "error_log" not in root.objectIds():
        manage_addErrorLog(root)
    places = (log, root.error_log)
    for place in places:
        place._ignored_exceptions = ()
    path, query = "/trygghet/@@report-form", f"{name}={CANARY}"
    kind = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"a={CANARY}",
    }
    rest, json = "/trygghet/@conduct-report", {"Accept": "application/json"}
    for answered in (
        client.send("anonymous", "GET", f"{path}?{query}", b"", {}),
        client.send("anonymous", "POST", path, query.encode(), kind),
        client.send("anonymous", "GET", f"{rest}?{query}", b"", json),
    ):
        assert answered.status_int == 400 and CANARY not in answered.text
    assert CANARY not in caplog.text
    said = "".join(map(_texts, places))
    assert "cannot be read" in said and CANARY not in said


SECRETS = ("passphrase", "again", "former", "other", "words")
ORDINARY = ("/trygghet", "/trygghet/kod/edition-1", "/@@search", "/@@sitemap", "/")


@pytest.fixture(params=[IPubStart, IPubAfterTraversal, IPubBeforeCommit])
def breaking(request):
    """Every page breaks at a step of the publisher."""
    manager = getGlobalSiteManager()

    def broken(event):
        raise RuntimeError("disk full")

    manager.registerHandler(broken, (request.param,))
    yield request.param
    manager.unregisterHandler(broken, (request.param,))


@pytest.mark.parametrize("path", ORDINARY)
def test_when_an_ordinary_page_breaks_the_open_vault_is_in_no_log(
    client, municipality, log, breaking, path, caplog
):
    headers = {
        "Cookie": f"a=b; __conduct_vault={CANARY}",
        "X-Conduct-Vault": CANARY,
        "Accept": "text/html",
    }
    _nothing_in(municipality, log, caplog, breaking, client, path, {}, headers)


@pytest.mark.parametrize("view", ["my-key", "report-status", "exchange", "nowhere"])
def test_when_the_way_to_a_page_breaks_no_secret_is_in_the_log(
    client, municipality, log, breaking, view, caplog
):
    fields, path = dict.fromkeys(SECRETS, CANARY), f"/trygghet/@@{view}"
    _nothing_in(municipality, log, caplog, breaking, client, path, fields, {})


def _nothing_in(municipality, log, caplog, breaking, client, path, fields, headers):
    root = municipality.portal.getPhysicalRoot()
    if "error_log" not in root.objectIds():
        manage_addErrorLog(root)
    root.error_log._ignored_exceptions = log._ignored_exceptions = ()
    for method in ("POST", "GET")[: 1 if fields else 2]:
        with suppress(RuntimeError):
            client.request("official", method, path, fields, headers)
    said = "".join(map(_texts, (log, root.error_log)))
    if breaking is not IPubStart:  # there is no error log yet
        assert "disk full" in said or "NotFound" in said
    assert CANARY not in said and CANARY not in caplog.text


def test_a_page_of_others_gets_its_fields_back(client, municipality):
    """A form of another add-on may have fields with these names."""
    seen = {}
    manager = getGlobalSiteManager()

    def look(event):
        seen.update(event.request.form)

    manager.registerHandler(look, (IPubBeforeCommit,))
    try:
        client.form("official", "/@@search", words="Hej", other="Du")
    finally:
        manager.unregisterHandler(look, (IPubBeforeCommit,))
    assert (seen["words"], seen["other"]) == ("Hej", "Du")

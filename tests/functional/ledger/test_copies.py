"""A copied site takes in nothing, seals nothing and sends nothing (T9).

Until somebody who runs it says what it is: the site that goes on, or a test copy.
"""

from base64 import b64encode
from collective.conduct.browser.mail import urgent
from collective.conduct.cli.home import adopt_copy as command
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.operations.common import site_version
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.jobs.running import run_slice
from collective.conduct.operations.ledger.ledgers import ledger_status
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.protect.authenticator import createToken
from tests.support import handlers
from tests.support import sample_municipality
from weakref import WeakKeyDictionary
from zope.component import getUtility
from zope.component.hooks import setSite

import pytest
import secrets
import shutil
import transaction


COPY = "This is a copy of the site"
TRIAL = "This is a test copy of the site"
PAGES = (
    ("anonymous", "@@report"),
    ("anonymous", "@@report-form?form=harassment"),
    ("official", ""),
    ("official", "kod"),
    ("official", "kod/edition-1"),
    ("official", "kod/edition-1/@@answer"),
    ("official", "@@my-page"),
    ("registrar", "@@people"),
    ("auditor", "@@conduct-ledger"),
    ("office", "@@desk"),
    ("registrar", "../@@conduct-readiness"),
)


@pytest.fixture
def stage() -> str:
    return "handlers with passphrases"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch) -> None:
    handlers.use_cheap_passphrases(monkeypatch)


@pytest.fixture
def original(open_intake, mail_server, tmp_path, monkeypatch):
    """A site in use, with letters that wait and entries that are sealed."""
    monkeypatch.delenv("CONDUCT_INSTANCE")
    monkeypatch.setattr(urgent, "_start", lambda *_given: None)  # the job sends them
    getUtility(ISiteMark).make()
    handlers.send_report(urgent=False)
    run_slice("original", transaction.commit)
    mail_server.letters.clear()
    handlers.send_report()
    restart(monkeypatch)
    return open_intake


def restart(monkeypatch) -> None:
    """As a process sees it that starts."""
    transaction.commit()
    monkeypatch.setattr(site_version, "_known", WeakKeyDictionary())


@pytest.fixture
def copy(original, tmp_path, monkeypatch):
    """What starts on a copy of the database and of the folder beside it."""
    other = tmp_path.with_name(f"{tmp_path.name}-copy")
    shutil.copytree(tmp_path, other)
    monkeypatch.setenv("CONDUCT_HOME", str(other))
    restart(monkeypatch)
    original.home = other
    return original


def last_write(municipality) -> bytes:
    transaction.commit()
    return municipality.portal._p_jar.db().lastTransaction()


def answered(client, municipality, role="official"):
    sent = {
        "kind": "committed",
        "language": "sv",
        "words": "",
        "manifest_hash": municipality.edition.manifest_hash,
        "statement_hash": proof.digest(
            municipality.edition.manifest["languages"]["sv"]["statement"]
        ),
    }
    path = f"{municipality.edition.absolute_url()}/@conduct-answer"
    return client.rest(role, "POST", path, sent)


def test_the_site_itself_goes_on(original, client):
    page = client.page("official", original.hub.absolute_url())
    assert page.status_int == 200 and COPY not in page.text
    assert answered(client, original).status_int in (200, 201)


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_pages_are_read_and_each_says_what_it_is(copy, client, role, path):
    before = last_write(copy)
    page = client.page(role, f"{copy.hub.absolute_url()}/{path}")
    assert page.status_int == 200
    assert COPY in page.text
    assert last_write(copy) == before


def test_no_answer_is_recorded(copy, client):
    before = last_write(copy)
    found = answered(client, copy)
    assert found.status_int == 503 and found.json["code"] == "site_copied"
    with copy.acting("official"):
        token = createToken()
    page = client.form(
        "official",
        f"{copy.edition.absolute_url()}/@@answer",
        _authenticator=token,
        kind="objected",
        words="kanariefågel",
        language="sv",
    )
    assert page.status_int == 503 and COPY in page.text
    assert "kanariefågel" in page.text  # what was typed is still there
    assert last_write(copy) == before


def test_no_report_is_taken_in(copy, client):
    before = last_write(copy)
    page = client.form(
        "anonymous",
        f"{copy.hub.absolute_url()}/@@report-form",
        form="harassment",
        step="write",
        act="send",
        nonce=secrets.token_hex(16),
        **{"q-what": "kanariefågel"},
    )
    assert page.status_int == 503 and COPY in page.text
    assert last_write(copy) == before


@pytest.mark.parametrize("path", ["@@desk", "@@my-key", "@@people", "@@conduct-post"])
def test_none_of_our_forms_writes(copy, client, path):
    before = last_write(copy)
    page = client.form("office", f"{copy.hub.absolute_url()}/{path}", deed="open")
    assert page.status_int in (302, 403, 404, 503)  # 302: to the log-in, as ever
    assert last_write(copy) == before


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("PATCH", "/trygghet", {"title": "Kanariefågel"}),
        ("POST", "/", {"@type": "Document", "title": "Kanariefågel"}),
        ("POST", "/trygghet/kod/@workflow/retire", {}),
        ("PATCH", "/", {"title": "Kanariefågel"}),
        ("POST", "/@addons/collective.conduct/upgrade", {}),
    ],
)
def test_no_door_of_plone_writes(copy, client, method, path, data):
    before = last_write(copy)
    secret = b64encode(f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}".encode()).decode()
    owner = {"Authorization": f"Basic {secret}"}  # who may do all of it
    found = client.rest("anonymous", method, path, data, **owner)
    assert found.status_int == 503 and found.json["code"] == "site_copied"
    assert last_write(copy) == before


def test_what_a_look_would_write_is_rolled_back(copy, client):
    before = last_write(copy)
    page = client.form(
        "anonymous",
        "/login",
        __ac_name="official",
        __ac_password=sample_municipality.PASSWORD,
    )
    assert page.status_int in (200, 302)
    assert last_write(copy) == before


def test_the_timed_job_seals_nothing_and_no_letter_leaves(copy, mail_server, client):
    kept = (copy.home / "seals.jsonl").read_bytes()
    with pytest.raises(Unavailable, match="site_copied"):
        run_slice("copy", transaction.commit)
    transaction.abort()
    assert mail_server.letters == []
    assert (copy.home / "seals.jsonl").read_bytes() == kept


def test_an_urgent_letter_does_not_leave_either(copy, mail_server):
    where = (copy.portal._p_jar.db(), copy.portal.getPhysicalPath())
    try:
        with pytest.raises(Unavailable, match="site_copied"):
            urgent._until_nothing_is_left(*where)
    finally:
        setSite(copy.portal)
    assert mail_server.letters == []


def test_readiness_is_red_with_what_to_do(copy, client):
    with copy.acting("registrar"):
        found = {each.key: each.state for each in checks()}
    assert found["copy"] == "missing"
    page = client.page("registrar", "/@@conduct-readiness")
    assert "conduct-adopt-copy" in page.text


def test_one_that_goes_on_has_the_same_record(copy, client, mail_server, monkeypatch):
    ledger = getUtility(ILedger).ledger_id
    assert command.run("moved") == 0
    restart(monkeypatch)
    assert getUtility(ILedger).ledger_id == ledger
    page = client.page("official", copy.hub.absolute_url())
    assert COPY not in page.text and TRIAL not in page.text
    assert answered(client, copy).status_int in (200, 201)
    assert run_slice("moved", transaction.commit)["sealed"]
    assert mail_server.letters
    assert ledger_status().faults == ()


def test_a_test_copy_has_its_own_record_and_sends_nothing(
    copy, client, mail_server, monkeypatch, capsys
):
    former, kept = getUtility(ILedger).ledger_id, list(getUtility(ILedger).seals())
    assert command.run("copy") == 0
    restart(monkeypatch)
    ledger = getUtility(ILedger)
    assert ledger.ledger_id != former
    assert ledger.former == (former, kept[-1].digest)
    assert answered(client, copy).status_int in (200, 201)
    assert run_slice("trial", transaction.commit)["sealed"]
    assert mail_server.letters == []
    assert ledger_status().faults == ()
    assert proof.verify_ledger(ledger.export()) == []
    (entry, *_more) = ledger.entries(copy.people["official"])
    assert ledger.inclusion(entry.stream, entry.seq)
    for role, path in PAGES:
        page = client.page(role, f"{copy.hub.absolute_url()}/{path}")
        if page.status_int != 303:  # its keys are to be confirmed anew, as its record
            assert page.status_int == 200 and TRIAL in page.text, path
    with copy.acting("registrar"):
        assert {each.key: each.state for each in checks()}["trial"] == "look"


def test_the_keys_of_a_test_copy_are_founded_as_on_a_new_site(copy, monkeypatch):
    command.run("copy")
    restart(monkeypatch)
    with pytest.raises(Unavailable, match="intake_closed"):
        handlers.send_report()
    handlers.confirm_with_passphrases(copy)
    assert handlers.send_report()
    # What was signed for the other record stays named as such.
    assert getUtility(IKeyDirectory).faults() == ["directory_unsigned"]


def test_entries_of_before_are_proved_under_the_new_record(copy, monkeypatch):
    ledger = getUtility(ILedger)
    sealed = [
        (entry.stream, entry.seq)
        for stream in ledger.streams()
        for entry in ledger.entries(stream)
    ]
    command.run("copy")
    run_slice("trial", transaction.commit)
    assert sealed and all(ledger.inclusion(*each) for each in sealed)


@pytest.mark.parametrize("what", ["moved", "copy"])
def test_the_site_itself_is_not_adopted_by_mistake(original, what, capsys):
    ledger = getUtility(ILedger).ledger_id
    assert command.run(what) == 1
    assert "This is no copy" in capsys.readouterr().err
    assert getUtility(ILedger).ledger_id == ledger
    assert command.run(what, even_so=True) == 0  # the clone of a whole machine


def test_no_report_came_in_by_all_of_this(copy):
    assert len(list(getUtility(ICases).everything())) == 2
    assert api.portal.get() is not None

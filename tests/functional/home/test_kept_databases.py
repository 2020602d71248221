"""Whatever a version has stored, the code of today reads: databases of each are kept.

Each is asked before its upgrade steps, when some are due, and after them. One is
made by ``scripts/keep_database.py``, by the code that introduces the version.
"""

from collective.conduct.core.common import versions
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.common.site_version import installed
from collective.conduct.operations.common.site_version import refusal
from collective.conduct.operations.home import soundness
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.storage.vault.open_case import INBOX
from collective.conduct.storage.vault.open_case import LINK
from collective.conduct.storage.vault.open_case import READER
from collective.conduct.storage.vault.vault_rows import is_bare
from functools import partial
from tests.support import kept_databases
from tests.support.handlers import HandlerClient
from tests.support.kept_databases import ARCHIVES
from tests.support.sample_municipality import SampleMunicipality
from zope.component import getUtility

import pytest
import shutil
import transaction


PROFILE = "collective.conduct:default"
PAGES = (
    ("anonymous", "@@report"),
    ("anonymous", "@@report-form?form=harassment"),
    ("anonymous", "@conduct-report"),
    ("official", "@@where-do-i-turn"),
    ("official", "@@my-page"),
    ("official", "@@my-data"),
    ("official", "@@enquiries"),
    ("official", ""),
    ("official", "kod"),
    ("official", "kod/edition-1"),
    ("official", "kod/edition-1/@@answer"),
    ("official", "@conduct-duties"),
    ("leader", "kampanj"),
    ("registrar", "ks"),
    ("registrar", "kampanj"),
    ("registrar", "@@people"),
    ("auditor", "@@conduct-ledger"),
    ("office", "@@desk"),
    ("office", "@@my-key"),
    ("office", "@conduct-key"),
    ("escrow1", "@@escrow"),
    ("manager", "../@@conduct-readiness"),
    ("manager", "../@@conduct-post"),
)


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.name)
def kept(request, tmp_path_factory):
    """A database of an earlier version, or of this one."""
    return kept_databases.unpacked(request.param, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def on_stage(kept, stages):
    """See ``tests.support.layers``: the site of the test is the one that was kept."""
    with kept.opened() as database, stages.standing_on(database):
        yield


@pytest.fixture
def home(kept, monkeypatch, tmp_path):
    """The folder outside the database that was kept with it."""
    shutil.copytree(kept.home, tmp_path, dirs_exist_ok=True)
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def upgraded(functional, kept, home) -> None:
    """The steps that are due are done; none for a database of this version."""
    functional["portal"].portal_setup.upgradeProfile(PROFILE)
    transaction.commit()


@pytest.fixture
def municipality(functional, kept, home, clock) -> SampleMunicipality:
    """What was kept."""
    bare = SampleMunicipality(None, None, dict(kept.known["people"]))
    return bare.seen_from(functional["portal"])


def statuses(client, municipality) -> dict:
    """What each page of the list answers."""
    hub, found = municipality.hub.absolute_url(), {}
    for role, path in PAGES:
        ask = client.page
        if "@conduct-" in path and "@@" not in path:
            ask = partial(client.rest, method="GET")
        found[role, path] = ask(role, path=f"{hub}/{path}").status_int
    return found


def assert_read(client, municipality) -> None:
    """Documents can be read, whatever is due."""
    for thing in (municipality.edition, municipality.document):
        page = client.page("official", thing.absolute_url())
        assert page.status_int == 200 and "tala till punkt" in page.text


def test_every_version_that_was_kept_is_here():
    kept = [kept_databases.version_of(each) for each in ARCHIVES]
    assert kept == [*range(versions.FIRST_KEPT, versions.CURRENT + 1)]


def test_before_its_steps_no_page_fails_and_documents_are_read(client, municipality):
    due = installed(municipality.portal) < versions.CURRENT
    assert refusal(municipality.portal) == ("site_upgrading" if due else "")
    found = statuses(client, municipality)
    allowed = {200, 503} if due else {200}
    assert {each: code for each, code in found.items() if code not in allowed} == {}
    assert_read(client, municipality)


def test_after_its_steps_every_page_answers(upgraded, client, municipality):
    assert installed(municipality.portal) == versions.CURRENT
    assert refusal(municipality.portal) == ""
    found = statuses(client, municipality)
    assert {each: code for each, code in found.items() if code != 200} == {}
    assert_read(client, municipality)


def test_the_answer_and_its_receipt_are_what_they_were(upgraded, municipality, kept):
    person, told = kept.known["people"]["official"], kept.known["receipt"]
    assert proof.verify_receipt(told) == []
    mark = municipality.edition.manifest_hash
    entry = getUtility(ILedger).last_answer(person, mark)
    with municipality.acting("official"):
        now = receipt(entry)
    assert now["entry"] == told["entry"] and proof.verify_receipt(now) == []


def test_registers_campaigns_and_letters_are_there(upgraded, municipality, kept):
    register = getUtility(IRegister)
    assert len([*register.history()]) >= 16
    person = kept.known["people"]["office"]
    assert register.person(person).name == "Office Ek"
    (campaign,) = getUtility(ICampaigns).everything()
    assert (campaign.title, campaign.state) == ("Alla svarar", "running")
    assert getUtility(IOutbox).counts()["waiting"] > 0


def test_the_case_opens_with_the_passphrase_of_then(
    upgraded, client, municipality, kept
):
    handler = HandlerClient(client, municipality, "office").open()
    case = kept.known["case"]
    assert case in handler.get("@@desk").text
    page = handler.post("@@case", case=case)
    assert page.status_int == 200
    for words in ("min dialekt", "Det hände igen.", "Tack, vi läser.", "Ring HR."):
        assert words in page.text
    assert "not by this program" not in page.text
    assert ("(from before signatures)" in page.text) == (kept.version < 1005)
    assert soundness.is_sound()


def test_the_words_of_the_receipt_give_the_status(upgraded, municipality, kept):
    found = reporter_followup.status(kept.known["words"])
    assert [each.words.text for each in found.letters if each.kind == "message"] == [
        "Tack, vi läser."
    ]


def test_it_can_be_worked_with(upgraded, client, municipality, kept):
    handler = HandlerClient(client, municipality, "office").open()
    sent = handler.post("@@case", case=kept.known["case"], deed="note", text="Nytt.")
    assert sent.status_int == 200 and "Nytt." in sent.text
    assert reporter_followup.write(kept.known["words"], "Ett ord till.")


def test_after_its_steps_destroying_the_key_ends_every_way_in(
    upgraded, municipality, kept
):
    """The case was made before letters and wraps lay under its shred key (T10)."""
    case, words = kept.known["case"], kept.known["words"]
    assert reporter_followup.status(words)
    assert getUtility(IVault).key(case, 1, READER, kept.known["people"]["office"])
    getUtility(IKeystore).destroy(case)
    assert reporter_followup.status(words) is None
    vault = getUtility(IVault)
    for _case, epoch, role, person, other in [*vault._keys]:
        if _case == case and role not in (INBOX, LINK):
            assert vault.key(case, epoch, role, person, other) is None
    assert not [row for row in vault._keys.values() if is_bare(row)]
    assert getUtility(IServerHalf).fingerprint
    assert getUtility(ISiteMark).mark and not getUtility(ISiteMark).is_copy()

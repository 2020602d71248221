"""Whatever breaks while a report comes in: a whole one with its words, or nothing."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.operations.mail import post
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.submissions import Submission
from collective.conduct.storage.cases.cases import Cases
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.mail.outbox import Outbox
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.keystore import Keystore
from collective.conduct.storage.vault.open_case import UnlockedCase
from datetime import timedelta
from errno import ENOSPC
from itertools import count as counting
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests.support import canaries
from tests.support import handlers
from tests.support import submitting
from tests.support.canaries import CANARIES
from tests.support.killed_process import Countdown
from tests.support.killed_process import Disk
from tests.support.mail_server import MailServer
from ZODB.blob import BlobFile
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component.hooks import setSite

import multiprocessing
import pytest
import shutil
import sys
import traceback
import transaction


NONCE = "n" * 32
FILES = (
    ("ett.txt", "text/plain", b"Det var " * 20_000),
    ("tva.txt", "text/plain", CANARIES["file"].encode()),
)


@pytest.fixture
def stage() -> str:
    """None: the storage of the test itself is read, so all must be written there."""
    return ""


@pytest.fixture
def opened(municipality, tmp_path, monkeypatch):
    """A municipality whose intake is open; its keys lie in ``home``."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(home))
    handlers.appoint_with_raw_keys(municipality)
    getUtility(IKeystore).half()
    transaction.commit()
    return municipality


def submission(**values) -> Submission:
    given = {
        "form": "harassment",
        "nonce": NONCE,
        "answers": {"what": CANARIES["what"]},
        "identity": {"name": CANARIES["name"]},
        "files": all_received(FILES),
    }
    return submitting.submission(**{**given, **values})


def _left() -> list:
    """Everything that a report leaves in the database."""
    vault, receipts = getUtility(IVault), getUtility(IReporterMailbox)
    trees = (vault._epochs, vault._keys, vault._boxes, vault._files)
    more = (receipts._rows, receipts._letters, *getUtility(ICases)._nonces)
    return [*getUtility(ICases).everything(), *(k for t in (*trees, *more) for k in t)]


# killed


@pytest.fixture
def disk(functional, opened, tmp_path):
    """The site of the municipality on a disk of its own."""
    folder = tmp_path / "disk0"
    folder.mkdir()
    storage = functional["zodbDB"].storage
    canaries.written_out(storage, folder, storage.iterator()).close()
    shutil.copytree(tmp_path / "home", folder / "home")
    yield Disk(folder)
    setSite(opened.portal)


def _receive(_portal) -> tuple:
    return receive_report(submission()).words


def _whole(municipality, words: tuple) -> bool:
    """Whether the report is there, and opens for reporter and reader."""
    found = reporter_followup.status(" ".join(words))
    (facts,) = getUtility(ICases).everything()
    person, vault = municipality.people["office"], getUtility(IVault)
    key = vault.open_with(facts.case, municipality.vaults[person])
    content = submitting.report_content(key.get("content", 1))
    files = [b"".join(key.get_file("attachment", n)[1]) for n in (1, 2)]
    assert getUtility(ICases).get(facts.case)["1"] is not None
    assert files == [content for _name, _type, content in FILES]
    assert getUtility(IOutbox).counts()
    return submitting.sent_answers(found.letters[0]) == content["answers"]


@pytest.fixture
def same_keys(monkeypatch):
    """Keys of notices that fall into the same trees every time: as many writes."""
    where = "collective.conduct.operations.cases.case_notifications.token_hex"
    numbers = counting()
    monkeypatch.setattr(where, lambda _size: f"{next(numbers) % 3:032x}")


@pytest.mark.long
def test_a_kill_between_any_two_writes_leaves_all_or_nothing(opened, disk, same_keys):
    site, count = opened.portal.id, Countdown()
    first = disk.copy("first")
    words = _counted(first, site, count)
    assert count.seen > 40
    left = {True: 0, False: 0}
    for at in range(1, count.seen + 1):
        each = disk.copy(f"disk{at}")
        assert each.killed(site, _receive, at)
        left[each.run(site, lambda _portal: _whole_or_nothing(opened, words))] += 1
        assert each.run(site, _receive) == words
        assert each.run(site, lambda _portal: _whole(opened, words))
        each.drop()
    assert left == {False: count.seen - 1, True: 1}


def _counted(disk: Disk, site: str, count: Countdown) -> tuple:
    """What is written when nothing breaks; in a child, for the counting stays."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()

    def child() -> None:
        there.send((disk.run(site, _receive, count), count.seen))

    process = fork.Process(target=child)
    process.start()
    words, count.seen = here.recv()
    process.join()
    return words


def _whole_or_nothing(municipality, words: tuple) -> bool:
    if _left():
        return _whole(municipality, words)
    assert reporter_followup.status(" ".join(words)) is None
    return False


# a full disk, a server that is away, two at once


def test_a_full_disk_is_said_and_leaves_nothing(opened, monkeypatch):
    def full(*args):
        raise OSError(ENOSPC, CANARIES["file name"])

    with monkeypatch.context() as patched:
        patched.setattr(BlobFile, "write", full)
        with pytest.raises(Unavailable, match="disk_full") as told:
            receive_report(submission())
    assert told.value.__cause__ is None and told.value.values_ == {}
    transaction.abort()
    assert _left() == []
    assert len(receive_report(submission()).words) == 7


def test_a_keystore_that_cannot_be_written_leaves_nothing(opened, monkeypatch):
    def full(*args):
        raise OSError(ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr("collective.conduct.storage.vault.keystore.os.link", full)
        with pytest.raises(Unavailable, match="keystore_unwritable"):
            receive_report(submission())
    transaction.abort()
    assert _left() == []


def test_with_the_mail_server_away_the_report_is_in_and_the_letter_waits(opened):
    mail_server = MailServer()
    mail_server.set_up()
    words = receive_report(submission(urgent=True)).words
    transaction.commit()
    assert post.send_next(transaction.commit) in (post.STOPPED, post.FAILED)
    assert mail_server.letters == [] and sum(getUtility(IOutbox).counts().values()) == 0
    assert reporter_followup.status(" ".join(words)).state == "received"
    mail_server.up()
    opened.clock.moment += timedelta(hours=2)
    while post.send_next(transaction.commit):
        pass
    mail_server.down()
    readers = ["head@lind.example", "hrchef@lind.example", "office@lind.example"]
    assert mail_server.readers == readers


@pytest.fixture
def second(functional, opened):
    """Another process' view of the same site, in a transaction of its own."""
    manager = transaction.TransactionManager()
    connection = functional["zodbDB"].open(manager)
    yield manager, connection.root()["Application"][opened.portal.id]
    manager.abort()
    connection.close()
    setSite(opened.portal)


def _meanwhile(second, opened, sent: Submission) -> tuple:
    """Receive a report in the other process, and come back."""
    manager, portal = second
    manager.begin()
    setSite(portal)
    words = receive_report(sent).words
    manager.commit()
    setSite(opened.portal)
    return words


def test_a_double_click_in_two_processes_gives_one_case_and_the_same_words(
    opened, second
):
    transaction.begin()
    mine = receive_report(submission()).words
    others = _meanwhile(second, opened, submission())
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    again = receive_report(submission()).words
    transaction.commit()
    assert mine == others == again
    assert len([*getUtility(ICases).everything()]) == 1


# something breaks in the middle

WRITES = [
    (Keystore, "create"),
    (Vault, "begin"),
    (UnlockedCase, "put"),
    (UnlockedCase, "seal_identity"),
    (UnlockedCase, "put_file"),
    (ReporterMailbox, "add"),
    (ReporterMailbox, "put"),
    (Cases, "add"),
    (Cases, "note_nonce"),
    (Outbox, "put"),
]


@pytest.mark.parametrize(("holder", "name"), WRITES)
def test_what_breaks_in_the_middle_tells_nothing_and_leaves_nothing(
    opened, monkeypatch, holder, name
):
    if "error_log" not in opened.portal.objectIds():
        manage_addErrorLog(opened.portal)
    for entry in opened.portal.error_log.getLogEntries():  # of other tests
        opened.portal.error_log.forgetEntry(entry["id"])
    real = getattr(holder, name)

    def broken(*args, **kw):
        real(*args, **kw)
        raise RuntimeError("broken")

    monkeypatch.setattr(holder, name, broken)
    try:
        receive_report(submission())
    except RuntimeError:
        opened.portal.error_log.raising(sys.exc_info())
        told = traceback.format_exc().encode()
    transaction.abort()
    assert b"broken" in told and _left() == []
    where = {"text": told, "log": canaries.of_error_log(opened.portal)}
    assert canaries.found(where) == set()


# what is odd


def test_odd_texts_come_back_as_they_were(opened):
    odd = {
        "nul": "a\0b",
        "marks": "a\u202eb\u2066c",
        "emoji": "👩‍👧 å",
        "breaks": "a\r\nb\u2028c",
        "long": "å" * 400_000,
    }
    words = receive_report(submission(answers=odd, files=())).words
    transaction.commit()
    found = reporter_followup.status(" ".join(words))
    assert submitting.sent_answers(found.letters[0]) == odd


def test_half_a_character_becomes_a_mark_and_nothing_else_is_lost(opened):
    odd = {"what": "Han skrev \ud83d och gick."}
    sent = submission(answers=odd, identity={"name": "A\udc00"}, files=())
    words = " ".join(receive_report(sent).words)
    found = reporter_followup.write(words, "Och \ud83d igen.")
    assert submitting.sent_answers(found.letters[0]) == {
        "what": "Han skrev \ufffd och gick."
    }
    assert found.letters[1].words == MessageRecord("Och \ufffd igen.")
    assert reporter_followup.status("\ud83d") is None


def test_sixty_megabytes_come_back_byte_by_byte(opened):
    large = [("a.bin", "", bytes([n]) * 20 * 1024 * 1024) for n in (1, 2, 3)]
    receive_report(submission(files=all_received(large)))
    transaction.commit()
    (facts,) = getUtility(ICases).everything()
    with opened.acting("office"):
        vault = opened.vaults[opened.people["office"]]
        key = case_access.open_case(facts.case, vault)
    for number, (_name, _type, content) in enumerate(large, 1):
        pieces = key.get_file("attachment", number)[1]
        assert b"".join(pieces) == content

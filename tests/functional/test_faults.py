"""Whatever breaks while a report comes in: a whole one with its words, or nothing."""

from collective.conduct.core.errors import Unavailable
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IKeystore
from collective.conduct.core.interfaces import IOutbox
from collective.conduct.core.interfaces import IReceipts
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations import post
from collective.conduct.operations.keys import sharing
from collective.conduct.operations.reports import receiving
from collective.conduct.operations.reports import returning
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.operations.reports.uploads import all_received
from collective.conduct.storage.cases import Cases
from collective.conduct.storage.keystore import Keystore
from collective.conduct.storage.outbox import Outbox
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.receipts import Receipts
from datetime import timedelta
from errno import ENOSPC
from Products.SiteErrorLog.SiteErrorLog import manage_addErrorLog
from tests import canaries
from tests.canaries import CANARIES
from tests.crashing import Countdown
from tests.crashing import Disk
from tests.keyholders import open_intake
from tests.sink import Sink
from ZODB.blob import BlobFile
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component.hooks import setSite

import json
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
def opened(built, tmp_path, monkeypatch):
    """A town whose intake is open; its keys lie in ``home``."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(home))
    open_intake(built)
    getUtility(IKeystore).half()
    transaction.commit()
    return built


def submission(**values) -> Submission:
    given = {
        "form": "harassment",
        "nonce": NONCE,
        "answers": {"what": CANARIES["what"]},
        "identity": {"name": CANARIES["name"]},
        "files": all_received(FILES),
    }
    return Submission(**{**given, **values})


def _left() -> list:
    """Everything that a report leaves in the database."""
    vault, receipts = getUtility(IVault), getUtility(IReceipts)
    trees = (vault._epochs, vault._keys, vault._boxes, vault._files)
    more = (receipts._rows, receipts._letters, *getUtility(ICases)._nonces)
    return [*getUtility(ICases).everything(), *(k for t in (*trees, *more) for k in t)]


# killed


@pytest.fixture
def disk(functional, opened, tmp_path):
    """The site of the town on a disk of its own."""
    folder = tmp_path / "disk0"
    folder.mkdir()
    storage = functional["zodbDB"].storage
    canaries.written_out(storage, folder, storage.iterator()).close()
    shutil.copytree(tmp_path / "home", folder / "home")
    yield Disk(folder)
    setSite(opened.portal)


def _receive(_portal) -> tuple:
    return receive_report(submission()).words


def _whole(built, words: tuple) -> bool:
    """Whether the report is there, and opens for reporter and reader."""
    found = returning.status(" ".join(words))
    (facts,) = getUtility(ICases).everything()
    person, vault = built.people["office"], getUtility(IVault)
    key = vault.open_with(facts.case, person, built.private[person])
    content = json.loads(vault.get(key, "content", 1))
    files = [b"".join(vault.get_file(key, "attachment", n)[1]) for n in (1, 2)]
    assert getUtility(ICases).get(facts.case)["1"] is not None
    assert files == [content for _name, _type, content in FILES]
    assert getUtility(IOutbox).counts()
    return found.letters[0].words["answers"] == content["answers"]


def test_a_kill_between_any_two_writes_leaves_all_or_nothing(opened, disk):
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
    assert left[False] > 40 and left[True] >= 1


def _counted(disk: Disk, site: str, count: Countdown) -> tuple:
    """What is written when nothing breaks; in a child, for the counting stays."""
    import multiprocessing

    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()

    def child() -> None:
        there.send((disk.run(site, _receive, count), count.seen))

    process = fork.Process(target=child)
    process.start()
    words, count.seen = here.recv()
    process.join()
    return words


def _whole_or_nothing(built, words: tuple) -> bool:
    if _left():
        return _whole(built, words)
    assert returning.status(" ".join(words)) is None
    return False

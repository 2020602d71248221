"""The kept file of seals: durable, private, and clear about what is wrong."""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import ISealLog
from collective.conduct.storage.ledger.seal_log import SealLog
from tests.support.ledger_samples import filled
from zope.interface.verify import verifyObject

import os
import pytest
import stat


@pytest.fixture
def log(tmp_path):
    return SealLog(tmp_path / "seals.jsonl")


def keep(log, people=3):
    ledger, _ = filled(people=people)
    for seal in ledger.seals():
        log.append(ledger.ledger_id, seal)
    return ledger


def test_it_is_a_seal_log(log):
    assert verifyObject(ISealLog, log)


def test_before_the_first_seal_there_are_no_lines(log):
    assert list(log.lines()) == []


def test_the_kept_lines_are_what_the_verifier_reads(log):
    ledger = keep(log)
    lines = list(log.lines())
    assert [line["number"] for line in lines] == [1, 2, 3]
    assert proof.verify_ledger(ledger.export(), lines) == []


def test_the_file_is_for_its_owner_alone(log):
    old = os.umask(0)
    try:
        keep(log)
    finally:
        os.umask(old)
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_a_line_is_on_the_disk_when_append_returns(log, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle)))
    keep(log)
    files = [each for each in synced if stat.S_ISREG(each.st_mode)]
    assert [each.st_size for each in files][-1] == log.path.stat().st_size
    assert len(files) == 3
    assert len(synced) - len(files) == 1  # the folder, when the file was new


def test_half_a_line_of_a_power_cut_is_dropped(log):
    ledger = keep(log)
    with log.path.open("a") as file:
        file.write('{"ledger": "')
    assert len(list(log.lines())) == 3
    log.append(ledger.ledger_id, next(ledger.seals()))
    assert len(list(log.lines())) == 4


def test_a_damaged_line_is_named(log):
    keep(log)
    text = log.path.read_text().splitlines(keepends=True)
    log.path.write_text(text[0] + "½\n" + text[2])
    with pytest.raises(Unavailable, match="seal_log_damaged") as refused:
        list(log.lines())
    assert refused.value.values_ == {"line": 2}


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    for path, reason in [
        (tmp_path / "absent" / "seals.jsonl", "ENOENT"),
        (tmp_path, "EISDIR"),
    ]:
        with pytest.raises(Unavailable, match="seal_log_unwritable") as refused:
            keep(SealLog(path))
        assert refused.value.values_ == {"reason": reason}


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(Unavailable, match="seal_log_unreadable"):
        list(SealLog(tmp_path).lines())


def test_a_long_file_that_is_no_seal_log_is_left_alone(log):
    log.path.write_bytes(b"x" * 9000)
    with pytest.raises(Unavailable, match="seal_log_unwritable"):
        keep(log)
    assert log.path.stat().st_size == 9000

"""What is destroyed is unknown: to seven words as to everybody else (T10)."""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger.ports import IDataDirectory
from collective.conduct.core.vault.key_ports import IShredKeys
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations import retention
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.jobs.running import run_slice
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports import saved_reports
from collective.conduct.storage.vault.keystore import Keystore
from tests.support import handlers
from tests.support.permissions import may_read
from zope.component import getUtility

import json
import pytest
import time
import transaction


DAY = 24 * 60 * 60
WRONG = "ett två tre fyra fem sex sju"


@pytest.fixture
def stage() -> str:
    return "handlers with raw keys"


@pytest.fixture
def keystore(open_intake):
    return getUtility(IKeystore)


def asked(client, municipality, words: str):
    """The page for words; without what differs in every form."""
    hub = municipality.hub.absolute_url()
    return client.form("anonymous", f"{hub}/@@report-status", words=words, act="show")


def key_files(keystore) -> set[str]:
    return {path.name for path in (keystore._root() / "keys").iterdir()}


def test_words_of_a_destroyed_case_are_wrong_words(open_intake, keystore, client):
    case, words = handlers.send_report()
    assert reporter_followup.write(words, "Ett ord till.")
    transaction.commit()
    assert "En kommentar" in asked(client, open_intake, words).text
    keystore.destroy(case)
    right, wrong = (asked(client, open_intake, each) for each in (words, WRONG))
    assert right.status_int == wrong.status_int
    assert right.text.replace(words, WRONG) == wrong.text
    assert reporter_followup.file_of(words, 1, 0) is None
    assert reporter_followup.write(words, "Ett till.") is None


def test_while_the_keystore_is_away_right_words_are_not_called_wrong(
    open_intake, keystore, client, tmp_path
):
    _case, words = handlers.send_report()
    tmp_path.chmod(0o750)
    assert asked(client, open_intake, words).status_int == 503
    with pytest.raises(Unavailable):
        reporter_followup.status(words)
    tmp_path.chmod(0o700)
    assert reporter_followup.status(words)


def test_words_of_an_outside_helper_end_with_the_case(open_intake, keystore):
    case, _words = handlers.send_report()
    with open_intake.acting("office"):
        opened = handlers.opened_case(open_intake, "office", case)
        words = " ".join(external_exchange.begin(opened, "Utredaren", "sv"))
    assert external_exchange.letters(words) == []
    keystore.destroy(case)
    assert external_exchange.letters(words) is None


def kept(text="Inte än.") -> str:
    values = {"form": "harassment", "answers": {"what": text}}
    words = saved_reports.keep("n" * 32, "sv", values)
    transaction.commit()
    return " ".join(words)


def test_a_kept_report_has_a_key_that_goes_when_it_is_thrown_away(keystore):
    words = kept()
    (owner,) = getUtility(IReporterMailbox).owners()
    assert key_files(keystore) == {owner}  # settled: it is not pending
    assert saved_reports.throw_away(words)
    assert key_files(keystore) == {owner}  # until it is committed
    transaction.commit()
    assert key_files(keystore) == set()
    assert saved_reports.kept(words) is None


def test_a_kept_report_that_is_replaced_or_sent_leaves_no_key(open_intake, keystore):
    kept()
    words = kept("Fortfarande inte.")
    (owner,) = getUtility(IReporterMailbox).owners()
    assert key_files(keystore) == {owner}
    assert saved_reports.kept(words).answers == {"what": "Fortfarande inte."}
    case, sent = handlers.send_report(nonce="n" * 32, language="sv")
    assert sent == words and key_files(keystore) == {case}


def test_a_kept_report_that_lapses_loses_its_key(open_intake, keystore):
    kept()
    later = open_intake.clock.moment.timestamp() + saved_reports.KEPT_FOR + 1
    assert saved_reports.lapse(int(later)) == 1
    transaction.commit()
    assert key_files(keystore) == set()


def test_the_timed_job_destroys_what_a_dead_process_left(keystore, monkeypatch):
    words = kept()
    with monkeypatch.context() as died:
        died.setattr(Keystore, "destroy", lambda *_given: None)
        saved_reports.throw_away(words)
        transaction.commit()
    assert len(key_files(keystore)) == 1
    run_slice("later", transaction.commit)
    assert key_files(keystore) == set()
    assert retention.settle(0) == 0  # and it is not tried for ever


def test_a_database_behind_its_seals_tidies_nothing(open_intake, keystore):
    run_slice("seals", transaction.commit)
    site, later = getUtility(IShredKeys).site, int(time.time()) + 2 * DAY
    keystore.create("a" * 32, site)
    lines = getUtility(IDataDirectory).path() / "seals.jsonl"
    (last,) = [json.loads(each) for each in lines.read_text().splitlines()]
    with lines.open("a") as file:  # of a seal that this database does not have
        file.write(json.dumps({**last, "number": last["number"] + 1}) + "\n")
    retention.settle(later)
    assert "a" * 32 in key_files(keystore)
    lines.write_text(json.dumps(last) + "\n")
    retention.settle(later)
    assert "a" * 32 not in key_files(keystore)


def test_a_key_whose_report_was_never_kept_is_tidied_a_day_later(open_intake, keystore):
    readers = may_read("b" * 32, {1: b"\x09" + bytes(31)})
    getUtility(IVault).begin("b" * 32, readers, [])
    transaction.abort()  # the process died: nothing is committed
    assert key_files(keystore) == {"b" * 32, "b" * 32 + ".pending"}
    now = int(time.time())
    retention.settle(now)
    assert "b" * 32 in key_files(keystore)
    retention.settle(now + 2 * DAY)
    assert key_files(keystore) == set()

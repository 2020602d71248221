"""Wrong words, unknown ones and those of a case that is gone take the same work.

Times are measured in ``bench/reports.py``; here is counted what is done.
"""

from collections import Counter
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import receipt_code as sevens
from collective.conduct.storage.cases.cases import Cases
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.vault import server_keys
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.keystore import Keystore
from tests.support.submitting import submission
from zope.component import getUtility

import pytest


@pytest.fixture
def stage() -> str:
    return "handlers with raw keys"


@pytest.fixture
def open_intake(municipality):
    return municipality


@pytest.fixture
def work(monkeypatch):
    """Count every costly step, whoever asks for it."""
    done: Counter = Counter()
    for holder, name in (
        (server_keys, "stretched"),
        (boxes, "derive"),
        (boxes, "public_of"),
        (Keystore, "half"),
        (ReporterMailbox, "find"),
        (ReporterMailbox, "letters"),
        (Cases, "facts"),
    ):
        _counted(monkeypatch, done, holder, name)
    return done


def _counted(monkeypatch, done: Counter, holder, name: str) -> None:
    real = getattr(holder, name)

    def counted(*args, **kw):
        done[name] += 1
        return real(*args, **kw)

    monkeypatch.setattr(holder, name, counted)


def _sent(mark: str) -> str:
    sent = submission("harassment", mark * 32, {"what": "ord"})
    return " ".join(receive_report(sent).words)


def _of(work: Counter, typed: str) -> dict:
    work.clear()
    assert reporter_followup.status(typed) is None
    return dict(work)


def test_the_same_is_done_for_all_words_that_lead_nowhere(open_intake, work):
    words, gone = _sent("a").split(), _sent("b")
    receipts = getUtility(IReporterMailbox)
    receipts.forget(sevens.opened(gone).lookup)
    wrong = _of(work, " ".join([*words[:-1], "fel"]))
    unknown = _of(work, "ett två tre fyra fem sex sju")
    assert wrong == unknown == _of(work, gone) == _of(work, "") == _of(work, "x" * 400)
    assert wrong["stretched"] == wrong["find"] == 1


@pytest.mark.parametrize("act", ["write", "withdraw", "case_of"])
def test_other_deeds_tell_no_more(open_intake, work, act):
    deeds = {
        "write": lambda typed: reporter_followup.write(typed, "hej"),
        "withdraw": reporter_followup.withdraw,
        "case_of": reporter_followup.case_of,
    }
    counts = []
    for typed in ("ett två tre fyra fem sex sju", "", " ".join(["a"] * 7)):
        work.clear()
        assert deeds[act](typed) is None
        counts.append(dict(work))
    assert counts[0] == counts[1] == counts[2]

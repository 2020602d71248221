"""Reports that are saved and not sent: only the seven words open them.

What was written is sealed for its own receipt. There is no case, no reader, no
notice: the municipality holds a box that it cannot open. Whoever comes back with
the words sends it, continues it, or deletes it. (REQUIREMENTS C31)
"""

from collections.abc import Mapping
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.letters import KeptReport
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.operations.common.anonymous_transaction import unseen
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.reports.receiving import LONGEST
from collective.conduct.operations.reports.receiving import NONCE
from collective.conduct.operations.vault.receipt_code import opened
from collective.conduct.operations.vault.receipt_code import words_of
from zope.component import getUtility


NO_CASE = ""
KEPT_FOR = 92 * 24 * 60 * 60  # seconds: three months, as the page promises
KIND = "kept"


def keep(nonce: str, language: str, values: Mapping) -> tuple[str, ...]:
    """Save a form as it is; return the words that open it again.

    The same form again replaces what was saved. ``Invalid`` "form_nonce" or
    "report_too_long"; ``Conflict`` "sent_already".
    """
    encoded = encode(KeptReport(**{**values, "nonce": nonce, "language": language}))
    if len(nonce) < NONCE:
        raise Invalid("form_nonce")
    if len(encoded) > LONGEST:
        raise Invalid("report_too_long")
    words = words_of(nonce, language)
    receipt, receipts = opened(" ".join(words)), getUtility(IReporterMailbox)
    stored = receipts.find(receipt.lookup)
    if stored is not None and stored[0] != NO_CASE:
        raise Conflict("sent_already")
    with unseen():
        receipts.forget(receipt.lookup)
        receipts.add(receipt.lookup, NO_CASE, receipt.public)
        receipts.put(receipt.lookup, KIND, now_in_seconds(), encoded)
    return words


def kept(typed: str) -> KeptReport | None:
    """Return what was saved, for its words; None for any others."""
    receipt, receipts = opened(typed), getUtility(IReporterMailbox)
    stored = receipts.find(receipt.lookup)
    if stored is None or stored[0] != NO_CASE:
        return None
    try:
        (_kind, _when, encoded), *_ = receipts.letters(receipt)
    except Missing:  # destroyed: as if it had never been
        return None
    return decode(encoded, KeptReport)


def throw_away(typed: str) -> bool:
    """Delete what was saved; False when these words save nothing."""
    if kept(typed) is None:
        return False
    with unseen():
        getUtility(IReporterMailbox).forget(opened(typed).lookup)
    return True


def lapse(now: int) -> int:
    """Delete what was saved more than three months ago; return how many."""
    return getUtility(IReporterMailbox).lapse(NO_CASE, now - KEPT_FOR)

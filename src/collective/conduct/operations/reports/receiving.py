"""Receive a report: it is sealed before anything else is done with it (DESIGN 1.5, 6).

The order is: recipients, keys, boxes, receipt, case, and last the notices to the
readers. All of it is one transaction: a whole sealed report with its words, or
nothing.
"""

from collective.conduct.content.cases import ConductCase
from collective.conduct.content.cases import ConductReport
from collective.conduct.core.cases.deadline_history import BEGUN
from collective.conduct.core.cases.deadline_history import DeadlineEvent
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.recipients import LEADER
from collective.conduct.core.cases.recipients import NOBODY
from collective.conduct.core.cases.recipients import ROLES
from collective.conduct.core.cases.records.cases import FileHead
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import ReceiptKey
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.available_recipients import (
    available_recipients,
)
from collective.conduct.operations.cases.available_recipients import bars_of
from collective.conduct.operations.cases.available_recipients import form_of
from collective.conduct.operations.cases.available_recipients import handles
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.cases.available_recipients import kind_of
from collective.conduct.operations.cases.available_recipients import PAIR
from collective.conduct.operations.cases.available_recipients import passes_on
from collective.conduct.operations.cases.available_recipients import refuse_closed
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.case_notifications import whom_to_tell
from collective.conduct.operations.cases.deadlines import terms_now
from collective.conduct.operations.cases.matter import approvers_of
from collective.conduct.operations.cases.matter import escrow_of
from collective.conduct.operations.cases.matter import matter_with
from collective.conduct.operations.cases.matter import who_may
from collective.conduct.operations.cases.summary import enforce
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.common.anonymous_transaction import unseen
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.time import day_to_timestamp
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.reports.submissions import Received
from collective.conduct.operations.reports.submissions import Submission
from collective.conduct.operations.vault.receipt_code import nonce_digest
from collective.conduct.operations.vault.receipt_code import opened
from collective.conduct.operations.vault.receipt_code import words_of
from collective.conduct.workflow.common import begin
from datetime import timedelta
from zope.component import getUtility

import secrets


CHANNELS = ("web", "phone", "letter", "meeting", LEADER)
NONCE = 16  # characters, at least
LONGEST_AGO = timedelta(days=3650)
LONGEST = 1_000_000  # bytes of all answers together


def receive_report(sent: Submission) -> Received:
    """Seal a report for its readers alone; return the receipt words.

    When nobody is left who may read it, it is sealed for the pairs of escrow holders
    alone, who are told that something awaits them (TRUST 5).

    The same form again gives the same case and the same words, now and later.
    ``Unavailable`` "intake_closed", or "nobody_left" without a pair either;
    ``Invalid`` for what cannot be used; ``Refused`` "not_allowed" for another channel
    than the web, unless the acting person handles reports. No error contains any of
    the report.
    """
    refuse_closed()
    _check(sent)
    words = words_of(sent.nonce, sent.language)
    mark, now = nonce_digest(sent.nonce), now_in_seconds()
    if case := getUtility(ICases).by_nonce(mark, now):
        return Received(words, _sealed_for(case), again=True)
    receipt = opened(" ".join(words))
    receipt_row = getUtility(IReporterMailbox).find(receipt.lookup)
    if (
        receipt_row is not None and receipt_row[0]
    ):  # the same form, after more than half an hour
        return Received(words, _sealed_for(receipt_row[0]), again=True)
    readers, by = _readers(sent), _registered_by(sent)
    with unseen():
        case = _open_case(sent, readers, receipt, now, by)
        getUtility(ICases).note_nonce(mark, case, now)
        urgent = sent.urgent or form_of(sent.form).urgent
        tell_of_case(whom_to_tell(case), urgent=urgent)
    return Received(words, _sealed_for(case))


def _sealed_for(case: str) -> str:
    readers, escrow, _approvers = getUtility(IVault).holders(case)
    return kind_of(bool(readers), bool(escrow))


def _check(sent: Submission) -> None:
    form_of(sent.form)
    if len(sent.nonce) < NONCE:
        raise Invalid("form_nonce")
    if sent.role not in ROLES or sent.channel not in CHANNELS:
        raise Invalid("field", field="role")
    if sent.channel != "web" and not (
        passes_on() if sent.channel == LEADER else handles()
    ):
        raise Refused("not_allowed")
    today = getUtility(IClock).today()
    if sent.told_on and not today - LONGEST_AGO <= sent.told_on <= today:
        raise Invalid("told_on", field="told_on")
    text = "".join(each.value for each in sent.answers)
    if not (text.strip() or sent.reporter or sent.files):
        raise Invalid("report_empty")
    if len(text.encode("utf-8", "replace")) > LONGEST:
        raise Invalid("report_too_long")


def _readers(sent: Submission) -> frozenset[int]:
    offered = _offered(sent)
    if not sent.recipients:
        return offered
    if not sent.recipients <= offered:
        raise Invalid("recipient_not_offered")
    return sent.recipients


def _offered(sent: Submission) -> frozenset[int]:
    registered = sent.channel != "web"
    found = available_recipients(
        sent.form, sent.about, sent.witnesses, registered, sent.linked
    )
    return frozenset(each.person for each in found)


def _unticked(sent: Submission) -> frozenset[int]:
    """Return who was shown and not ticked: it binds like an exclusion (TRUST 9)."""
    if not sent.recipients:
        return frozenset()
    shown = sent.shown & keyed(*HANDLING) if sent.shown else _offered(sent)
    return shown - sent.recipients


def _registered_by(sent: Submission) -> int | None:
    """Return who registered it for somebody else; this is sealed with the case."""
    return actor().person if sent.channel != "web" else None


def _open_case(
    sent: Submission,
    readers: frozenset[int],
    receipt: ReceiptKey,
    now: int,
    by: int | None,
) -> str:
    facts = _facts(sent, now)
    matter = matter_with(facts)
    may_read = who_may(matter, sorted(readers))
    if len(may_read) < len(readers):
        raise Invalid("recipient_not_offered")
    escrow = escrow_of(matter)
    if kind_of(bool(may_read), len(escrow) >= PAIR) == NOBODY:
        raise Unavailable("nobody_left")
    case = getUtility(IVault).begin(facts.case, may_read, escrow)
    case.put("content", encode(_content(sent, now, by)))
    approvers = approvers_of(matter_with(facts))
    if sent.identity and not approvers:
        raise Invalid("name_not_sealed", field="reporter")
    if approvers:  # an envelope of one size, whether a name is in it or not
        identity = sent.identity or IdentityRecord()
        case.seal_identity(identity.envelope(), approvers)
    for each in sent.files:
        _seal_file(case, each)
    _keep_receipt(case.id, receipt, sent, now)
    _add_case(facts, sent, now)
    return case.id


def _content(sent: Submission, now: int, by: int | None) -> ReportRecord:
    return ReportRecord(
        form=sent.form,
        answers=sent.answers,
        reporter=sent.reporter,
        role=sent.role,
        about=tuple(sorted(sent.about)),
        witnesses=tuple(sorted(sent.witnesses)),
        unticked=tuple(sorted(_unticked(sent))),
        language=sent.language,
        channel=sent.channel,
        received=now,
        registered_by=by,
    )


def _seal_file(case: OpenCase, upload: Upload) -> None:
    head = encode(FileHead(upload.name, upload.kind))
    case.put_file("attachment", head, [upload.content])
    if upload.cleaned is not None:
        case.put_file("cleaned", head, [upload.cleaned])


def _keep_receipt(case: str, receipt: ReceiptKey, sent: Submission, now: int) -> None:
    receipts = getUtility(IReporterMailbox)
    receipts.forget(receipt.lookup)  # it may have been kept for now before
    receipts.add(receipt.lookup, case, receipt.public)
    names = tuple(upload.name for upload in sent.files)
    readers = getUtility(IVault).readers(case)
    copy = SentReport(
        sent.form,
        sent.answers,
        sent.reporter,
        names,
        readers,
        escrow_alone=not readers,
        unticked=tuple(sorted(_unticked(sent) - sent.about - sent.witnesses)),
    )
    receipts.put(receipt.lookup, "report", now, encode(copy))


def _facts(sent: Submission, now: int) -> CaseSummary:
    form = form_of(sent.form)
    return CaseSummary(
        case=secrets.token_hex(16),
        path="",
        state="received",
        procedure=form.procedure,
        form=sent.form,
        received=now,
        language=sent.language,
        urgent=sent.urgent or form.urgent,
        channel=sent.channel,
        bars=bars_of(sent.about, sent.witnesses, _unticked(sent)),
        linked=sent.linked,
    )


def _add_case(facts: CaseSummary, sent: Submission, now: int) -> None:
    fresh = ConductCase()
    fresh.portal_type = "ConductCase"
    made = getUtility(ICases).add(fresh, facts)
    begun = _begun(sent, facts.procedure, now)
    getUtility(ICases).add_deadline(facts.case, begun)
    report = ConductReport("1")
    report.portal_type = "ConductReport"
    made._setOb("1", report)
    reindex_desks(facts.case)
    if facts.linked:
        enforce(facts.case)
    begin(made)


def _begun(sent: Submission, procedure: str, now: int) -> DeadlineEvent:
    """Return the first event of the deadline history: the rules as they are today."""
    terms = ((each.kind, each.amount, each.unit) for each in terms_now(procedure))
    told_on = day_to_timestamp(sent.told_on) if sent.told_on else 0
    return DeadlineEvent(BEGUN, now, day=told_on, terms=tuple(terms))

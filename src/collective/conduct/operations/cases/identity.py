"""The reporter's identity: requested by a handler, approved by another (S14).

The handler's reason is sealed for the approvers of that case; the content of the
case is not shown to them. An approval can be used for seven days. Whether the
reporter gave a name is seen by nobody before that: each case has an envelope of one
size, and asking for one without it (of profile 1004) takes the same path (T22).
"""

from collective.conduct.core.cases.key_requests import GRANTED
from collective.conduct.core.cases.key_requests import REFUSED
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.key_requests import WAITING
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.cases.records.cases import ReasonRecord
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.key_functions import APPROVING
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.access_log import noted
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.case_access import post_note
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.matter import approvers_of
from collective.conduct.operations.cases.matter import matter_of
from collective.conduct.operations.cases.matter import permission
from collective.conduct.operations.cases.matter import who_may
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault.key_directory import confirmed
from collective.conduct.operations.vault.my_key import acting_with
from collective.conduct.operations.vault.my_key import current_key_holder
from collective.conduct.operations.vault.my_key import require_function
from dataclasses import replace
from zope.component import getUtility


LONGEST = 2000  # characters of a reason


def approvers(case: str) -> frozenset[int]:
    """Return who can approve for a case: they hold the half, and may know of it.

    Without an envelope there is no half: whoever may approve today is asked.
    """
    matter = matter_of(case)
    if not _has_envelope(case):
        return frozenset(may.person for may in approvers_of(matter))
    people = getUtility(IVault).approvers(case)
    return frozenset(may.person for may in who_may(matter, people, APPROVING))


def ask(case: OpenCase, reason: str) -> int:
    """Request to see the reporter's identity; return the request's number.

    The same whether the reporter gave one. ``Invalid`` "no_approver",
    "why_missing"; ``Conflict`` "asked_already".
    """
    asker, reason_text = case.person, reason.strip()
    if not reason_text or len(reason_text) > LONGEST:
        raise Invalid("why_missing", limit=LONGEST)
    if not (others := approvers(case.id) - {asker}):
        raise Invalid("no_approver")
    before = latest_request(case.id)
    if before is not None and (before.state == WAITING or _usable(before)):
        raise Conflict("asked_already")
    publics = {who: key for who, key in confirmed(*APPROVING).items() if who in others}
    request = Request("identity", case.id, asker, now_in_seconds())
    number = getUtility(IKeyRequests).put(
        request, encode(ReasonRecord(reason_text)), publics
    )
    note(case, "identity_asked", asker)
    tell_of_case(others)
    return number


def latest_request(case: str) -> Request | None:
    """Return the acting person's latest request about a case, None without one."""
    own = current_key_holder()
    rows = getUtility(IKeyRequests).everything()
    return next(
        (
            each
            for each in rows
            if (each.kind, each.case, each.person) == ("identity", case, own)
        ),
        None,
    )


def waiting() -> list[Request]:
    """Return the requests for the acting person's decision, the oldest first."""
    own, requests = current_key_holder(), getUtility(IKeyRequests)
    return [
        each
        for each in requests.waiting()
        if each.kind == "identity"
        and own in requests.told(each.number)
        and own in approvers(each.case)
    ]


def to_approve() -> list[Request]:
    """Return them for the approver's list; ``Refused`` "not_allowed" for others."""
    require_function("identity_approver")
    return waiting()


def reason(number: int, vault: OpenVault) -> str:
    """Return the reason; ``Missing`` "no_request" unless it was sealed for them."""
    acting_with(vault)
    if number not in {each.number for each in waiting()}:
        raise Missing("no_request")
    return decode(getUtility(IKeyRequests).reason(number, vault), ReasonRecord).text


def decide(number: int, vault: OpenVault, approve: bool) -> None:
    """Approve or refuse a request. Nobody decides about their own."""
    approver, cases = acting_with(vault), getUtility(IVault)
    request = next((each for each in waiting() if each.number == number), None)
    if request is None or approver == request.person:
        raise Missing("no_request")
    if approve:
        if request.person not in cases.readers(request.case):
            raise Refused("no_longer_reads")
        may = permission(matter_of(request.case), request.person, approver)
        if _has_envelope(request.case):
            cases.approve_identity(request.case, vault, may)
    state = GRANTED if approve else REFUSED
    made = replace(request, state=state, by=approver, decided=now_in_seconds())
    getUtility(IKeyRequests).replace(made)
    post_note(request.case, f"identity_{state}", vault, request.person)
    tell_of_case(cases.readers(request.case))


def open_identity(case: OpenCase) -> dict[str, str]:
    """Return the reporter's identity, {} when none was given; each look is recorded.

    ``Refused`` "not_approved", "approval_over".
    """
    request = latest_request(case.id)
    if request is None or request.state != GRANTED:
        raise Refused("not_approved")
    if not _usable(request):
        raise Refused("approval_over")
    noted(case, "read_identity")
    found = IdentityRecord()
    if _has_envelope(case.id):
        found = decode(case.open_identity(), IdentityRecord)
    note(case, "identity_opened", case.person)
    return found.given


def lapse() -> int:
    """Withdraw the approvals that have expired; return how many."""
    requests, count = getUtility(IKeyRequests), 0
    for each in requests.everything():
        if each.kind == "identity" and each.state == GRANTED and not _usable(each):
            getUtility(IVault).withdraw_approval(each.case, each.person)
            requests.replace(replace(each, state="done"))
            count += 1
    return count


def _has_envelope(case: str) -> bool:
    """Return whether a case has one; those of profile 1004 without a name have none."""
    return bool(getUtility(IVault).numbers(case, "identity"))


def _usable(request: Request) -> bool:
    return now_in_seconds() < request.open_until()

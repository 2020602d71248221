"""Lift a bar: somebody was shut out by mistake, or unticked for no reason (TRUST 9).

Two readers decide it together, neither of them the person; the history of the case
keeps both. Whoever is no longer shut out still reads nothing: somebody lets them in.
"""

from collective.conduct.core.cases.key_requests import DONE
from collective.conduct.core.cases.key_requests import REFUSED
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.records.cases import LiftRecord
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.case_access import LONGEST
from collective.conduct.operations.cases.case_access import merged_cases
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.case_access import readers
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.common.time import now_in_seconds
from dataclasses import dataclass
from dataclasses import replace
from zope.component import getUtility


@dataclass(frozen=True)
class Proposal:
    """A request that a person is no longer shut out; ``by`` asked for it."""

    number: int
    by: int
    person: int
    reason: str


def shut_out(case: str) -> frozenset[int]:
    """Return who may not know of a case by a ground of its own."""
    return facts_of(case).excluded


def propose(case: OpenCase, person: int, reason: str) -> None:
    """Ask another reader that a person is no longer shut out of a case.

    ``Invalid`` "not_shut_out", "why_missing"; ``Refused`` "one_reader".
    """
    reason_text = reason.strip()
    if person not in shut_out(case.id):
        raise Invalid("not_shut_out")
    if not reason_text or len(reason_text) > LONGEST:
        raise Invalid("why_missing", limit=LONGEST)
    publics = getUtility(IVault).publics(case.id)
    publics.pop(case.person, None)
    if not publics:
        raise Refused("one_reader")
    request = Request("lift", case.id, case.person, now_in_seconds())
    record = encode(LiftRecord(person, reason_text))
    getUtility(IKeyRequests).put(request, record, publics)
    note(case, "lift_asked", person, reason_text)
    tell_of_case(publics)


def proposals(case: OpenCase) -> list[Proposal]:
    """Return the requests in a case that wait for the acting reader's decision."""
    requests, found = getUtility(IKeyRequests), []
    for each in requests.waiting():
        if (each.kind, each.case) == ("lift", case.id) and each.person != case.person:
            if case.person in requests.told(each.number):
                words = requests.reason(each.number, case.vault)
                said = decode(words, LiftRecord)
                found.append(Proposal(each.number, each.person, said.person, said.text))
    return found


def decide(case: OpenCase, number: int, agree: bool) -> None:
    """Agree to a request, or refuse it; the other readers are told.

    ``Missing`` "no_request" for one's own and for what does not wait.
    """
    found = [each for each in proposals(case) if each.number == number]
    if not found:
        raise Missing("no_request")
    requests, person = getUtility(IKeyRequests), found[0].person
    for each in merged_cases(case.id) if agree else ():
        bars = tuple(bar for bar in facts_of(each).bars if bar[0] != person)
        change(each, bars=bars)
    state, event = (DONE, "lifted") if agree else (REFUSED, "lift_refused")
    request = replace(requests.get(number), state=state, by=case.person)
    requests.replace(replace(request, decided=now_in_seconds()))
    note(case, event, person)
    tell_of_case({*readers(case.id)} - {case.person})

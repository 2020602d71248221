"""Recovery of access by a co-handler, or by two of three escrow holders (S24).

Whoever has a new key makes a request; those who can help see who asks, and verify
by other means that it is really them. One escrow holder alone opens nothing.
"""

from collective.conduct.core.cases.key_requests import DONE
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.cases.available_recipients import (
    available_recipients,
)
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.matter import matter_of
from collective.conduct.operations.cases.matter import who_may
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault.key_directory import confirmed
from collective.conduct.operations.vault.my_key import current_key_holder
from collective.conduct.operations.vault.my_key import require_function
from collective.conduct.operations.vault.my_key import unlocked
from dataclasses import replace
from zope.component import getUtility


def shut(person: int) -> list[str]:
    """Return the cases of a person that do not open with their present key."""
    now = getUtility(IKeyrings).publics([person]).get(person)
    found = getUtility(IDesks).of(person, case_access.ON_DESK)
    return [each.facts.case for each in found if each.public != now]


def ask() -> int:
    """Request access again, for every case that is shut; return how many.

    Co-handlers and escrow holders are notified that something awaits them.
    ``Invalid`` "nothing_shut".
    """
    own, cases = current_key_holder(), shut(current_key_holder())
    if not cases:
        raise Invalid("nothing_shut")
    waiting = getUtility(IKeyRequests).waiting()
    mine = (each for each in waiting if (each.kind, each.person) == ("again", own))
    asked = {each.case for each in mine}
    for case in cases:
        if case not in asked:
            request = Request("again", case, own, now_in_seconds())
            getUtility(IKeyRequests).put(request, b"", {})
            case_access.post_request(case, "again_asked", own)
            tell_of_case(_helpers(case) - {own})
    return len(cases)


def open_requests() -> list[Request]:
    """Return the open requests, oldest first, except those already settled."""
    return [
        each
        for each in getUtility(IKeyRequests).waiting()
        if each.kind == "again"
        and each.person not in case_access.able_readers(each.case)
    ]


def for_co_handlers() -> list[int]:
    """Return who asks the acting person for access to cases that both handle."""
    own, vault = current_key_holder(), getUtility(IVault)
    found = (
        each.person
        for each in open_requests()
        if each.person != own
        and own in vault.readers(each.case)
        and own not in case_access.stale(each.case)
    )
    return list(dict.fromkeys(found))


def for_escrow() -> list[Request]:
    """Return the requests for the acting escrow holder's half."""
    own = current_key_holder()
    return [
        each
        for each in open_requests()
        if each.person != own and _pairs(each.case, own) and not gave(each, own)
    ]


def escrow_work() -> tuple[list[Request], list[CaseSummary]]:
    """Return the requests for this holder's half, and the cases nobody can open.

    ``Refused`` "not_allowed" for whoever holds no escrow key.
    """
    require_function("escrow_holder")
    return for_escrow(), lost()


def gave(request: Request, own: int) -> bool:
    """Return whether a holder has given the halves that they have of a case."""
    return any(who == own for _both, who in _given(request.case, request.person))


def give(number: int, vault: OpenVault) -> None:
    """Pass one's halves on to whoever asks; all who handle the case are notified."""
    request = next((each for each in for_escrow() if each.number == number), None)
    if request is None:
        raise Missing("no_request")
    own = current_key_holder()
    for one, other in _pairs(request.case, own):
        another = other if one == own else one
        case_access.give_half(request.case, another, request.person, vault)
    case_access.post_note(request.case, "half_given", vault, request.person)
    tell_of_case({request.person})


def lost() -> list[CaseSummary]:
    """Return the cases that nobody in office can open, where this holder could help."""
    own, asked = current_key_holder(), {each.case for each in open_requests()}
    return [
        facts
        for facts in getUtility(ICases).everything()
        if facts.case not in asked
        and _pairs(facts.case, own)
        and not case_access.able_readers(facts.case)
    ]


def successors(facts: CaseSummary) -> frozenset[int]:
    """Return who may take over a lost case: as if it came in today."""
    matter = matter_of(facts.case)
    found = available_recipients(facts.form, matter.concerned, frozenset(matter.barred))
    return frozenset(may.person for may in who_may(matter, [e.person for e in found]))


def propose(case: str, person: int, vault: OpenVault) -> None:
    """As an escrow holder, choose who takes over a lost case, and give one's half.

    ``Missing`` "no_case" unless it is lost, ``Refused`` "excluded" for a person
    who may not handle it. Another holder must agree by giving theirs.
    """
    facts = next((each for each in lost() if each.case == case), None)
    if facts is None:
        raise Missing("no_case")
    if person not in successors(facts):
        raise Refused("excluded")
    request = Request("again", case, person, now_in_seconds())
    number = getUtility(IKeyRequests).put(request, b"", {})
    case_access.post_note(case, "successor", vault, person)
    tell_of_case(_holders(case) - {current_key_holder()})
    give(number, vault)


def can_come_back(person: int) -> bool:
    """Return whether both halves of a pair were given for a case that is shut."""
    own = (each for each in open_requests() if each.person == person)
    return any(_both_given(each.case, person) for each in own)


def _both_given(case: str, person: int) -> bool:
    halves = _given(case, person)
    return any(all((both, who) in halves for who in both) for both, _one in halves)


def _given(case: str, person: int) -> list[tuple[tuple[int, int], int]]:
    """Return the halves that were given for the present key of a person."""
    public = confirmed(*HANDLING).get(person)
    return getUtility(IVault).given(case, person, public) if public else []


def come_back(vault: OpenVault) -> int:
    """Open the cases for which two holders gave their halves; return how many."""
    own = current_key_holder()
    cases = {each.case for each in open_requests() if each.person == own}
    ready = [case for case in sorted(cases) if _both_given(case, own)]
    for case in ready:
        case_access.recover(case, vault)
    settle()
    return len(ready)


def restore(person: int, vault: OpenVault) -> int:
    """Give a co-handler with a new key access again, and close their requests."""
    count = handing_over.restore(person, vault)
    settle()
    return count


def settle() -> None:
    """Mark requests as done whose person can open the case again."""
    requests = getUtility(IKeyRequests)
    for each in requests.waiting():
        if each.kind == "again":
            if each.person in case_access.able_readers(each.case):
                requests.replace(replace(each, state=DONE, decided=now_in_seconds()))


def rehearse(other: int, passphrase: str, vault: OpenVault) -> bool:
    """Open a test case together with another holder, at one keyboard (S24).

    It holds nothing and is destroyed afterwards. False for a wrong passphrase
    of the other; ``Refused`` "not_allowed" unless both hold escrow.
    """
    own, holders = current_key_holder(), keyed("escrow_holder")
    if own not in holders or other not in holders or own == other:
        raise Refused("not_allowed")
    another = unlocked(other, passphrase)
    if another is None:
        return False
    getUtility(IVault).rehearse(vault, another)
    request = Request(
        "rehearsal", "", own, now_in_seconds(), DONE, other, now_in_seconds()
    )
    getUtility(IKeyRequests).put(request, b"", {})
    return True


def last_rehearsal() -> int:
    """Return when two holders last rehearsed, in UTC seconds; 0 when never."""
    rows = getUtility(IKeyRequests).everything()
    return max((each.when for each in rows if each.kind == "rehearsal"), default=0)


def _pairs(case: str, own: int) -> list[tuple[int, int]]:
    return [both for both in getUtility(IVault).escrow(case) if own in both]


def _helpers(case: str) -> set[int]:
    return {*getUtility(IVault).readers(case), *_holders(case)}


def _holders(case: str) -> set[int]:
    return {person for both in getUtility(IVault).escrow(case) for person in both}

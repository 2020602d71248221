"""Access to a case: open, grant, exclude, leave, recover.

Every action needs the acting person's open vault: access is not given by a role
but by whoever can open the case already. Each action is recorded as a sealed note
in the case, for all who handle it.
"""

from collective.conduct.core.cases.bars import bars_with
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.summary import OPEN
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import ESCROW
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import reporter_facts
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.matter import escrow_of
from collective.conduct.operations.cases.matter import matter_of
from collective.conduct.operations.cases.matter import matter_with
from collective.conduct.operations.cases.matter import permission
from collective.conduct.operations.cases.matter import readers_of
from collective.conduct.operations.cases.matter import who_may
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault.key_directory import confirmed
from collective.conduct.operations.vault.key_directory import functions_of
from collective.conduct.operations.vault.my_key import acting_with
from collective.conduct.operations.vault.my_key import current_key_holder
from dataclasses import replace
from zope.component import getUtility


LONGEST = 2000  # characters of a reason
ON_DESK = (*OPEN, "closed")
EVENTS = {"concerned": "excluded", "conflict": "stepped_back"}  # ground -> event


def cases_of(person: int) -> list[str]:
    """Return the cases that a person can open, open ones first, as on the desk."""
    return [each.facts.case for each in getUtility(IDesks).of(person, ON_DESK)]


def readers(case: str) -> tuple[int, ...]:
    """Return the people who have a key to a case."""
    return getUtility(IVault).readers(case)


def open_case(case: str, vault: OpenVault) -> OpenCase:
    """Open a case for the acting person, once in a request; the caller passes it on.

    When somebody's keys were taken away, or a function ended, since the case was last
    opened, an epoch without them begins first.
    ``Missing`` "no_case" when there is none, or when it is not theirs.
    ``Unavailable`` "case_not_sound" when it is theirs, and was changed in the database
    so that it does not open or cannot be shown.
    """
    person = current_key_holder()
    try:
        if vault.person != person or HANDLING.isdisjoint(functions_of(person)):
            raise Refused("box_shut")
        opened = getUtility(IVault).open_with(case, vault)
        facts_of(case)
    except (Refused, Missing, Unavailable):
        if vault.person == person and _is_mine(case, vault):
            raise Unavailable("case_not_sound") from None
        raise Missing("no_case") from None
    return renewed(opened) if _is_outdated(case) else opened


def _is_mine(case: str, vault: OpenVault) -> bool:
    """Return whether the person's desk has a case, sealed for their present key."""
    entries = getUtility(IDesks).of(vault.person, ON_DESK)
    return any((e.facts.case, e.public) == (case, vault.public) for e in entries)


def _is_outdated(case: str) -> bool:
    vault = getUtility(IVault)
    holders = {person for both in vault.escrow(case) for person in both}
    return (
        bool(vault.removed(case))
        or any(HANDLING.isdisjoint(functions_of(each)) for each in vault.readers(case))
        or any(ESCROW.isdisjoint(functions_of(each)) for each in holders)
    )


def renewed(case: OpenCase, but: int = 0) -> OpenCase:
    """Begin an epoch for those who may still know of a case; return the case in it.

    Whoever leaves by that is noted in the case, ``but`` one person of whom it is noted
    otherwise. ``Invalid`` "last_reader" when nobody would be left.
    """
    matter = matter_of(case.id)
    staying = readers_of(matter)
    if not staying:
        raise Invalid("last_reader")
    before = {*matter.cases[case.id].readers}
    before |= {who for who, read in getUtility(IVault).removed(case.id).items() if read}
    made = case.revoke(staying, escrow_of(matter))
    for person in sorted(before - {may.person for may in staying} - {but}):
        note(made, "lost_access", person)
    reindex_desks(case.id)
    return made


def merged_cases(case: str) -> tuple[str, ...]:
    """Return a case and all merged with it: access always covers all of them."""
    root = facts_of(case).merged_into or case
    return (root, *facts_of(root).merged_from)


def grant_access(case: OpenCase, person: int, impartial: bool) -> None:
    """Give a person access to a case; they and all its readers are notified.

    ``impartial``: the acting person has asked them whether anything stands between
    them and the people in it. ``Invalid`` "impartial_not_asked"; for other refusals
    see ``matter.permission``.
    """
    if not impartial:
        raise Invalid("impartial_not_asked")
    granted = [(each, _permission(each, person)) for each in _merged_with(case)]
    for each, may in granted:
        give_access(each, may)
        note(each, "let_in", person)
    tell_of_case({who for each, _may in granted for who in readers(each.id)})


def exclude(case: OpenCase, person: int) -> None:
    """Exclude a person whom a case concerns from the whole matter, at once (A27).

    A new epoch begins; what is written from now on is closed to them. Whoever
    answers to them loses access as well (E19). Nobody of these is notified.
    ``Invalid`` "last_reader" when nobody else would be left.
    """
    _bar(case, person, "concerned")


def handlers() -> frozenset[int]:
    """Return everybody who holds a function that handles cases, and has a key."""
    return frozenset(confirmed(*HANDLING))


def candidates(case: str) -> frozenset[int]:
    """Return who could be given access to a case: they may know of it, and do not."""
    matter = matter_of(case)
    return frozenset(
        each.person for each in who_may(matter, handlers() - {*readers(case)})
    )


def stale(case: str) -> frozenset[int]:
    """Return the readers who have a new key, so that it does not open for them."""
    known = getUtility(IVault).publics(case)
    now = getUtility(IKeyrings).publics(known)
    return frozenset(who for who, public in known.items() if now.get(who) != public)


def able_readers(case: str) -> frozenset[int]:
    """Return the readers who can open the case today: in office, with the right key."""
    readers = frozenset(getUtility(IVault).readers(case)) - stale(case)
    return frozenset(e for e in readers if not HANDLING.isdisjoint(functions_of(e)))


def recuse(case: OpenCase, reason: str) -> None:
    """Leave a case (recusal); the reason is sealed in a note for those who stay.

    Nobody can let them into the matter again by themselves: two readers can.

    ``Invalid`` "recusal_reason", or "last_reader" when nobody else would be left.
    """
    leaving, reason_text = case.person, reason.strip()
    if not reason_text or len(reason_text) > LONGEST:
        raise Invalid("recusal_reason", limit=LONGEST)
    _bar(case, leaving, "conflict", reason_text)


def give_half(case: str, other: int, person: int, vault: OpenVault) -> None:
    """As an escrow holder, pass one's half on to a person who shall open a case.

    ``other`` is the second holder of the pair. All who handle the case are notified.
    ``Invalid`` "no_key_there" while the person's new key waits to be confirmed.
    """
    own = acting_with(vault)
    may = permission(matter_of(case), person, own)
    if not is_newest(may):
        raise Invalid("no_key_there")
    getUtility(IVault).give_half(case, (min(own, other), max(own, other)), vault, may)
    tell_of_case(readers(case))


def recover(case: str, vault: OpenVault) -> None:
    """Open a case by the halves of two escrow holders, and become its reader.

    Every pair whose both halves were given for the present key is tried.
    """
    own = acting_with(vault)
    may = permission(matter_of(case), own, own)
    halves = getUtility(IVault).given(case, own, vault.public)
    pairs = [both for both, _one in halves]
    for both in dict.fromkeys(each for each in pairs if pairs.count(each) == len(each)):
        try:
            opened = getUtility(IVault).open_given(case, both, vault)
        except Refused:
            continue
        give_access(opened, may)
        note(opened, "recovered", own)
        tell_of_case(readers(case))
        return
    raise Refused("two_halves_needed")


def _merged_with(case: OpenCase) -> list[OpenCase]:
    """Return a case and all merged with it, each of them opened."""
    return [open_case(each, case.vault) for each in merged_cases(case.id)]


def _left_by(case: OpenCase, person: int) -> list[OpenCase]:
    """Return a case and all merged with it, opened, before a person loses access.

    ``Invalid`` "last_reader" when nobody would be left in one of them.
    """
    cases = _merged_with(case)
    if any(set(readers(each.id)) <= {person} for each in cases):
        raise Invalid("last_reader")
    return cases


def _bar(case: OpenCase, person: int, ground: str, reason: str = "") -> None:
    """Bar a person from a case and what the ground reaches; begin new epochs."""
    cases = _left_by(case, person)
    bars = {
        each.id: bars_with(facts_of(each.id).bars, person, ground) for each in cases
    }
    for number, made in bars.items():
        after = matter_with(replace(facts_of(number), bars=made))
        if not any(may.person != person for may in readers_of(after)):
            raise Invalid("last_reader")
    for each in cases:
        change(each.id, bars=bars[each.id])
        note(renewed(each, person), EVENTS[ground], person, reason)


def is_newest(may: MayKnow) -> bool:
    """Return whether it is for the newest key of the person, not one before it."""
    return getUtility(IKeyrings).publics([may.person]).get(may.person) == may.public


def _permission(case: OpenCase, person: int) -> MayKnow:
    return permission(matter_of(case.id), person, case.person)


def give_access(case: OpenCase, may: MayKnow) -> None:
    case.grant(may)
    reindex_desks(case.id)


def without(case: OpenCase, person: int) -> OpenCase:
    """Begin an epoch without a reader; return the case in it."""
    matter = matter_of(case.id)
    left = [may for may in readers_of(matter) if may.person != person]
    made = case.revoke(left, escrow_of(matter))
    reindex_desks(case.id)
    return made


def note(case: OpenCase, event: str, person: int = 0, text: str = "") -> None:
    """Record in the case, as a sealed note, what the acting person did."""
    case.put("note", _noted(event, person, text))
    reporter_facts.tell(case.id, event, current_key_holder(), person, case)


def post_note(case: str, event: str, vault: OpenVault, person: int = 0) -> None:
    """Record it, signed, for who cannot open the case: approver or escrow holder."""
    getUtility(IVault).post(case, "event", _noted(event, person, ""), vault)
    reporter_facts.tell(case, event, current_key_holder(), person)


def post_request(case: str, event: str, person: int) -> None:
    """Record that a reader whose key is new asks to be let in again."""
    getUtility(IVault).post(case, "request", _noted(event, person, ""))
    reporter_facts.tell(case, event, current_key_holder(), person)


def _noted(event: str, person: int, text: str) -> bytes:
    return encode(
        NoteRecord(event, text, now_in_seconds(), current_key_holder(), person)
    )

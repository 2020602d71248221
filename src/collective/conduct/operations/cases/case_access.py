"""Access to a case: grant, hand over, exclude, revoke, restore, recover.

Every action needs the acting person's open vault: access is not given by a role
but by whoever can open the case already. Each action is recorded as a sealed note
in the case, for all who handle it.
"""

from collections.abc import Iterable
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.summary import OPEN
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault.my_key import acting_with
from collective.conduct.operations.vault.my_key import current_key_holder
from zope.component import getUtility


LONGEST = 2000  # characters of a reason
ON_DESK = (*OPEN, "closed")


def cases_of(person: int) -> list[str]:
    """Return the cases that a person can open, open ones first, as on the desk."""
    return [each.facts.case for each in getUtility(IDesks).of(person, ON_DESK)]


def readers(case: str) -> tuple[int, ...]:
    """Return the people who have a key to a case."""
    return getUtility(IVault).readers(case)


def open_case(case: str, vault: OpenVault) -> OpenCase:
    """Open a case for the acting person, once in a request; the caller passes it on.

    ``Missing`` "no_case" when there is none, or when it is not theirs.
    ``Unavailable`` "case_not_sound" when it is theirs, and was changed in the database
    so that it does not open or cannot be shown.
    """
    person = current_key_holder()
    try:
        if vault.person != person:
            raise Refused("box_shut")
        opened = getUtility(IVault).open_with(case, vault)
        facts_of(case)
    except (Refused, Missing, Unavailable):
        if vault.person == person and _is_mine(case, vault):
            raise Unavailable("case_not_sound") from None
        raise Missing("no_case") from None
    return opened


def _is_mine(case: str, vault: OpenVault) -> bool:
    """Return whether the person's desk has a case, sealed for their present key."""
    entries = getUtility(IDesks).of(vault.person, ON_DESK)
    return any((e.facts.case, e.public) == (case, vault.public) for e in entries)


def merged_cases(case: str) -> tuple[str, ...]:
    """Return a case and all merged with it: access always covers all of them."""
    root = facts_of(case).merged_into or case
    return (root, *facts_of(root).merged_from)


def grant_access(case: OpenCase, person: int) -> None:
    """Give a person access to a case; they and all its readers are notified.

    ``Refused`` "excluded" for a person whom it concerns; ``Invalid`` "no_key_there".
    """
    cases = _merged_with(case)
    if any(person in facts_of(each.id).excluded for each in cases):
        raise Refused("excluded")
    public_of(person)
    for each in cases:
        _grant(each, person)
        note(each, "let_in", person)
    tell_of_case({who for each in cases for who in readers(each.id)})


def hand_over(person: int, vault: OpenVault, stay: bool = False) -> int:
    """Give a person access to all cases of the acting person; return how many.

    Without ``stay`` the acting person loses access to each. Cases that concern
    the other are left out: they never learn of them.
    """
    own, count = current_key_holder(), 0
    for number in _usable(own):
        if person not in getUtility(ICases).facts(number).excluded:
            case = open_case(number, vault)
            _grant(case, person)
            note(case, "handed_over", person)
            if not stay:
                _without(case, own)
            count += 1
    tell_of_case([person] if count else [])
    return count


def exclude(case: OpenCase, person: int) -> None:
    """Exclude a person whom a case concerns from it, at once (A27).

    A new epoch begins; what is written from now on is closed to them. They are
    not notified. ``Invalid`` "last_reader" when nobody else would be left.
    """
    for each in _left_by(case, person):
        out = {*facts_of(each.id).excluded, person}
        change(each.id, excluded=tuple(sorted(out)))
        note(_without(each, person), "excluded", person)


def revoke_access(case: OpenCase, person: int) -> None:
    """Revoke the access of a person who holds no function that handles cases any more.

    ``Refused`` "still_in_office" while they hold one.
    """
    cases = _left_by(case, person)
    if person not in left_office(case.id):
        raise Refused("still_in_office")
    for each in cases:
        note(_without(each, person), "let_out", person)


def handlers() -> frozenset[int]:
    """Return everybody who holds a function that handles cases, and has a key."""
    return keyed(*(HOLD_KEYS - {"identity_approver", "escrow_holder"}))


def left_office(case: str) -> frozenset[int]:
    """Return the readers of a case who hold no function with a key today."""
    return frozenset(getUtility(IVault).readers(case)) - keyed(*HOLD_KEYS)


def stale(case: str) -> frozenset[int]:
    """Return the readers who have a new key, so that it does not open for them."""
    known = getUtility(IVault).publics(case)
    now = _publics(known)
    return frozenset(who for who, public in known.items() if now.get(who) != public)


def able_readers(case: str) -> frozenset[int]:
    """Return the readers who can open the case today: in office, with the right key."""
    readers = frozenset(getUtility(IVault).readers(case))
    return readers - stale(case) - left_office(case)


def recuse(case: OpenCase, reason: str) -> None:
    """Leave a case (recusal); the reason is sealed in a note for those who stay.

    ``Invalid`` "recusal_reason", or "last_reader" when nobody else would be left.
    """
    leaving, reason_text = case.person, reason.strip()
    if not reason_text or len(reason_text) > LONGEST:
        raise Invalid("recusal_reason", limit=LONGEST)
    for each in _left_by(case, leaving):
        note(_without(each, leaving), "stepped_back", leaving, reason_text)


def restore(person: int, vault: OpenVault) -> int:
    """Give a co-handler with a new key access to the cases that both handle."""
    own, shared = current_key_holder(), 0
    for number in _usable(own):
        if person != own and person in getUtility(IVault).readers(number):
            case = open_case(number, vault)
            _grant(case, person)
            note(case, "restored", person)
            shared += 1
    return shared


def give_half(case: str, other: int, person: int, vault: OpenVault) -> None:
    """As an escrow holder, pass one's half on to a person who shall open a case.

    ``other`` is the second holder of the pair. All who handle the case are notified.
    """
    own = acting_with(vault)
    if person in getUtility(ICases).facts(case).excluded:
        raise Refused("excluded")
    both = (min(own, other), max(own, other))
    getUtility(IVault).give_half(case, both, vault, person, public_of(person))
    tell_of_case(readers(case))


def recover(case: str, vault: OpenVault) -> None:
    """Open a case by the halves of two escrow holders, and become its reader."""
    own = acting_with(vault)
    halves = getUtility(IVault).given(case, own)
    for both in {pair for pair, _holder in halves}:
        if sum(1 for pair, _holder in halves if pair == both) == len(both):
            opened = getUtility(IVault).open_given(case, both, vault)
            _grant(opened, own)
            note(opened, "recovered", own)
            tell_of_case(readers(case))
            return
    raise Refused("two_halves_needed")


def _merged_with(case: OpenCase) -> list[OpenCase]:
    """Return a case and all merged with it, each of them opened."""
    return [open_case(each, case.vault) for each in merged_cases(case.id)]


def _usable(own: int) -> list[str]:
    """Return the cases that open with the person's present key."""
    public = public_of(own)
    found = getUtility(IDesks).of(own, ON_DESK)
    return [each.facts.case for each in found if each.public == public]


def _left_by(case: OpenCase, person: int) -> list[OpenCase]:
    """Return a case and all merged with it, opened, before a person loses access.

    ``Invalid`` "last_reader" when nobody would be left in one of them.
    """
    cases = _merged_with(case)
    if any(set(readers(each.id)) <= {person} for each in cases):
        raise Invalid("last_reader")
    return cases


def rekey_escrow_without(case: OpenCase, out: set[int]) -> OpenCase:
    """Return the case with none of these people among its escrow holders.

    A new epoch begins if one of them was; the readers stay the same.
    """
    vault = getUtility(IVault)
    if not any(out & {*both} for both in vault.escrow(case.id)):
        return case
    escrow = _publics(keyed("escrow_holder") - out)
    return case.revoke(vault.publics(case.id), escrow)


def _grant(case: OpenCase, person: int) -> None:
    case.grant(person, public_of(person))
    reindex_desks(case.id)


def _without(case: OpenCase, person: int) -> OpenCase:
    # For the keys that the case was sealed for: whoever has a new one since
    # then is let in by somebody's decision (``restore``), never by the way.
    left = getUtility(IVault).publics(case.id)
    left.pop(person, None)
    out = set(getUtility(ICases).facts(case.id).excluded) | {person}
    escrow = _publics(keyed("escrow_holder") - out)
    made = case.revoke(left, escrow)
    reindex_desks(case.id)
    return made


def note(case: OpenCase, event: str, person: int = 0, text: str = "") -> None:
    """Record in the case, as a sealed note, what the acting person did."""
    case.put("note", _noted(event, person, text))


def post_note(case: str, event: str, vault: OpenVault, person: int = 0) -> None:
    """Record it, signed, for who cannot open the case: approver or escrow holder."""
    getUtility(IVault).post(case, "event", _noted(event, person, ""), vault)


def post_request(case: str, event: str, person: int) -> None:
    """Record that a reader whose key is new asks to be let in again."""
    getUtility(IVault).post(case, "request", _noted(event, person, ""))


def _noted(event: str, person: int, text: str) -> bytes:
    return encode(
        NoteRecord(event, text, now_in_seconds(), current_key_holder(), person)
    )


def public_of(person: int) -> bytes:
    """Return a person's public key; ``Invalid`` "no_key_there"."""
    publics = _publics([person])
    if person not in publics:
        raise Invalid("no_key_there")
    return publics[person]


def _publics(people: Iterable[int]) -> dict[int, bytes]:
    return getUtility(IKeyrings).publics(people)

"""Who else can open a case: let in, hand over, exclude, restore, recover.

Every deed needs the acting person's open vault (their private key): rights are
not granted by a role but by whoever can open the case already. What was done
stands as a sealed note in the case, for all who handle it.
"""

from collections.abc import Iterable
from collective.conduct.core.cases import OPEN
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IDesks
from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations.cases.facts import change
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.cases.facts import stand
from collective.conduct.operations.cases.telling import tell_of_case
from collective.conduct.operations.keys.own import HOLD_KEYS
from collective.conduct.operations.keys.own import holder
from collective.conduct.operations.moments import now_in_seconds
from collective.conduct.operations.reports.offering import keyed
from typing import Any
from zope.component import getUtility

import json


LONGEST = 2000  # characters of a reason
ON_DESK = (*OPEN, "closed")


def cases_of(person: int) -> list[str]:
    """The cases that a person can open, the open ones first, as on the desk."""
    return [each.facts.case for each in getUtility(IDesks).of(person, ON_DESK)]


def readers(case: str) -> tuple[int, ...]:
    """Who has a key to a case."""
    return getUtility(IVault).readers(case)


def open_case(case: str, private: bytes) -> Any:
    """The key of a case for the acting person.

    ``Missing`` "no_case" when there is none, or when it is not theirs.
    """
    try:
        return getUtility(IVault).open_with(case, holder(), private)
    except Refused:
        raise Missing("no_case") from None


def together(case: str) -> tuple[str, ...]:
    """A case with all that were merged: whoever may know of one may know of all."""
    root = facts_of(case).joined or case
    return (root, *facts_of(root).took_in)


def let_in(case: str, person: int, private: bytes) -> None:
    """Let somebody read a case: they, and all who read it, are told.

    ``Refused`` "excluded" for whom it concerns; ``Invalid`` "no_key_there".
    """
    keys = [open_case(each, private) for each in together(case)]
    if any(person in facts_of(key.case).excluded for key in keys):
        raise Refused("excluded")
    public_of(person)
    for key in keys:
        _grant(key, person)
        note(key, "let_in", person)
    tell_of_case({who for key in keys for who in readers(key.case)})


def hand_over(person: int, private: bytes, stay: bool = False) -> int:
    """Let somebody into all cases of the acting person; return how many.

    Without ``stay`` the acting person is let out of each. Cases that concern
    the other are passed over: they never learn of them.
    """
    own, count = holder(), 0
    for case in _usable(own):
        if person not in getUtility(ICases).facts(case).excluded:
            key = open_case(case, private)
            _grant(key, person)
            note(key, "handed_over", person)
            if not stay:
                _without(key, own)
            count += 1
    tell_of_case([person] if count else [])
    return count


def exclude(case: str, person: int, private: bytes) -> None:
    """Shut somebody out of a case at once: it concerns them (A27).

    A new epoch begins; what is written from now on is closed to them. They are
    told nothing. ``Invalid`` "last_reader" when nobody else would be left.
    """
    for key in _left_by(case, person, private):
        out = {*facts_of(key.case).excluded, person}
        change(key.case, excluded=tuple(sorted(out)))
        note(_without(key, person), "excluded", person)


def let_out(case: str, person: int, private: bytes) -> None:
    """Let out who no longer holds a function that handles cases.

    ``Refused`` "still_in_office" while they hold one.
    """
    keys = _left_by(case, person, private)
    if person not in left_office(case):
        raise Refused("still_in_office")
    for key in keys:
        note(_without(key, person), "let_out", person)


def handlers() -> frozenset[int]:
    """Everybody who holds a function that handles cases, and has a key."""
    return keyed(*(HOLD_KEYS - {"identity_approver", "escrow_holder"}))


def left_office(case: str) -> frozenset[int]:
    """The readers of a case who hold no function with a key today."""
    return frozenset(getUtility(IVault).readers(case)) - keyed(*HOLD_KEYS)


def stale(case: str) -> frozenset[int]:
    """The readers who have another key by now: the case does not open for them."""
    known = getUtility(IVault).publics(case)
    now = _publics(known)
    return frozenset(who for who, public in known.items() if now.get(who) != public)


def openers(case: str) -> frozenset[int]:
    """The readers who can open the case today: in office, with the right key."""
    readers = frozenset(getUtility(IVault).readers(case))
    return readers - stale(case) - left_office(case)


def step_back(case: str, private: bytes, reason: str) -> None:
    """Leave a case oneself (recusal); why is kept, sealed, for those who stay.

    ``Invalid`` "recusal_reason", or "last_reader" when nobody else would be left.
    """
    own, said = holder(), reason.strip()
    if not said or len(said) > LONGEST:
        raise Invalid("recusal_reason", limit=LONGEST)
    for key in _left_by(case, own, private):
        note(_without(key, own), "stepped_back", own, said)


def restore(person: int, private: bytes) -> int:
    """Let a co-handler with a new key into the cases that both handle."""
    own, shared = holder(), 0
    for case in _usable(own):
        if person != own and person in getUtility(IVault).readers(case):
            key = open_case(case, private)
            _grant(key, person)
            note(key, "restored", person)
            shared += 1
    return shared


def give_half(case: str, other: int, person: int, private: bytes) -> None:
    """As an escrow holder, hand one's half on to somebody who shall open a case.

    ``other`` is the second holder of the pair. All who handle the case are told.
    """
    own, vault = holder(), getUtility(IVault)
    if person in getUtility(ICases).facts(case).excluded:
        raise Refused("excluded")
    both = (min(own, other), max(own, other))
    vault.give_half(case, both, own, private, person, public_of(person))
    tell_of_case(vault.readers(case))


def recover(case: str, private: bytes) -> None:
    """Open a case by the halves of two escrow holders, and stay its reader."""
    own, vault = holder(), getUtility(IVault)
    given = vault.given(case, own)
    for both in {pair for pair, _holder in given}:
        if sum(1 for pair, _holder in given if pair == both) == len(both):
            key = vault.open_given(case, both, own, private)
            _grant(key, own)
            note(key, "recovered", own)
            tell_of_case(vault.readers(case))
            return
    raise Refused("two_halves_needed")


def _usable(own: int) -> list[str]:
    """The cases that open with the key that the person has now."""
    public = public_of(own)
    found = getUtility(IDesks).of(own, ON_DESK)
    return [each.facts.case for each in found if each.public == public]


def _left_by(case: str, person: int, private: bytes) -> list[Any]:
    """The keys of a case and of what was merged with it, before somebody leaves.

    ``Invalid`` "last_reader" when nobody would be left in one of them.
    """
    keys = [open_case(each, private) for each in together(case)]
    if any(set(readers(key.case)) <= {person} for key in keys):
        raise Invalid("last_reader")
    return keys


def apart_from(key, out: set[int]) -> Any:
    """The key of a case whose escrow holders are none of these people.

    A new epoch begins when one of them was; who reads the case stays the same.
    """
    vault = getUtility(IVault)
    if not any(out & {*both} for both in vault.escrow(key.case)):
        return key
    escrow = _publics(keyed("escrow_holder") - out)
    return vault.revoke(key, vault.publics(key.case), escrow)


def _grant(key, person: int) -> None:
    getUtility(IVault).grant(key, person, public_of(person))
    stand(key.case)


def _without(key, person: int):
    vault = getUtility(IVault)
    # For the keys that the case was sealed for: whoever has a new one since
    # then is let in by somebody's decision (``restore``), never by the way.
    left = {who: key_ for who, key_ in vault.publics(key.case).items() if who != person}
    out = set(getUtility(ICases).facts(key.case).excluded) | {person}
    escrow = _publics(keyed("escrow_holder") - out)
    made = vault.revoke(key, left, escrow)
    stand(key.case)
    return made


def note(key, event: str, person: int = 0, text: str = "") -> None:
    """Write down in the case what was done by whoever acts, sealed."""
    getUtility(IVault).put(key, "note", _noted(event, person, text))


def post_note(case: str, event: str, person: int = 0) -> None:
    """The same by somebody who cannot open the case: an approver, an escrow holder."""
    getUtility(IVault).post(case, "note", _noted(event, person, ""))


def _noted(event: str, person: int, text: str) -> bytes:
    said = {"event": event, "person": person, "by": holder(), "when": now_in_seconds()}
    return json.dumps({**said, "text": text}, ensure_ascii=False).encode()


def public_of(person: int) -> bytes:
    """Somebody's public key; ``Invalid`` "no_key_there"."""
    found = _publics([person])
    if person not in found:
        raise Invalid("no_key_there")
    return found[person]


def _publics(people: Iterable[int]) -> dict[int, bytes]:
    return getUtility(IKeyrings).publics(people)

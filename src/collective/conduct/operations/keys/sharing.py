"""Who else can open a case: let in, hand over, exclude, restore, recover.

Every deed needs the acting person's open vault (their private key): rights are
not granted by a role but by whoever can open the case already. What was done
stands as a sealed note in the case, for all who handle it.
"""

from collections.abc import Iterable
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.interfaces import IOutbox
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.notices import Notice
from collective.conduct.operations.keys.own import holder
from collective.conduct.operations.reports.offering import keyed
from dataclasses import replace
from typing import Any
from zope.component import getUtility

import json
import secrets


def cases_of(person: int) -> list[str]:
    """The cases that a person can open, latest first."""
    vault = getUtility(IVault)
    rows = getUtility(ICases).everything()
    return [each.case for each in rows if person in vault.readers(each.case)]


def open_case(case: str, private: bytes) -> Any:
    """The key of a case for the acting person.

    ``Missing`` "no_case" when there is none, or when it is not theirs.
    """
    try:
        return getUtility(IVault).open_with(case, holder(), private)
    except Refused:
        raise Missing("no_case") from None


def let_in(case: str, person: int, private: bytes) -> None:
    """Let somebody read a case: they, and all who read it, are told.

    ``Refused`` "excluded" for whom it concerns; ``Invalid`` "no_key_there".
    """
    key = open_case(case, private)
    if person in getUtility(ICases).facts(case).excluded:
        raise Refused("excluded")
    getUtility(IVault).grant(key, person, _public(person))
    _note(key, "let_in", person)
    _tell(getUtility(IVault).readers(case))


def hand_over(person: int, private: bytes, stay: bool = False) -> int:
    """Let somebody into all cases of the acting person; return how many.

    Without ``stay`` the acting person is let out of each. Cases that concern
    the other are passed over: they never learn of them.
    """
    own, count = holder(), 0
    for case in cases_of(own):
        if person not in getUtility(ICases).facts(case).excluded:
            key = open_case(case, private)
            getUtility(IVault).grant(key, person, _public(person))
            _note(key, "handed_over", person)
            if not stay:
                _without(key, own)
            count += 1
    return count


def exclude(case: str, person: int, private: bytes) -> None:
    """Shut somebody out of a case at once: it concerns them (A27).

    A new epoch begins; what is written from now on is closed to them. They are
    told nothing. ``Invalid`` "last_reader" when nobody else would be left.
    """
    key = open_case(case, private)
    facts = getUtility(ICases).facts(case)
    excluded = tuple(sorted({*facts.excluded, person}))
    getUtility(ICases).put(replace(facts, excluded=excluded))
    made = _without(key, person)
    _note(made, "excluded", person)


def step_back(case: str, private: bytes) -> None:
    """Leave a case oneself (recusal)."""
    _without(open_case(case, private), holder())


def restore(person: int, private: bytes) -> int:
    """Let a co-handler with a new key into the cases that both handle."""
    own, shared = holder(), 0
    for case in cases_of(own):
        if person != own and person in getUtility(IVault).readers(case):
            key = open_case(case, private)
            getUtility(IVault).grant(key, person, _public(person))
            _note(key, "restored", person)
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
    vault.give_half(case, both, own, private, person, _public(person))
    _tell(vault.readers(case))


def recover(case: str, private: bytes) -> None:
    """Open a case by the halves of two escrow holders, and stay its reader."""
    own, vault = holder(), getUtility(IVault)
    given = vault.given(case, own)
    for both in {pair for pair, _holder in given}:
        if sum(1 for pair, _holder in given if pair == both) == len(both):
            key = vault.open_given(case, both, own, private)
            vault.grant(key, own, _public(own))
            _note(key, "recovered", own)
            _tell(vault.readers(case))
            return
    raise Refused("two_halves_needed")


def _without(key, person: int):
    vault = getUtility(IVault)
    left = set(vault.readers(key.case)) - {person}
    if not left:
        raise Invalid("last_reader")
    out = set(getUtility(ICases).facts(key.case).excluded) | {person}
    escrow = _publics(keyed("escrow_holder") - out)
    return vault.revoke(key, _publics(left), escrow)


def _note(key, event: str, person: int) -> None:
    said = {"event": event, "person": person, "by": holder(), "when": _now()}
    getUtility(IVault).put(key, "note", json.dumps(said).encode())


def _tell(people: Iterable[int]) -> None:
    for person in people:
        key = f"case.{secrets.token_hex(16)}"
        getUtility(IOutbox).put(Notice(key, person, "case_new", _now()))


def _public(person: int) -> bytes:
    found = _publics([person])
    if person not in found:
        raise Invalid("no_key_there")
    return found[person]


def _publics(people: Iterable[int]) -> dict[int, bytes]:
    return getUtility(IKeyrings).publics(people)


def _now() -> int:
    return int(getUtility(IClock).now().timestamp())

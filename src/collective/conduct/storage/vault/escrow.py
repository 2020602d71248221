"""Escrow of a case: two of three holders open it together. See ``IVault``.

Each pair has the data key of the newest epoch in two halves. A half that is passed
on names the key it was given for; for another key of that person it does not count.
"""

from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.permissions import may_rehearse
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.open_case import bound
from collective.conduct.storage.vault.open_case import ESCROW
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.permitted import moment
from collective.conduct.storage.vault.permitted import permitted
from typing import Any
from zope.component import getUtility

import secrets


HALF = "half of escrow"
Pair = tuple[int, int]


def give_half(
    store: Any, case: str, both: Pair, vault: UnlockedVault, may: MayKnow
) -> None:
    """Pass the half of an escrow holder on, by a permission."""
    person, public = permitted(may, case, HANDLING)
    epoch, holder = store.newest(case), vault.person
    half = _half(store, case, both, vault)
    context = bound(case, epoch, HALF, person, (*both, holder))
    wrapped = public + boxes.wrap(public, half, context)
    store.keep_key(wrapped, case, epoch, role_of(both), person, holder)


def given(
    store: Any, case: str, both: Pair, person: int, holder: int, public: bytes
) -> bytes | None:
    """Return a half that was given for this very key of a person, or None."""
    row = store.key(case, store.newest(case), role_of(both), person, holder)
    return row[KEY:] if row is not None and row[:KEY] == public else None


def data_given(store: Any, case: str, both: Pair, vault: UnlockedVault) -> bytes:
    """Return the data key, to whoever was given both halves; ``Refused`` "box_shut"."""
    halves = []
    for holder in both:
        wrapped = given(store, case, both, vault.person, holder, vault.public)
        if wrapped is None:
            raise Refused("box_shut")
        context = bound(case, store.newest(case), HALF, vault.person, (*both, holder))
        halves.append(vault.unwrap(wrapped, context))
    return boxes.joined(*halves)


def data_of_two(
    store: Any, case: str, one: UnlockedVault, other: UnlockedVault
) -> bytes:
    """Return the data key, to two holders who sit at one keyboard."""
    both = (min(one.person, other.person), max(one.person, other.person))
    return boxes.joined(*(_half(store, case, both, each) for each in (one, other)))


def rehearse(store: Any, one: UnlockedVault, other: UnlockedVault) -> None:
    """Open a test case, which is empty and is dropped; ``Refused`` "box_shut"."""
    case, word = secrets.token_hex(16), secrets.token_bytes(16)
    holders = {each.person: each.public for each in (one, other)}
    nobody = {0: boxes.new_pair()[1]}
    reader = may_rehearse(case, nobody, "archive", moment())
    escrow = may_rehearse(case, holders, "escrow_holder", moment())
    try:
        store.begin(case, reader, escrow).put("content", word)
        if store.recover(case, one, other).get("content", 1) != word:
            raise Refused("box_shut")
    finally:
        store.drop(case)
        getUtility(IKeystore).destroy(case)


def role_of(both: Pair) -> str:
    """Return the role of the keys that hold passed-on halves of a pair."""
    return f"{HALF} {both[0]} {both[1]}"


def _half(store: Any, case: str, both: Pair, vault: UnlockedVault) -> bytes:
    """Return the half of a pair that belongs to this escrow holder."""
    epoch, holder = store.newest(case), vault.person
    halves = store.key(case, epoch, ESCROW, *both)
    if halves is None or holder not in both:
        raise Refused("box_shut")
    context = bound(case, epoch, ESCROW, holder, both)
    return vault.unwrap(halves[both.index(holder)], context)

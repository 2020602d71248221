"""Readiness checks of keys, intake and escrow.

Nothing here depends on a case: no count, not even whether there is one. Whoever
looks may be the person whom it concerns.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.keys import ESCROW_HOLDERS
from collective.conduct.core.vault.ports import IServerHalf
from collective.conduct.operations.cases.available_recipients import HANDLERS
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.cases.available_recipients import missing
from collective.conduct.operations.cases.case_access import handlers
from collective.conduct.operations.cases.key_recovery import last_rehearsal
from collective.conduct.operations.common.site_version import copied
from collective.conduct.operations.common.site_version import is_trial
from collective.conduct.operations.vault.confirming import to_confirm
from collective.conduct.operations.vault.confirming import Waiting
from collective.conduct.operations.vault.key_directory import swapped
from typing import NamedTuple
from zope.component import getUtility


PAGE = "/@@conduct-keys"
OK, LOOK, MISSING = "ok", "look", "missing"
# What is wrong with the folder and has a sentence of its own.
TOLD = {"keystore_open", "half_missing", "half_other"}
YEAR = 365 * 24 * 60 * 60
SHOWN = 90 * 24 * 60 * 60  # how long it stands there that it was founded anew


class Said(NamedTuple):
    """The result of one check; see ``readiness.Check``."""

    key: str
    state: str
    values: dict
    where: str | None = PAGE
    items: tuple[str, ...] = ()


def lines(now: int) -> Iterator[Said]:
    """Yield the results of all checks of the vault."""
    yield _copy()
    yield _counted("keys_handlers", len(handlers()), HANDLERS)
    yield _counted("keys_approver", len(keyed("identity_approver")), 1)
    yield _counted("keys_escrow", len(keyed("escrow_holder")), ESCROW_HOLDERS)
    yield _keystore()
    yield from _unconfirmed(now)
    closed = missing()
    yield Said("intake", MISSING if closed else OK, {"count": len(closed)})
    yield _rehearsal(now)


def _copy() -> Said:
    if copied():
        return Said("copy", MISSING, {}, None)
    return Said("trial", LOOK, {}, None) if is_trial() else Said("copy", OK, {}, None)


def _counted(key: str, count: int, needed: int) -> Said:
    state = OK if count >= needed else MISSING
    return Said(key, state, {"count": count, "needed": needed})


def _unconfirmed(now: int) -> Iterator[Said]:
    """What waits to be confirmed; what does not agree; a founding anew (TRUST 1-3)."""
    directory, register = getUtility(IKeyDirectory), getUtility(IRegister)
    try:
        state, waiting = directory.state(), to_confirm()
        faults, names = directory.faults(), swapped()
    except ConductError:
        return  # the line of the keystore tells of it
    pending = [each for each in waiting if not each.before]
    before = [each for each in waiting if each.before]
    if pending:
        yield _named("keys_pending", LOOK, pending)
    if before:
        yield _named("keys_before", LOOK, before)
    if names:
        who = tuple(sorted(register.person(each).name for each in names))
        yield Said("keys_swapped", MISSING, {"count": len(who)}, PAGE, who)
    if faults:
        yield Said("keys_changed", MISSING, {"count": len(faults)}, PAGE)
    if state.anew is not None:
        yield Said("keys_anew", MISSING, {"when": state.anew.when})
    elif len(state.foundings) > 1 and now - state.foundings[-1] <= SHOWN:
        yield Said("keys_founded_anew", MISSING, {"when": state.foundings[-1]})


def _named(key: str, state: str, waiting: list[Waiting]) -> Said:
    names = tuple(each.name for each in waiting)
    return Said(key, state, {"count": len(names)}, PAGE, names)


def _keystore() -> Said:
    try:
        getUtility(IServerHalf).key()
    except ConductError as error:
        key = error.code if error.code in TOLD else "keystore"
        return Said(key, MISSING, {}, None)
    return Said("keystore", OK, {}, None)


def _rehearsal(now: int) -> Said:
    when = last_rehearsal()
    if not when:
        return Said("rehearsal_never", LOOK, {}, None)
    return Said("rehearsal", OK if now - when <= YEAR else LOOK, {"when": when}, None)

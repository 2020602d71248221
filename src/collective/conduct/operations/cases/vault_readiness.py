"""Readiness checks of keys, intake and escrow.

Nothing here depends on a case: no count, not even whether there is one. Whoever
looks may be the person whom it concerns.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.key_functions import APPROVING
from collective.conduct.core.common.key_functions import ESCROW
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.keys import ESCROW_HOLDERS
from collective.conduct.operations.cases.available_recipients import HANDLERS
from collective.conduct.operations.cases.available_recipients import is_closed
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.cases.available_recipients import missing
from collective.conduct.operations.cases.key_recovery import last_rehearsal
from collective.conduct.operations.common.site_version import copied
from collective.conduct.operations.common.site_version import is_trial
from collective.conduct.operations.vault.confirming import to_confirm
from collective.conduct.operations.vault.confirming import Waiting
from collective.conduct.operations.vault.key_directory import holders_of
from collective.conduct.operations.vault.key_directory import swapped
from typing import NamedTuple
from zope.component import getUtility


PAGE = "/@@conduct-keys"
PEOPLE = 5  # two readers, an approver, three holders of whom one may be a reader
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
    yield _counted("keys_handlers", HANDLERS, *HANDLING)
    yield _counted("keys_approver", 1, *APPROVING)
    yield _counted("keys_escrow", ESCROW_HOLDERS, *ESCROW)
    yield from _people()
    yield _keystore()
    yield from _unconfirmed(now)
    yield _intake()
    yield _rehearsal(now)


def _copy() -> Said:
    if copied():
        return Said("copy", MISSING, {}, None)
    return Said("trial", LOOK, {}, None) if is_trial() else Said("copy", OK, {}, None)


def _counted(key: str, needed: int, *functions: str) -> Said:
    """Whether enough people have a confirmed key; else who holds a function without."""
    able, values = keyed(*functions), {"needed": needed}
    if len(able) >= needed:
        return Said(key, OK, {**values, "count": len(able)})
    held = frozenset().union(*(holders_of(each) for each in functions))
    names = _names(held - able)
    return Said(key, MISSING, {**values, "count": len(able)}, PAGE, names)


def _people() -> Iterator[Said]:
    """Whether there are people enough, and who holds roles that belong apart (TRUST 6).

    Who approves neither reads nor holds escrow; one reader may hold an escrow key
    when staff is short: no more becomes readable by that.
    """
    reading, approving, escrow = keyed(*HANDLING), keyed(*APPROVING), keyed(*ESCROW)
    apart = approving - reading - escrow
    count = len(reading | apart | escrow)
    values = {"count": count, "needed": PEOPLE}
    yield Said("keys_people", OK if count >= PEOPLE else LOOK, values)
    if both := approving - apart:
        yield Said("keys_both", LOOK, {"count": len(both)}, PAGE, _names(both))
    double = reading & escrow
    if len(double) > 1:
        values = {"count": len(double)}
        yield Said("keys_double", LOOK, values, PAGE, _names(double))


def _intake() -> Said:
    """Whether reports come in, and whether everybody is there who should."""
    codes = missing()
    state = MISSING if is_closed() else LOOK if codes else OK
    return Said(
        "intake_short" if state == LOOK else "intake", state, {"count": len(codes)}
    )


def _names(people: Iterable[int]) -> tuple[str, ...]:
    register = getUtility(IRegister)
    return tuple(sorted(register.person(each).name for each in people))


def _unconfirmed(now: int) -> Iterator[Said]:
    """What waits to be confirmed; what does not agree; a founding anew (TRUST 1-3)."""
    directory = getUtility(IKeyDirectory)
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
        who = _names(names)
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

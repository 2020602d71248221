"""Readiness checks of keys, intake and escrow.

Nothing here depends on a case: no count, not even whether there is one. Whoever
looks may be the person whom it concerns.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.vault.keys import ESCROW_HOLDERS
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.operations.cases.available_recipients import HANDLERS
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.cases.available_recipients import missing
from collective.conduct.operations.cases.case_access import handlers
from collective.conduct.operations.cases.key_recovery import last_rehearsal
from typing import NamedTuple
from zope.component import getUtility


PAGE = "/@@conduct-keys"
OK, LOOK, MISSING = "ok", "look", "missing"
YEAR = 365 * 24 * 60 * 60


class Said(NamedTuple):
    """The result of one check; see ``readiness.Check``."""

    key: str
    state: str
    values: dict
    where: str | None = PAGE


def lines(now: int) -> Iterator[Said]:
    """Yield the results of all checks of the vault."""
    yield _counted("keys_handlers", len(handlers()), HANDLERS)
    yield _counted("keys_approver", len(keyed("identity_approver")), 1)
    yield _counted("keys_escrow", len(keyed("escrow_holder")), ESCROW_HOLDERS)
    yield _keystore()
    closed = missing()
    yield Said("intake", MISSING if closed else OK, {"count": len(closed)})
    yield _rehearsal(now)


def _counted(key: str, count: int, needed: int) -> Said:
    state = OK if count >= needed else MISSING
    return Said(key, state, {"count": count, "needed": needed})


def _keystore() -> Said:
    try:
        getUtility(IKeystore).half()
    except ConductError as error:
        key = "keystore_open" if error.code == "keystore_open" else "keystore"
        return Said(key, MISSING, {}, None)
    return Said("keystore", OK, {}, None)


def _rehearsal(now: int) -> Said:
    when = last_rehearsal()
    if not when:
        return Said("rehearsal_never", LOOK, {}, None)
    return Said("rehearsal", OK if now - when <= YEAR else LOOK, {"when": when}, None)

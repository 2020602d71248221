"""Let key files outside the database follow what was decided in it (TRUST 16).

A file cannot be part of a transaction. So it goes after the commit, and whatever a
process that died has left is done by the timed job, as often as it takes.
"""

from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.vault.key_ports import IShredKeys
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.ledger.ledgers import ledger_status
from zope.component import getUtility


DAY = 24 * 60 * 60
ENCLOSING = (IVault, IReporterMailbox, IKeyRequests)


def settle(now: int) -> int:
    """Destroy the keys that should be gone, and tidy; return how many were noted.

    ``Unavailable`` while the keystore cannot be used and a key waits.
    """
    keys = getUtility(IShredKeys)
    done = keys.settle()
    if keys.unsettled(now - DAY) and not _is_behind():
        keys.tidy(now - DAY, _is_known)
    return done


def enclose_all() -> None:
    """Put what was stored before 1005 under the shred keys; repeatable."""
    for port in ENCLOSING:
        getUtility(port).enclose_all()


def _is_known(owner: str) -> bool:
    kept = owner in getUtility(IReporterMailbox).owners()
    return kept or getUtility(IVault).has(owner)


def _is_behind() -> bool:
    """Whether the database may be older than its seals, or cannot be compared.

    Such a one does not know the cases that came in later, whose keys are needed.
    """
    found = ledger_status()
    return found.kept is None or bool(found.faults)

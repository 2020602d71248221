"""Seal new entries, and keep the seals outside the database (DESIGN 1.3).

A seal holds when its transaction is committed, so its line is written to
the file after that. A line that got lost between the two is written by the
next run: the order does not matter, and running twice does no harm.
"""

from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.core.ledger.entries import Seal
from collective.conduct.core.ledger.ports import IDataDirectory
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.ledger.ports import ISealLog
from collective.conduct.operations.common.time import now_in_seconds
from zope.component import getUtility

import hmac
import transaction


def is_job(token: str) -> bool:
    """Whether the token is that of the timed job; never when none was made."""
    expected = getUtility(IDataDirectory).token()
    return bool(expected) and hmac.compare_digest(token.encode(), expected.encode())


def seal() -> Seal | None:
    """Seal all unsealed entries; None, and nothing written, when there are none.

    ``Unavailable`` when the folder outside the database is not there: a seal
    that is kept nowhere else would prove nothing.
    """
    ledger, now = getUtility(ILedger), now_in_seconds()
    keep_missing(ledger)
    getUtility(IDataDirectory).note_run(ledger.ledger_id, now)
    made = ledger.seal(now)
    if made is not None:
        getUtility(ISiteMark).make()
        kept = (getUtility(ISealLog), ledger.ledger_id, made)
        transaction.get().addAfterCommitHook(_keep, kept)
    return made


def keep_missing(ledger) -> None:
    """Write the lines of committed seals that the file does not have."""
    log = getUtility(ISealLog)
    known = {line.get("digest") for line in log.lines()}
    for each in ledger.seals():
        if each.digest not in known:
            log.append(ledger.ledger_id, each)


def _keep(committed: bool, log: ISealLog, ledger_id: str, made: Seal) -> None:
    if committed:
        log.append(ledger_id, made)

"""Readiness of what others can change in the database: seals and projections (T15).

Each says one bit and no number of a case; see ``vault_readiness``.
"""

from collections.abc import Iterator
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.operations.cases.streams.checking import desks_differ
from collective.conduct.operations.cases.streams.checking import is_behind
from collective.conduct.operations.cases.vault_readiness import MISSING
from collective.conduct.operations.cases.vault_readiness import OK
from collective.conduct.operations.cases.vault_readiness import Said
from zope.component import getUtility


def projections() -> Iterator[Said]:
    """Compare what pages show with what it is taken from."""
    yield Said("case_seals", MISSING if is_behind() else OK, {}, None)
    yield Said("desks", MISSING if desks_differ() else OK, {}, None)
    count = len(getUtility(ILedger).differences())
    yield Said("outcomes", MISSING if count else OK, {"count": count}, None)

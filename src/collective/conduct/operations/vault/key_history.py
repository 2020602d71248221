"""History of keys for the exported ledger, which auditors verify. See ILedgerAnnex."""

from collective.conduct.core.ledger.ports import ILedgerAnnex
from collective.conduct.core.vault.confirming import plain
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IKeyrings
from typing import Any
from zope.component import getUtility
from zope.interface import provider


@provider(ILedgerAnnex)
def key_history() -> dict[str, Any]:
    """Return every event of a key, and the public keys that are in use (T13)."""
    directory, rings = getUtility(IKeyDirectory), getUtility(IKeyrings)
    events = directory.events()
    if not events:
        return {}
    people = {each.person for each in events}
    used = {str(who): key.hex() for who, key in rings.publics(people).items()}
    return {
        "stream": directory.stream,
        "events": [plain(each) for each in events],
        "used": used,
    }

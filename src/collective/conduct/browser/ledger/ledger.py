"""``@@conduct-ledger``: status, verification and export of the ledger (auditor)."""

from collections.abc import Sequence
from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.ledger.proof import Fault
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.ledger.ledgers import export
from collective.conduct.operations.ledger.ledgers import kept_seals
from collective.conduct.operations.ledger.ledgers import ledger_status
from collective.conduct.operations.ledger.ledgers import LedgerStatus
from collective.conduct.operations.ledger.ledgers import verify
from zope.component import getUtility

import json


class LedgerPage(Page):
    """Figures and a check of the seals; a check of all entries on demand."""

    faults: Sequence[Fault] | None = None  # None: not every entry was looked at

    def show(self) -> str:
        authorise("export_ledger")
        return self.index()

    def do(self) -> str:
        """Verify every entry now."""
        self.faults = verify()
        return self.show()

    def standing(self) -> LedgerStatus:
        """The current status of the ledger."""
        return ledger_status()

    def now(self) -> str:
        """The time of this check, formatted."""
        return self.moment(int(getUtility(IClock).now().timestamp()))


class ExportFile(Page):
    """The ledger as a file for ``conduct-verify ledger``."""

    def show(self) -> str:
        content = json.dumps(export(), indent=1)
        self.download("ledger.json", "application/json")
        return content


class SealsFile(Page):
    """The kept seals as a file for ``conduct-verify --seals``."""

    def show(self) -> str:
        lines = (json.dumps(line) for line in kept_seals())
        content = "".join(f"{line}\n" for line in lines)
        self.download("seals.jsonl", "application/json")
        return content

"""``@conduct-ledger``: the whole record for the auditor, without the words."""

from collective.conduct.core.errors import Missing
from collective.conduct.operations.ledgers import export
from collective.conduct.operations.ledgers import kept_seals
from collective.conduct.services.base import Named


class ExportLedger(Named):
    """The file that ``conduct-verify ledger`` reads; under ``/seals`` the kept ones."""

    def answer(self) -> object:
        if not self.name:
            return export()
        if self.name != "seals":
            raise Missing("no_page")
        return kept_seals()

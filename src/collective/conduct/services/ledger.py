"""``@conduct-ledger``: the whole record for the auditor, without the words."""

from collective.conduct.operations.ledgers import export
from collective.conduct.operations.ledgers import kept_seals
from collective.conduct.services.base import ConductService
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import SITE
from collective.conduct.services.fields import JsonObject


class ExportLedger(ConductService):
    """The file that ``conduct-verify ledger`` reads; and the kept seals."""

    @endpoint("GET @conduct-ledger", SITE, "collective.conduct.ExportLedger", export)
    def export(self) -> JsonObject:
        """The file for `conduct-verify ledger`."""
        return export()

    @endpoint(
        "GET @conduct-ledger/seals", SITE, "collective.conduct.ExportLedger", kept_seals
    )
    def seals(self) -> list[JsonObject]:
        """The seals that are kept outside the database."""
        return kept_seals()

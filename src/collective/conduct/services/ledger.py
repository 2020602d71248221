"""``@conduct-ledger``: export of the ledger for the auditor, without details."""

from collective.conduct.operations.ledger.ledgers import export
from collective.conduct.operations.ledger.ledgers import kept_seals
from collective.conduct.services.common import rest


class ExportLedger(rest.ConductService, on="site", right="ExportLedger"):
    """The file that ``conduct-verify ledger`` reads, and the kept seals."""

    @rest.endpoint("GET @conduct-ledger", export)
    def export(self) -> rest.JsonObject:
        """The file for `conduct-verify ledger`."""
        return export()

    @rest.endpoint("GET @conduct-ledger/seals", kept_seals, rest.Unavailable)
    def seals(self) -> list[rest.JsonObject]:
        """The seals that are kept outside the database."""
        return kept_seals()

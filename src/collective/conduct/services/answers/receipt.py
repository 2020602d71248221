"""``@conduct-receipt``: fetch one's own receipt, or check any receipt."""

from collective.conduct.operations.answers.receipts import entry_of
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.ledger.ledgers import check_receipt
from collective.conduct.services.common import rest


class ReceiptChecked(rest.Record):
    """Whether a receipt is sound, and if not, where."""

    sound: bool
    faults: list[dict[str, object]]


class GetReceipt(rest.ConductService, on="site", right="SeeOwn"):
    """The receipt as the file that ``conduct-verify receipt`` reads."""

    @rest.endpoint("GET @conduct-receipt/{id}", entry_of, rest.Missing)
    def show(self) -> rest.JsonObject:
        """The file for `conduct-verify receipt`."""
        return receipt(entry_of(self.step))


class CheckReceipt(rest.ConductService, on="site", right="SeeOwn"):
    """Whether a receipt is sound, and if not, where."""

    @rest.endpoint("POST @conduct-receipt", check_receipt)
    def check(self, sent: rest.JsonObject) -> ReceiptChecked:
        """Check a receipt."""
        faults = [each._asdict() for each in check_receipt(sent)]
        return ReceiptChecked(not faults, faults)

"""``@conduct-receipt``: fetch a receipt of mine; check one that I was shown."""

from collective.conduct.core.errors import Missing
from collective.conduct.operations.ledgers import check_receipt
from collective.conduct.operations.receipts import entry_of
from collective.conduct.operations.receipts import receipt
from collective.conduct.services.base import ConductService
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import SEE_OWN
from collective.conduct.services.endpoint import SITE
from collective.conduct.services.fields import JsonObject
from dataclasses import dataclass


@dataclass(frozen=True)
class ReceiptChecked:
    """Whether a receipt is sound, and if not, where."""

    sound: bool
    faults: list[dict[str, object]]


class GetReceipt(ConductService):
    """The receipt as the file that ``conduct-verify receipt`` reads."""

    @endpoint("GET @conduct-receipt/{id}", SITE, SEE_OWN, entry_of, Missing)
    def show(self) -> JsonObject:
        """The file for `conduct-verify receipt`."""
        return receipt(entry_of(self.step))


class CheckReceipt(ConductService):
    """Whether a receipt is sound, and if not, where."""

    @endpoint("POST @conduct-receipt", SITE, SEE_OWN, check_receipt)
    def check(self, sent: JsonObject) -> ReceiptChecked:
        """Check a receipt."""
        faults = [each._asdict() for each in check_receipt(sent)]
        return ReceiptChecked(not faults, faults)

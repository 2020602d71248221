"""``@conduct-receipt``: fetch a receipt of mine; check one that I was shown."""

from collective.conduct.operations.ledgers import check_receipt
from collective.conduct.operations.receipts import entry_of
from collective.conduct.operations.receipts import receipt
from collective.conduct.services.base import Named
from collective.conduct.services.base import Writer


class GetReceipt(Named):
    """The receipt as the file that ``conduct-verify receipt`` reads."""

    def answer(self) -> dict:
        return receipt(entry_of(self.name))


class CheckReceipt(Writer):
    """Whether a receipt is sound, and if not, where."""

    def answer(self) -> dict:
        found = check_receipt(self.body())
        faults = [each._asdict() for each in found]
        return {"sound": not faults, "faults": faults}

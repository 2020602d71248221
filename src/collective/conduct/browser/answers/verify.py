"""Page: check whether a receipt is sound and whether the ledger still holds it."""

from collective.conduct.browser.answers.my_pages import MY_TITLES
from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.ledger import proof
from collective.conduct.operations.answers.edition_queries import is_recorded
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.ledger.ledgers import check_receipt
from collective.conduct.vocabularies.ledger import fault_words
from pathlib import Path

import json


LARGEST = 1_000_000  # bytes; a receipt has a few thousand


class Verify(Page):
    """Check a pasted or uploaded receipt, or a printed one by its QR code."""

    goes_on = True

    receipt = None  # what was checked, None before
    faults: tuple[str, ...] = ()

    def show(self):
        authorise("see_own", self.context)
        return self.index()

    def do(self):
        """Check the receipt that was sent and show its faults."""
        sent = self._sent()
        faults = check_receipt(sent)
        self.receipt = sent
        words = (self.t(fault_words(each)) for each in faults)
        self.faults = tuple(dict.fromkeys(words))
        return self.show()

    def _sent(self) -> dict:
        upload = self.request.form.get("file")
        content = upload.read(LARGEST + 1) if getattr(upload, "filename", "") else ""
        content = content or self.typed("text").strip()
        if not content:
            raise Invalid("no_receipt_given")
        if len(content) > LARGEST:
            raise Invalid("not_a_receipt")
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise Invalid("not_a_receipt") from None

    @property
    def said(self) -> dict:
        """The facts of a sound receipt."""
        entry, edition = self.receipt["entry"], self.receipt["edition"]
        title = MY_TITLES.get(entry["kind"])
        return {
            "answer": self.t(title) if title else entry["kind"],
            "when": self.moment(entry["when"]),
            "person": self.receipt["person"],
            "title": edition["title"],
            "number": edition["number"],
            "sealed": self.receipt["seal"] is not None,
        }

    @property
    def printed(self) -> str:
        """Of a printed receipt: "recorded", "unknown", or "" when none is meant."""
        name, chain = self.typed("id"), self.typed("chain")
        if not name or not chain or self.request.method == "POST":
            return ""
        return "recorded" if is_recorded(name, chain) else "unknown"


class ProofScript(Page):
    """Download of ``core/ledger/proof.py``, which runs without this site."""

    goes_on = True

    def show(self):
        self.download("proof.py", "text/x-python; charset=utf-8")
        return Path(proof.__file__).read_text(encoding="utf-8")

"""Receipt of an answer: a page, JSON that verifies offline, and a PDF."""

from collective.conduct.browser.answers.my_pages import MY_TITLES
from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.exports.common.pdf import document_pdf
from collective.conduct.exports.common.pdf import qr_code
from collective.conduct.i18n import _
from collective.conduct.operations.answers.edition_queries import name_of
from collective.conduct.operations.answers.receipts import edition_of
from collective.conduct.operations.answers.receipts import entry_of
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.obligations import show_asked
from functools import cached_property
from urllib.parse import urlencode

import json


class ReceiptPage(Page):
    """What was answered, to which edition, when, recorded by whom."""

    def respond(self):
        keep_private(self.request.response)
        return super().respond()

    def show(self):
        self.load()
        return self.index()

    def load(self) -> None:
        """Load entry and edition; ``Missing`` for what the user may not see."""
        self.entry: Entry = entry_of(self.typed("id"))
        self.facts: EditionFacts = edition_of(self.entry)

    @cached_property
    def receipt(self) -> dict:
        """The dict that ``conduct-verify receipt`` reads."""
        return receipt(self.entry)

    @property
    def id(self) -> str:
        return receipt_id(self.entry)

    @cached_property
    def edition(self):
        return edition_at(self.facts)

    @cached_property
    def shown(self):
        return show_asked(self.edition, self.entry.language, self.entry.campaign)

    # in plain words
    @property
    def answer(self) -> str:
        """The answer in one sentence: as frozen in the edition."""
        sentence = self._said.partition(". ")[0].removesuffix(".")
        return sentence or self.t(MY_TITLES[self.entry.kind])

    @property
    def means(self) -> str:
        """The meaning of this answer, as the edition states it."""
        return self._said.partition(". ")[2]

    @property
    def _said(self) -> str:
        return self.shown.statement.get(self.entry.kind, "")

    @property
    def words(self) -> str:
        """What the person wrote, "" when nothing was or it was disposed of."""
        return str((self.entry.details or {}).get("words", ""))

    @property
    def disposed(self) -> bool:
        """Whether details of the entry were disposed of."""
        return bool(self.entry.commitment) and self.entry.details is None

    @property
    def when(self) -> str:
        return self.moment(self.entry.when)

    @property
    def person(self) -> str:
        return name_of(self.entry.stream)

    @property
    def recorder(self) -> str:
        """Who recorded it for the person, "" when they did it themselves."""
        return "" if self.entry.by == self.entry.stream else name_of(self.entry.by)

    @property
    def paper(self) -> list[str]:
        """Where the signed paper is kept, and when it was signed."""
        details = self.entry.details or {}
        signed = self.day(str(details.get("signed_on") or ""))
        return [each for each in (str(details.get("reference", "")), signed) if each]

    # the proof
    @property
    def sealed(self) -> str:
        """When it was sealed, "" while it was not."""
        seal = self.receipt["seal"]
        return self.moment(seal["when"]) if seal else ""

    @property
    def verify_url(self) -> str:
        """The address of the page that checks whether the ledger holds this entry."""
        query = urlencode({"id": self.id, "chain": self.entry.chain})
        return f"{self.hub_url}/@@verify?{query}"


class ReceiptFile(ReceiptPage):
    """The receipt as JSON: what ``conduct-verify receipt`` reads."""

    def show(self):
        self.load()
        self.download(f"receipt-{self.id}.json", "application/json; charset=utf-8")
        return json.dumps(self.receipt, ensure_ascii=False, indent=1, sort_keys=True)


class ReceiptPdf(ReceiptPage):
    """The receipt as a tagged PDF; a message on the page when none can be made."""

    def show(self):
        self.load()
        try:
            content = document_pdf(self.index())
        except Unavailable:
            return self.sent(f"{self.hub_url}/@@receipt?id={self.id}", NO_PDF)
        self.download(f"receipt-{self.id}.pdf", "application/pdf", "inline")
        return content

    @property
    def qr(self) -> str:
        """QR code of the verify page's address (SVG)."""
        return qr_code(self.verify_url, self.t(QR_WORDS))


NO_PDF = _(
    "pdf_unavailable",
    default="This server cannot make PDF files. Print this page instead: it says the"
    " same.",
)
QR_WORDS = _("qr_words", default="QR code: leads to the page that checks this receipt")

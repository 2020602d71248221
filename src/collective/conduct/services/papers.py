"""``@conduct-papers``: whom a signed paper can be recorded for, and recording it."""

from collective.conduct.core.errors import Conflict
from collective.conduct.operations.answers import Paper
from collective.conduct.operations.answers import record_on_behalf
from collective.conduct.operations.papers import Signer
from collective.conduct.operations.papers import signers
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.services.base import ConductService
from collective.conduct.services.base import receipt_url
from collective.conduct.services.endpoint import EDITION
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.fields import key
from dataclasses import dataclass
from dataclasses import field


RECORD = "collective.conduct.RecordAnswers"


@dataclass(frozen=True)
class PaperSent:
    """A signed paper, the answer on it, and whose it is; ``scan`` is a SHA-256."""

    people: list[int] = field(default_factory=list)
    kind: str = ""
    scan: str = ""
    reference: str = ""
    signed_on: str = ""


@dataclass(frozen=True)
class SignersShown:
    """Those who are asked and whom whoever calls may record for."""

    at: str = key("@id")
    people: list[Signer]


@dataclass(frozen=True)
class ReceiptMade:
    """The receipt of one person."""

    at: str = key("@id")
    person: int


@dataclass(frozen=True)
class PaperRecorded:
    """A receipt for each whose answer was recorded."""

    recorded: list[ReceiptMade]


class Signers(ConductService):
    """Those who are asked and whom whoever calls may record for."""

    @endpoint("GET @conduct-papers", EDITION, RECORD, signers)
    def show(self) -> SignersShown:
        """Whom one may record for."""
        return SignersShown(f"{self.url}/@conduct-papers", signers(self.context))


class RecordPaper(ConductService):
    """One paper, many people: 201 with a receipt for each that was recorded."""

    @endpoint("POST @conduct-papers", EDITION, RECORD, record_on_behalf, Conflict)
    def record(self, sent: PaperSent) -> PaperRecorded:
        """Record a signed paper."""
        paper = Paper(sent.scan, sent.reference, sent.signed_on)
        made = record_on_behalf(self.context, sent.people, sent.kind, paper)
        if made:
            self.created()
        return PaperRecorded(
            [ReceiptMade(receipt_url(receipt_id(each)), each.stream) for each in made]
        )

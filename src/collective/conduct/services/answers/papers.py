"""``@conduct-papers``: whom a signed paper can be recorded for, and recording it."""

from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.papers import Signer
from collective.conduct.operations.answers.papers import signers
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.services.common import rest
from dataclasses import field


class PaperSent(rest.Record):
    """A signed paper, the answer on it, and whose it is; ``scan`` is a SHA-256."""

    people: list[int] = field(default_factory=list)
    kind: str = ""
    scan: str = ""
    reference: str = ""
    signed_on: str = ""


class SignersShown(rest.Addressed):
    """People who are asked and whom the caller may record for."""

    people: list[Signer]


class ReceiptMade(rest.Addressed):
    """The receipt of one person."""

    person: int


class PaperRecorded(rest.Record):
    """A receipt for each whose answer was recorded."""

    recorded: list[ReceiptMade]


class Signers(rest.ConductService, on="edition", right="RecordAnswers"):
    """People who are asked and whom the caller may record for."""

    @rest.endpoint("GET @conduct-papers", signers)
    def show(self) -> SignersShown:
        """Whom one may record for."""
        return SignersShown(f"{self.url}/@conduct-papers", signers(self.context))


class RecordPaper(rest.ConductService, on="edition", right="RecordAnswers"):
    """Record one paper for many people: 201 with a receipt for each recorded."""

    @rest.endpoint("POST @conduct-papers", record_on_behalf, rest.Conflict)
    def record(self, sent: PaperSent) -> PaperRecorded:
        """Record a signed paper."""
        paper = Paper(sent.scan, sent.reference, sent.signed_on)
        made = record_on_behalf(self.context, sent.people, sent.kind, paper)
        if made:
            self.created()
        return PaperRecorded(
            [
                ReceiptMade(rest.receipt_url(receipt_id(each)), each.stream)
                for each in made
            ]
        )

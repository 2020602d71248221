"""``@conduct-answer``: answer an edition for oneself."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.answering import latest_answer
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.services.common import rest
from dataclasses import fields


class AnswerSent(rest.Record):
    """See ``answers.Answer``; ``seen``: the receipt that the person knows of."""

    kind: str = ""
    language: str = ""
    manifest_hash: str = ""
    statement_hash: str = ""
    words: str = ""
    seen: str | None = None


class AnswerGiven(rest.Addressed):
    """The answer that stands now, with its receipt."""

    id: str
    receipt: rest.JsonObject


class GiveAnswer(rest.ConductService, on="edition", right="Answer"):
    """Answer an edition: 201 with the receipt, 200 when the same answer stood."""

    @rest.endpoint("POST @conduct-answer", answer, rest.Conflict)
    def give(self, sent: AnswerSent) -> AnswerGiven:
        """Answer an edition for oneself."""
        sent_answer = Answer(*(getattr(sent, each.name) for each in fields(Answer)))
        stood = latest_answer(self.context)
        entry = answer(self.context, sent_answer, sent.seen)
        url = rest.receipt_url(receipt_id(entry))
        if stood is None or stood.chain != entry.chain:
            self.created(url)
        return AnswerGiven(url, receipt_id(entry), receipt(entry))

"""``@conduct-answer``: answer an edition for oneself."""

from collective.conduct.core.answers import Answer
from collective.conduct.operations.answers import answer
from collective.conduct.operations.answers import standing
from collective.conduct.operations.receipts import receipt
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.services.base import receipt_url
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from dataclasses import fields


class GiveAnswer(Writer):
    """201 with the receipt; 200 when the same answer stood already."""

    def answer(self) -> dict:
        data = self.body()
        given = Answer(**{each.name: text(data, each.name) for each in fields(Answer)})
        stood = standing(self.context)
        seen = text(data, "seen") if "seen" in data else None
        entry = answer(self.context, given, seen)
        url = receipt_url(receipt_id(entry))
        if stood is None or stood.chain != entry.chain:
            self.request.response.setStatus(201)
            self.request.response.setHeader("Location", url)
        return {"@id": url, "id": receipt_id(entry), "receipt": receipt(entry)}

"""``@conduct-papers``: whom a signed paper can be recorded for, and recording it."""

from collective.conduct.core.errors import Invalid
from collective.conduct.operations.answers import Paper
from collective.conduct.operations.answers import record_on_behalf
from collective.conduct.operations.papers import signers
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import receipt_url
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from dataclasses import asdict


class Signers(Endpoint):
    """Those who are asked and whom whoever calls may record for."""

    def answer(self) -> dict:
        return {
            "@id": f"{self.url}/@conduct-papers",
            "people": [asdict(each) for each in signers(self.context)],
        }


class RecordPaper(Writer):
    """One paper, many people: 201 with a receipt for each that was recorded."""

    def answer(self) -> dict:
        data = self.body()
        names = ("scan", "reference", "signed_on")
        paper = Paper(*(text(data, name) for name in names))
        made = record_on_behalf(self.context, _people(data), text(data, "kind"), paper)
        if made:
            self.request.response.setStatus(201)
        return {
            "recorded": [
                {"person": each.stream, "@id": receipt_url(receipt_id(each))}
                for each in made
            ]
        }


def _people(data: dict) -> list[int]:
    """The numbers of the people; ``Invalid`` "field" for anything else."""
    found = data.get("people", [])
    if not isinstance(found, list) or any(type(each) is not int for each in found):
        raise Invalid("field", field="people")
    return found

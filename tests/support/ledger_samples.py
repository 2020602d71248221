"""A small sample ledger for the tests of proof and ledger."""

from collective.conduct.core.ledger import proof
from collective.conduct.storage.ledger.ledger import Ledger
from dataclasses import asdict


CHOICES = {
    "acknowledged": "Jag har läst dokumentet.",
    "objected": "Jag har invändningar.",
}
STATEMENT = proof.digest(CHOICES)
EDITIONS = [proof.digest({"title": f"Kod {number}"}) for number in (1, 2, 3)]
SPRING = 1_780_000_000


def filled(people: int = 6, sealed: bool = True) -> tuple[Ledger, list[dict]]:
    """Return a ledger of three editions and the lines of its seals."""
    ledger, kept = Ledger(), []
    streams = [ledger.new_stream() for _ in range(people)]
    for turn, edition in enumerate(EDITIONS):
        ledger.open_edition(edition)
        for place, person in enumerate(streams):
            answer(ledger, person, edition, SPRING + turn * 86400 + place, place)
        if sealed or turn == 0:
            seal = ledger.seal(SPRING + turn * 86400 + 3600)
            kept.append({"ledger": ledger.ledger_id} | asdict(seal))
    return ledger, kept


def answer(ledger: Ledger, person: int, edition: str, when: int, place: int = 0):
    """Append an acknowledgement, for every third person an objection."""
    objects = place % 3 == 0
    return ledger.append(
        person,
        "objected" if objects else "acknowledged",
        when,
        edition=edition,
        statement=STATEMENT,
        campaign="våren",
        language="sv",
        by=person,
        details={"words": f"Regel {place} är otydlig."} if objects else None,
    )

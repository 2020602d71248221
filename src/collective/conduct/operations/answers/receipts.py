"""Receipts of answers, which anybody can verify offline (DESIGN 1.3)."""

from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.obligations import show_asked
from dataclasses import asdict
from zope.component import getUtility


READERS_OF_ALL = frozenset({"registrar"})


def receipt_id(entry: Entry) -> str:
    """Return the id of an entry's receipt: it names no person and no document."""
    return f"{entry.stream:08x}-{entry.seq}"


def entry_of(receipt: str) -> Entry:
    """Return the entry of a receipt that the acting person may see.

    ``Missing`` "no_entry" for a wrong id and for another's alike: nobody
    learns from the answer whether a receipt exists.
    """
    stream, _, seq = receipt.partition("-")
    try:
        entry = getUtility(ILedger).entry(int(stream, 16), int(seq))
    except ValueError:
        raise Missing("no_entry") from None
    who = actor()
    is_own = who.person is not None and who.person == entry.stream
    if entry.kind not in OUTCOMES or not (is_own or READERS_OF_ALL & who.roles):
        raise Missing("no_entry")
    return entry


def edition_of(entry: Entry) -> EditionFacts:
    """Return the facts of the edition that was answered."""
    for rows in getUtility(IEditionIndex).documents().values():
        for facts in rows:
            if facts.manifest_hash == entry.edition:
                return facts
    raise Missing("no_edition")


def receipt(entry: Entry) -> dict:
    """Return the receipt as the JSON-able dict that ``core.ledger.proof`` verifies."""
    facts = edition_of(entry)
    edition = edition_at(facts)
    shown = show_asked(edition, entry.language, entry.campaign)
    ledger = getUtility(ILedger)
    inclusion = ledger.inclusion(entry.stream, entry.seq)
    return {
        "format": "conduct-receipt/1",
        "ledger": ledger.ledger_id,
        "entry": proof.payload(entry),
        "previous": entry.previous,
        "chain": entry.chain,
        "salt": entry.salt,
        "details": dict(entry.details) if entry.details is not None else None,
        "edition": {
            "title": shown.title,
            "number": facts.number,
            "manifest_hash": facts.manifest_hash,
            "url": edition.absolute_url(),
        },
        "person": getUtility(IRegister).person(entry.stream).name,
        "statement": shown.statement if entry.statement else "",
        "inclusion": inclusion,
        "seal": _seal(ledger, inclusion),
    }


def _seal(ledger, inclusion: dict | None) -> dict | None:
    if inclusion is None:
        return None
    return asdict(
        next(each for each in ledger.seals() if each.number == inclusion["seal"])
    )

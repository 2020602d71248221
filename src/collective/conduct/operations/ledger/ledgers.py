"""Export and verify the ledger, and check receipts (DESIGN 1.3)."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.entries import Seal
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.ledger.ports import ILedgerAnnex
from collective.conduct.core.ledger.ports import ISealLog
from collective.conduct.core.ledger.proof import Fault
from collective.conduct.operations.common.authority import authorise
from dataclasses import asdict
from dataclasses import dataclass
from zope.component import getUtilitiesFor
from zope.component import getUtility


# Only the site itself can tell: a receipt that is not yet sealed proves nothing alone.
NOT_HERE = Fault("receipt", "not_here", "the record of this site has no such entry")

OUTCOMES_DIFFER = Fault(
    "outcomes", "outcomes_differ", "what pages show of the answers is not what it says"
)


@dataclass(frozen=True)
class LedgerStatus:
    """Status of the ledger: figures, and faults found by comparing seals and file.

    ``kept`` is None when the file outside the database cannot be read.
    """

    ledger_id: str
    entries: int
    unsealed: int
    seals: int
    last_sealed: int
    kept: int | None
    faults: tuple[Fault, ...]


def export() -> dict:
    """Export the whole ledger without details, for ``conduct-verify ledger``.

    Details and salts are withheld: the chains verify without them, and no
    name is in it, only the numbers of the register.
    """
    authorise("export_ledger")
    made = getUtility(ILedger).export()
    for entries in made["streams"].values():
        for entry in entries:
            entry.update(salt="", details=None)
    for name, annex in getUtilitiesFor(ILedgerAnnex):
        if found := annex():
            made[name] = found
    return made


def kept_seals() -> list[dict]:
    """The seals of this ledger that are kept outside the database.

    ``Unavailable`` when there is no such folder or the file is damaged.
    """
    authorise("export_ledger")
    return _lines(getUtility(ILedger).ledger_id)


def verify() -> list[Fault]:
    """Check every entry and seal now, and what pages take from them; empty if sound."""
    faults = proof.verify_ledger(export(), kept_seals())
    return [*faults, OUTCOMES_DIFFER] if getUtility(ILedger).differences() else faults


def ledger_status() -> LedgerStatus:
    """Return the figures and a check of the seals alone, which is quick."""
    ledger = getUtility(ILedger)
    seals = list(ledger.seals())
    unsealed = ledger.unsealed()
    lines = _kept_or_none(ledger.ledger_id)
    return LedgerStatus(
        ledger_id=ledger.ledger_id,
        entries=unsealed + (seals[-1].total if seals else 0),
        unsealed=unsealed,
        seals=len(seals),
        last_sealed=seals[-1].when if seals else 0,
        kept=None if lines is None else len(lines),
        faults=tuple(_seal_faults(ledger.ledger_id, seals, lines or [])),
    )


def _seal_faults(
    ledger_id: str, seals: list[Seal], lines: list[dict]
) -> Iterator[Fault]:
    digests = {seal.number: seal.digest for seal in seals}
    for seal in seals:
        if seal.digest != proof.seal_digest(ledger_id, asdict(seal)):
            yield proof.fault(f"seal {seal.number}", "seal")
    for line in lines:
        where = f"seal {line['number']}"
        if line["number"] not in digests:
            yield proof.fault(where, "seal_lost")
        elif line["digest"] != digests[line["number"]]:
            yield proof.fault(where, "seal_changed")


def check_receipt(receipt: Mapping) -> list[Fault]:
    """Verify a receipt by itself, by the kept seals, and against the ledger.

    Empty when it is sound. ``Invalid`` "not_a_receipt" when it is none.
    """
    authorise("see_own")
    ledger = getUtility(ILedger)
    try:
        faults = proof.verify_receipt(receipt, _kept_or_none(ledger.ledger_id))
    except (ValueError, RecursionError):
        raise Invalid("not_a_receipt") from None
    return faults if _holds(ledger, receipt) else [*faults, NOT_HERE]


def _holds(ledger, receipt: Mapping) -> bool:
    try:
        entry = ledger.entry(receipt["entry"]["stream"], receipt["entry"]["seq"])
    except Missing:
        return False
    return (entry.chain, ledger.ledger_id) == (receipt["chain"], receipt["ledger"])


def _kept_or_none(ledger_id: str) -> list[dict] | None:
    try:
        return _lines(ledger_id)
    except Unavailable:
        return None


def _lines(ledger_id: str) -> list[dict]:
    kept = []
    for place, line in enumerate(getUtility(ISealLog).lines(), 1):
        try:
            proof.check_kept(line, place)
        except proof.Unreadable:
            raise Unavailable("seal_log_damaged", line=place) from None
        kept.append(line)
    return [line for line in kept if line["ledger"] == ledger_id]

"""Messages about the faults of a receipt, for its owner."""

from collective.conduct.core.ledger.proof import Fault
from collective.conduct.i18n import _


_SEAL = _("fault_seal", default="Its seal does not belong to it.")
_KEPT = _(
    "fault_kept",
    default="Its seal is not the one that is kept outside the database.",
)
FAULTS = {
    "chain": _(
        "fault_chain", default="Something in it was changed after it was issued."
    ),
    "details": _(
        "fault_details", default="The words in it are not those that were sent."
    ),
    "edition": _(
        "fault_edition",
        default="It names another edition than the one that was answered.",
    ),
    "statement": _(
        "fault_statement", default="The choices in it are not those that were shown."
    ),
    "not_here": _(
        "fault_not_here", default="The record of this site holds no such answer."
    ),
    "seal": _SEAL,
    "inclusion": _SEAL,
    "inclusion_seal": _SEAL,
    "kept_line": _KEPT,
    "kept_twice": _KEPT,
    "seal_unknown": _KEPT,
}


def fault_words(fault: Fault):
    """The translatable message of a fault; the sentence of the proof if unknown."""
    return FAULTS.get(fault.code, fault.sentence)

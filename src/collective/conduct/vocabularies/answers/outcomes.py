"""Titles of outcomes, worded about a person: for lists that staff read."""

from collective.conduct.core.answers.coverage import NONE_YET
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.ledger.entries import ANSWER
from collective.conduct.core.ledger.entries import END
from collective.conduct.core.ledger.entries import NOTICE
from collective.conduct.core.ledger.entries import of_family
from collective.conduct.i18n import _


OUTCOME_TITLES = {
    "acknowledged": _("outcome_acknowledged", default="Has read it"),
    "committed": _("outcome_committed", default="Will follow it"),
    "objected": _("outcome_objected", default="Has objections"),
    "declined": _("outcome_declined", default="Does not answer"),
    "waived": _("outcome_waived", default="Need not answer"),
    "informed": _("outcome_informed", default="Has read the notice"),
    "lapsed": _("outcome_lapsed", default="No longer asked"),
    "none": _("outcome_none", default="Has not answered"),
}
require_rows(
    OUTCOME_TITLES,
    (*of_family(ANSWER, END, NOTICE), NONE_YET),
    "vocabularies/answers/outcomes.py: OUTCOME_TITLES",
)

"""What a reporter is told of a case: the promise before, and the sentence when done.

One row for each row of ``core.cases.reporter_facts``: no promise stands here whose
deed is not told, and no deed is told without words.
"""

from collective.conduct.core.cases.reporter_facts import GROUPS
from collective.conduct.core.cases.reporter_facts import TOLD
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.i18n import _


SENTENCES = {
    "let_in": _("fact_let_in", default="${by} let ${person} read it."),
    "let_out": _(
        "fact_let_out",
        default="${by} took access away from ${person}, who holds no function any"
        " more.",
    ),
    "lost_access": _("fact_lost_access", default="${person} can no longer read it."),
    "handed_over": _("fact_handed_over", default="${by} handed it over to ${person}."),
    "stepped_back": _(
        "fact_stepped_back", default="${by} stepped back and no longer reads it."
    ),
    "excluded": _(
        "fact_excluded",
        default="${by} shut ${person} out. What is written from then on is closed to"
        " them.",
    ),
    "lift_asked": _(
        "fact_lift_asked",
        default="${by} asked that ${person} is no longer shut out.",
    ),
    "lifted": _(
        "fact_lifted", default="${by} agreed that ${person} is no longer shut out."
    ),
    "lift_refused": _(
        "fact_lift_refused", default="${by} said that ${person} stays shut out."
    ),
    "chosen_after_all": _(
        "fact_chosen_after_all",
        default="You said that ${person}, whom you had not chosen, may read it after"
        " all.",
    ),
    "restored": _(
        "fact_restored", default="${by} let ${person}, who has a new key, in again."
    ),
    "merged": _(
        "fact_merged",
        default="${by} changed who handles it. The list says who can read it.",
    ),
    "took_in": _(
        "fact_took_in",
        default="${by} changed who handles it. The list says who can read it.",
    ),
    "half_given": _(
        "fact_half_given",
        default="${by}, who holds an escrow key, gave ${person} their half of it. Two"
        " halves open your report.",
    ),
    "successor": _(
        "fact_successor",
        default="Nobody could open your report. ${by}, who holds an escrow key,"
        " proposed that ${person} takes it over.",
    ),
    "recovered": _(
        "fact_recovered",
        default="${person} opened it with the halves of two escrow keys, and can read"
        " it from then on.",
    ),
    "identity_asked": _(
        "fact_identity_asked", default="${by} asked to see the name in your envelope."
    ),
    "identity_granted": _(
        "fact_identity_granted",
        default="${by} approved that ${person} opens your envelope, for seven days.",
    ),
    "identity_refused": _(
        "fact_identity_refused",
        default="${by} refused that ${person} opens your envelope.",
    ),
    "identity_opened": _("fact_identity_opened", default="${by} opened your envelope."),
    "outside_begun": _(
        "fact_outside_begun",
        default="${by} turned to somebody outside, who sees only what is sent to them.",
    ),
    "outside_ended": _(
        "fact_outside_ended", default="${by} ended an exchange with somebody outside."
    ),
}
require_rows(SENTENCES, TOLD, "vocabularies/cases/reporter_facts.py: SENTENCES")
PROMISES = {
    "readers": _(
        "promise_readers",
        default="who can read it, by name and function, and since when; who was let"
        " in, who handed it over, stepped back or was shut out",
    ),
    "escrow": _(
        "promise_escrow",
        default="if two holders of escrow keys opened it for somebody, since a"
        " passphrase was lost",
    ),
    "identity": _(
        "promise_identity",
        default="if somebody asked to see the name in your envelope, what was decided,"
        " and who opened it",
    ),
    "outside": _(
        "promise_outside", default="if somebody outside was asked for help, and by whom"
    ),
}
require_rows(PROMISES, GROUPS, "vocabularies/cases/reporter_facts.py: PROMISES")
A_PERSON = _("fact_a_person", default="a person")
GONE = _("fact_somebody", default="somebody who is no longer in the register")

"""For whom a report is sealed, in words: before it is sent, and afterwards.

One row for each key of ``core.cases.recipients.SEALED_FOR``.
"""

from collective.conduct.core.cases.recipients import SEALED_FOR
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.i18n import _


WILL_BE_SEALED = {
    "readers_and_escrow": "",
    "readers": _(
        "report_will_have_no_pair",
        default="As you have chosen, no two holders of escrow keys may open it. If all"
        " who can read it lose their passphrases, that cannot be mended: nobody can"
        " open it again.",
    ),
    "escrow": _(
        "report_will_have_no_reader",
        default="Nobody who handles reports can read it just now. You can send it all"
        " the same: then it is sealed for the holders of escrow keys. They are told"
        " that something awaits them. None of them opens it alone: two together choose"
        " somebody who may handle it. That takes longer. If it cannot wait, call:",
    ),
    "nobody": _(
        "report_cannot_be_sent",
        default="Nobody is left who could receive this: it is about them, they have"
        " seen it, or nobody has a confirmed key. It cannot be sent now. Call instead:",
    ),
}
SEALED = {
    "readers_and_escrow": "",
    "readers": _(
        "report_sealed_readers",
        default="No two holders of escrow keys may open it. If all who can read it lose"
        " their passphrases, that cannot be mended: nobody can open it again.",
    ),
    "escrow": _(
        "report_sealed_escrow",
        default="Nobody can read it yet. The holders of escrow keys are told that"
        " something awaits them. None of them opens it alone: two together choose"
        " somebody who may handle it.",
    ),
    "nobody": "",
}
require_rows(WILL_BE_SEALED, SEALED_FOR, "vocabularies/reports/sealing.py")
require_rows(SEALED, SEALED_FOR, "vocabularies/reports/sealing.py")

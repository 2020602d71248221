"""Sentences about rows of a case that are not as the program wrote them."""

from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.vault import streams
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.i18n import _


# What a row is called; ``number`` within its kind, ``name`` of a key's holder.
ROW_TITLES = {
    "content": _("row_content", default="The report"),
    "attachment": _("row_attachment", default="Name and type of file ${number}"),
    "cleaned": _("row_cleaned", default="Name and type of copy ${number} of a file"),
    "identity": _("row_identity", default="The sealed identity of the reporter"),
    "half": _("row_half", default="The readers' half of the key of the identity"),
    "message": _("row_message", default="Message ${number} to the reporter"),
    "posted": _("row_posted", default="Message ${number} of the reporter"),
    "note": _("row_note", default="Note ${number}"),
    "outside": _("row_outside", default="Message ${number} from outside"),
    "request": _("row_request", default="Request ${number} to be let in again"),
    "choice": _("row_choice", default="Later choice ${number} of the reporter"),
    "event": _("row_event", default="Event ${number}"),
    "record": _("row_record", default="Decision ${number}"),
    streams.FILE: _("row_file", default="File ${number}"),
    streams.KEY: _("row_key", default="A key of the case"),
    streams.EPOCH: _("row_epoch", default="The number of the newest keys"),
    streams.SUMMARY: _("row_summary", default="State, dates and links of the case"),
    streams.DEADLINE: _("row_deadline", default="Event ${number} of the deadlines"),
    streams.RECEIPT: _("row_receipt", default="A receipt of the reporter or a helper"),
    streams.LETTER: _("row_letter", default="Letter ${number} in a mailbox"),
    streams.READING: _("row_reading", default="Line ${number} of who has read it"),
    streams.LINE: _("row_line", default="Entry ${number} of what was changed"),
    streams.REGISTER: _("row_register", default="The register of all cases"),
}
ALL_ROWS = (*ENVELOPES, *streams.OTHER_ROWS, "reading", "line", "register")
require_rows(ROW_TITLES, ALL_ROWS, "vocabularies/cases/doubts.py: ROW_TITLES")
KEY_OF = _("row_key_of", default="The key of ${name}")
OLDER = _("line_older", default="(from before signatures)")
FINDINGS = {
    streams.CHANGED: _(
        "finding_changed", default="${row}: was changed, and not by this program."
    ),
    streams.MISSING: _(
        "finding_missing", default="${row}: was removed, and not by this program."
    ),
    streams.UNKNOWN: _(
        "finding_unknown", default="${row}: was added, and not by this program."
    ),
}
require_rows(FINDINGS, streams.FINDINGS, "vocabularies/cases/doubts.py: FINDINGS")

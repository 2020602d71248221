"""Titles and icons of states; a state is never shown by colour alone."""

from collective.conduct.core.common import access
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.i18n import _
from collective.conduct.vocabularies.common.state import State


DOCUMENT_STATES = {
    "draft": State(
        _("state_draft", default="Draft"),
        "pencil",
        _("state_draft_means", default="Only staff see it. The text can be changed."),
    ),
    "proposed": State(
        _("state_proposed", default="Proposed"),
        "hourglass-split",
        _(
            "state_proposed_means",
            default="It waits for adoption by the registrar. The text is locked.",
        ),
    ),
    "adopted": State(
        _("state_adopted", default="Adopted"),
        "check-circle",
        _(
            "state_adopted_means",
            default="The text is frozen in an edition. Start a revision to write the"
            " next one.",
        ),
    ),
    "revision": State(
        _("state_revision", default="Revision"),
        "pencil-square",
        _(
            "state_revision_means",
            default="The next edition is being written. Readers still see the adopted"
            " one.",
        ),
    ),
    "revision_proposed": State(
        _("state_revision_proposed", default="Revision proposed"),
        "hourglass-split",
        _(
            "state_revision_proposed_means",
            default="The next edition waits for adoption by the registrar. The text is"
            " locked; readers still see the adopted one.",
        ),
    ),
}

EDITION_STATES = {
    "upcoming": State(
        _("state_upcoming", default="Adopted, not yet in force"),
        "calendar-event",
        _("state_upcoming_means", default="It comes into force on a later day."),
    ),
    "in_force": State(
        _("state_in_force", default="In force"),
        "check-circle",
        _("state_in_force_means", default="This is what holds today."),
    ),
    "superseded": State(
        _("state_superseded", default="Superseded"),
        "archive",
        _("state_superseded_means", default="A later edition has taken its place."),
    ),
    "expired": State(
        _("state_expired", default="Expired"),
        "clock-history",
        _("state_expired_means", default="Its last day has passed."),
    ),
    "repealed": State(
        _("state_repealed", default="Repealed"),
        "slash-circle",
        _("state_repealed_means", default="It was ended without a successor."),
    ),
    "annulled": State(
        _("state_annulled", default="Annulled"),
        "x-circle",
        _(
            "state_annulled_means",
            default="It was adopted by mistake and never came into force.",
        ),
    ),
}
for _name, _states, _words in (
    ("DOCUMENT_STATES", access.DOCUMENT_STATES, DOCUMENT_STATES),
    ("EDITION_STATES", access.EDITION_STATES, EDITION_STATES),
):
    require_rows(_words, _states, f"vocabularies/documents/states.py: {_name}")

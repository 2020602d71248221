"""Forms for a frozen edition: correction note, annulment and repeal."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.documents.draft import may_view_draft
from collective.conduct.core.common.access import NOWHERE
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.documents import adopt
from collective.conduct.operations.documents.editions import state_of
from Products.Five.browser import BrowserView


# Action -> (view, its link); read_words belongs to no state.
LINKS = {
    "record_on_behalf": (
        "record-answers",
        _("link_record_answers", default="Record answers from a signed paper"),
    ),
    "read_words": ("words", _("link_words", default="Read the objections")),
    "correct": ("correct", _("link_correct", default="Write a correction note")),
    "annul": ("annul", _("link_annul", default="Annul the adoption")),
    "repeal": ("repeal", _("link_repeal", default="Repeal the edition")),
}
KEPT = _(
    "help_reason_kept",
    default="It is kept in the record for good. Do not write anything about a person.",
)


class Act(FormPage):
    """Base form of an action: one text field; dangerous ones ask to confirm."""

    action = ""
    field_name = "reason"
    dangerous = True
    help = KEPT
    previews = False  # whether it shows a campaign's preview above the form
    blames = {"reason_missing": "reason", "note_missing": "note"}

    def show(self):
        """Show the form only to whoever may perform the action."""
        authorise(self.action, self.context, state_of(self.context))
        return self.index()

    def do(self):
        """Perform the action and go back to the edition."""
        if self.dangerous and not self.typed("sure"):
            raise Invalid("not_confirmed", field="sure")
        self.perform(self.typed(self.field_name))
        return self.sent(self.url, self.done)

    def perform(self, words: str) -> None:
        """Call the operation."""
        getattr(adopt, self.action)(self.context, words)

    @property
    def fields(self) -> list[Field]:
        return [
            self.field(
                self.field_name,
                self.label,
                "area",
                help=self.help,
                required=True,
            )
        ]


class Correct(Act):
    """Add a dated correction note to the edition (rättelse)."""

    action = "correct"
    field_name = "note"
    dangerous = False
    title = _("title_correct", default="Write a correction note")
    help = _("help_note", default="All readers see it.")
    label = _("label_note", default="What is wrong, and how it should read")
    happens = _(
        "happens_correct",
        default="The note stands beside the edition with today's date. The text itself"
        " is not touched, and nobody is asked for a new answer.",
    )
    button = _("button_correct", default="Add the note")
    done = _("done_correct", default="The note stands beside the edition.")


class Annul(Act):
    """Undo an adoption made by mistake, before the edition is in force."""

    action = "annul"
    title = _("title_annul", default="Annul the adoption")
    label = _("label_reason", default="Reason")
    happens = _(
        "happens_annul",
        default="The edition never comes into force. It stays readable, marked as"
        " annulled, and its number is not used again. The document can be revised and"
        " adopted anew.",
    )
    button = _("button_annul", default="Annul the adoption")
    done = _("done_annul", default="The adoption is annulled.")


class Repeal(Act):
    """End an edition in force, with no successor."""

    action = "repeal"
    title = _("title_repeal", default="Repeal the edition")
    label = _("label_reason", default="Reason")
    happens = _(
        "happens_repeal",
        default="The edition ceases to hold today and nothing takes its place. Nobody"
        " is asked to answer it any more; answers that were given are kept.",
    )
    button = _("button_repeal", default="Repeal the edition")
    done = _("done_repeal", default="The edition is repealed.")


def open_links(edition) -> list[tuple[str, str]]:
    """Title and address of each action that the current user may do today."""
    state, url = state_of(edition), edition.absolute_url()
    return [
        (title, f"{url}/@@{view}")
        for action, (view, title) in LINKS.items()
        if may(action, edition, NOWHERE if action == "read_words" else state)
    ]


class Frozen(BrowserView):
    """Answer 403 in place of an edit form, with links to what is possible."""

    def __call__(self):
        self.request.response.setStatus(403)
        return self.index()

    @property
    def may_correct(self) -> bool:
        return may("correct", self.context, state_of(self.context))

    @property
    def may_view_draft(self) -> bool:
        return may_view_draft(self.context.aq_parent)

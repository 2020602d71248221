"""Page of a draft: its state, the problems to correct and the possible steps."""

from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.documents.lifecycle import transition
from collective.conduct.core.documents.text.provisions import toc
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.documents import drafting
from collective.conduct.operations.documents.drafts import language_of
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.vocabularies.documents.lints import lint_words
from collective.conduct.vocabularies.documents.states import DOCUMENT_STATES
from collective.conduct.vocabularies.documents.states import EDITION_STATES
from dataclasses import dataclass
from plone import api
from textwrap import shorten


@dataclass(frozen=True)
class ActionButton:
    """An action as a button: its label, its consequence and the message after it."""

    action: str
    label: str
    happens: str
    done: str
    asks: str = ""  # the label of a line to write, "" for none


STEPS = (
    ActionButton(
        "propose",
        _("button_propose", default="Propose for adoption"),
        _(
            "happens_propose",
            default="The text is locked and waits for the registrar. It can be sent"
            " back.",
        ),
        _("done_propose", default="The text is proposed."),
    ),
    ActionButton(
        "send_back",
        _("button_send_back", default="Send back"),
        _("happens_send_back", default="The text can be changed again."),
        _("done_send_back", default="The text was sent back."),
        _("label_send_back_comment", default="What should be changed (optional)"),
    ),
    ActionButton(
        "revise",
        _("button_revise", default="Start a revision"),
        _(
            "happens_revise",
            default="You write the next edition. Readers see the adopted one until"
            " then.",
        ),
        _("done_revise", default="You can now change the text."),
    ),
)


def may_edit(document) -> bool:
    """Whether the current user may change the document in its state."""
    return may("edit_document", document, api.content.get_state(document))


def may_view_draft(document) -> bool:
    """Whether the current user may see the draft of the document."""
    return may("view_draft", document, api.content.get_state(document))


def place_of(part) -> str:
    """Label of a group or provision: its number, else the beginning of its text."""
    if part is None:
        return ""
    text = getattr(part, "title", "") or getattr(part, "text", "")
    return part.number or shorten(text, 40, placeholder=" …")


class Draft(Page):
    """Show the text of the draft, its problems and the possible steps."""

    def do(self):
        """Propose, send back or start a revision."""
        action = self.typed("deed")
        step = next((each for each in STEPS if each.action == action), None)
        if step is None:
            raise Refused("not_allowed")
        drafting.move(self.context, action, self.typed("comment"))
        return self.sent(f"{self.url}/@@draft", step.done)

    # where am I
    @property
    def state_id(self) -> str:
        return api.content.get_state(self.context)

    @property
    def state(self):
        """The state's title, icon and meaning."""
        return DOCUMENT_STATES[self.state_id]

    @property
    def sent_back(self) -> str:
        """What was written when the text was sent back last; "" otherwise."""
        tool = api.portal.get_tool("portal_workflow")
        action = tool.getInfoFor(self.context, "action", "") or ""
        if not action.startswith("send_back"):
            return ""
        return tool.getInfoFor(self.context, "comments", "")

    @property
    def editions(self) -> list[dict]:
        """The frozen editions with their state today, latest first."""
        return [
            {
                "number": edition.number,
                "url": edition.absolute_url(),
                "state": EDITION_STATES[state_of(edition)],
            }
            for edition in reversed(editions_of(self.context))
        ]

    # what awaits it
    @property
    def problems(self) -> list[dict]:
        """Problems to correct, blocking ones first, each with its place."""
        structure, language = self.structure, self.text_language
        return [
            {
                "blocks": each.severity == "error",
                "words": self.t(lint_words(each, language, self.t, self.day)),
                "where": each.where,
                "place": place_of(structure.get(each.where)) if each.where else "",
            }
            for each in drafting.problems(self.context)
        ]

    @property
    def unsure(self) -> int:
        """Number of provisions whose identity the author must confirm."""
        return len(self.context.unsure)

    @property
    def ready(self) -> bool:
        """Whether nothing is unsure and no problem blocks a proposal."""
        return not self.unsure and not any(each["blocks"] for each in self.problems)

    # what can be done now
    def may(self, action: str) -> bool:
        """Whether the current user may do this action on the document now."""
        return may(action, self.context, self.state_id)

    @property
    def steps(self) -> list[ActionButton]:
        """The steps that are open to the current user, as buttons."""
        return [
            step
            for step in STEPS
            if transition(step.action, self.state_id) and self.may(step.action)
        ]

    @property
    def can_edit(self) -> bool:
        return may_edit(self.context)

    @property
    def can_adopt(self) -> bool:
        return self.may("adopt")

    # the text
    @property
    def html(self) -> str:
        """The sanitised text with its inner links resolved."""
        text = self.context.text
        return (text.output_relative_to(self.context) or "") if text else ""

    @property
    def text_language(self) -> str:
        return language_of(self.context)

    @property
    def structure(self):
        return structure_of(self.context)

    @property
    def contents(self) -> tuple:
        return toc(self.structure)

"""Pages of an edition, and of a document as its edition in force."""

from collective.conduct.browser.answers.edition_model import EditionModel
from collective.conduct.browser.common.base import Page
from collective.conduct.core.ledger.proof import canonical
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.editions import current_of
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.documents.editions import state_of
from functools import cached_property
from plone import api


class EditionView(Page):
    """Page of one edition, in any state."""

    goes_on = True

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        return self.index()

    @cached_property
    def model(self) -> EditionModel:
        """What the template shows."""
        document, wanted = self.context.aq_parent, self.typed("language")
        return EditionModel(self.translator, document, self.context, wanted, self.url)


class DocumentView(Page):
    """Page of a policy or code: the edition in force, or why there is none."""

    goes_on = True

    def show(self):
        authorise("view_document", self.context, api.content.get_state(self.context))
        return self.index()

    @cached_property
    def model(self) -> EditionModel:
        """What the template shows; its edition is None when none is in force."""
        current = current_of(self.context)
        edition = edition_at(current) if current else None
        wanted = self.typed("language")
        return EditionModel(self.translator, self.context, edition, wanted, self.url)


class EditionFile(Page):
    """The edition as the file that ``conduct-verify edition`` reads."""

    goes_on = True

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        name = f"{self.context.aq_parent.getId()}-{self.context.getId()}.json"
        self.download(name, "application/json; charset=utf-8")
        return canonical(
            {
                "format": "conduct-edition/1",
                "manifest": self.context.manifest,
                "manifest_hash": self.context.manifest_hash,
            }
        ).decode()

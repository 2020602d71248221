"""Page: compare any two editions of a document, or one with the draft."""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.documents.changes import ChangesInWords
from collective.conduct.browser.documents.changes import interesting
from collective.conduct.browser.documents.draft import may_view_draft
from collective.conduct.core.common.errors import Missing
from collective.conduct.i18n import _
from collective.conduct.operations.documents.differences import between
from collective.conduct.operations.documents.differences import DRAFT
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.operations.documents.editions import sees
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.vocabularies.documents.states import EDITION_STATES


class Differences(Page):
    """Table of what was added, removed, changed, moved and renumbered."""

    goes_on = True

    def show(self):
        """Compare before rendering, so that a wrong number gives an error message."""
        self.editions = [e for e in editions_of(self.context) if sees(e)]
        self.old, self.new = self._old(), self._new()
        self.compared = self._compare()
        return self.index()

    def _compare(self):
        if self.old is None or self.new is None:
            return None
        return between(self.context, self.old, self.new, self.language)

    def _new(self) -> int | str | None:
        chosen = self.typed("to")
        if chosen == DRAFT:
            return DRAFT
        if chosen:
            return self._edition_in("to")
        if len(self.editions) == 1 and may_view_draft(self.context):
            return DRAFT
        return self.editions[-1].number if self.editions else None

    def _old(self) -> int | None:
        if self.typed("from"):
            return self._edition_in("from")
        numbers = [each.number for each in self.editions]
        if self.typed("to") == DRAFT or len(numbers) < 2:
            return numbers[-1] if numbers else None
        return numbers[-2]

    @property
    def older(self) -> list[Option]:
        """The editions to choose from, for the left side."""
        return [(str(each.number), self._title(each)) for each in self.editions]

    @property
    def newer(self) -> list[Option]:
        """The editions to choose from, and the draft for those who may see it."""
        draft = (DRAFT, self.t(_("option_draft", default="The draft")))
        return [*self.older, draft] if may_view_draft(self.context) else self.older

    def _title(self, edition) -> str:
        state = self.t(EDITION_STATES[state_of(edition)].title)
        words = _(
            "option_edition",
            default="Edition ${number} (${state})",
            mapping={"number": edition.number, "state": state.lower()},
        )
        return self.t(words)

    @property
    def rows(self) -> list[dict]:
        """What is shown of each change; what stayed as it was is only counted."""
        changes = interesting(self.compared.diff)
        return ChangesInWords(self.translator).rows(changes, self.compared.nonmaterial)

    @property
    def headline(self) -> str:
        """How many of each kind, in a sentence."""
        return ChangesInWords(self.translator).summary(self.compared.diff)

    def _edition_in(self, name: str) -> int:
        number = self.typed_number(name)
        if number is None:
            raise Missing("no_edition")
        return number

"""Pages where the author confirms provisions and marks non-material changes."""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.documents.changes import ChangesInWords
from collective.conduct.browser.documents.draft import may_edit
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.text.diff import words_between
from collective.conduct.i18n import _
from collective.conduct.operations.documents import drafting
from collective.conduct.operations.documents.differences import draft_changes


class ReviewProvisions(Page):
    """Ask for each unsure provision whether it is the old one, reworded, or new."""

    def do(self):
        """Confirm all of them at once."""
        cases = self.context.unsure
        choices = {each.id: self.typed(f"choice-{each.id}") for each in cases}
        if any(choice not in ("same", "new") for choice in choices.values()):
            raise Invalid("choice_missing")
        same = {each.id: each.old_id for each in cases if choices[each.id] == "same"}
        drafting.confirm(self.context, same)
        return self.sent(
            f"{self.url}/@@draft",
            _("done_review_provisions", default="Your choices are kept."),
        )

    @property
    def cases(self) -> list[dict]:
        """The unsure ones with both texts and what differs, word by word."""
        return [
            {
                "id": each.id,
                "old": each.old_text,
                "new": each.new_text,
                "words": words_between(each.old_text, each.new_text),
                "choice": self.typed(
                    f"choice-{each.id}", "same" if each.id == each.old_id else "new"
                ),
            }
            for each in self.context.unsure
        ]

    @property
    def can_edit(self) -> bool:
        return may_edit(self.context)


class MaterialChanges(Page):
    """Mark the changes since the last edition that ask for no new answer (E6)."""

    def do(self):
        """Save the marks with their reasons; an unticked change is material."""
        known = {change.id for change in self.changes}
        ticked = [name for name in self.chosen("nonmaterial") if name in known]
        drafting.mark(
            self.context, {name: self.typed(f"reason-{name}") for name in ticked}
        )
        return self.sent(
            f"{self.url}/@@draft",
            _("done_material_changes", default="Your marks are kept."),
        )

    @property
    def words(self) -> ChangesInWords:
        """Labels and summaries of changes."""
        return ChangesInWords(self.translator)

    @property
    def compared(self):
        """The comparison with the last edition, None before the first."""
        return draft_changes(self.context)

    @property
    def changes(self) -> tuple:
        """The changes that would ask for a new answer."""
        comparison = self.compared
        return comparison.diff.changes if comparison else ()

    def ticked(self, name: str) -> bool:
        """Whether the box is ticked: as sent, else as stored."""
        if self.request.method == "POST":
            return name in self.chosen("nonmaterial")
        return name in self.context.nonmaterial

    def reason(self, name: str) -> str:
        """The reason as typed, else as stored."""
        return self.typed(f"reason-{name}", self.context.nonmaterial.get(name, ""))

    def lacks_reason(self, name: str) -> bool:
        """Whether a ticked change was sent without its reason."""
        return bool(self.error) and self.ticked(name) and not self.reason(name).strip()

    @property
    def can_edit(self) -> bool:
        return may_edit(self.context)

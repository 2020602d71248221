"""Labels, icons and summaries of the changes between two texts."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.documents.text.diff import Change
from collective.conduct.core.documents.text.diff import Diff
from collective.conduct.core.documents.text.diff import KINDS
from collective.conduct.i18n import _


WORDS = {
    "added": (_("change_added", default="Added"), "plus-circle"),
    "removed": (_("change_removed", default="Removed"), "dash-circle"),
    "changed": (_("change_changed", default="Changed"), "pencil"),
    "moved": (_("change_moved", default="Moved"), "arrow-down-up"),
    "renumbered": (_("change_renumbered", default="Renumbered"), "hash"),
}
COUNTS = {
    "changed": _("count_changed", default="${count} changed"),
    "added": _("count_added", default="${count} added"),
    "removed": _("count_removed", default="${count} removed"),
    "moved": _("count_moved", default="${count} moved"),
    "renumbered": _("count_renumbered", default="${count} unchanged though renumbered"),
    "unchanged": _("count_unchanged", default="${count} unchanged"),
}


class ChangesInWords:
    """Describe changes in the language of a request."""

    def __init__(self, words: Translator) -> None:
        self._t = words.t

    def told(self, change: Change) -> dict:
        """Return a change's title, icon, kind of part, number and further kinds."""
        title, icon = WORDS[change.kind]
        return {
            "title": self._t(title),
            "icon": icon,
            "part": self._part(change),
            "number": self._number(change),
            "also": [
                self._t(WORDS[kind][0]).lower()
                for kind in ("moved", "renumbered")
                if getattr(change, kind) and kind != change.kind
            ],
        }

    def rows(self, changes: Iterable[Change], reasons: Mapping[str, str]) -> list[dict]:
        """Each change as a page shows it, with why it asks nobody anew."""
        return [
            {
                "id": change.id,
                "told": self.told(change),
                "words": change.words,
                "reason": reasons.get(change.id, ""),
            }
            for change in changes
        ]

    def summary(self, diff: Diff) -> str:
        """One sentence: "2 changed, 1 added, 14 unchanged though renumbered".

        It counts the rules; the headings and other text when there is none.
        """
        rules = any(change.is_rule for change in diff.changes)
        counts = diff.counts(rules=rules)
        order = [kind for kind in COUNTS if counts[kind]]
        words = ", ".join(self._t(_counted(kind, counts[kind])) for kind in order)
        return words[:1].upper() + words[1:]

    def _part(self, change: Change) -> str:
        part = change.new or change.old
        kind = getattr(part, "kind", "group")
        return self._t(PARTS[kind])

    def _number(self, change: Change) -> str:
        old, new = change.old, change.new
        if not change.renumbered:
            return (new or old).number
        if not old.number or not new.number:
            return new.number or old.number
        mapping = {"old": old.number, "new": new.number}
        words = _("change_number", default="${new}, was ${old}", mapping=mapping)
        return self._t(words)


PARTS = {
    "group": _("part_heading", default="Heading"),
    "rule": _("part_rule", default="Provision"),
    "item": _("part_item", default="List item"),
    "text": _("part_text", default="Paragraph"),
    "table": _("part_table", default="Table"),
}


def _counted(kind: str, count: int):
    message = COUNTS[kind]
    return _(str(message), default=message.default, mapping={"count": count})


def interesting(diff: Diff) -> tuple[Change, ...]:
    """Return all changes but unchanged parts, in the order of the new text."""
    return diff.of(*(kind for kind in KINDS if kind != "unchanged"))

"""Figures as tables with bars: by body, by party, for whatever lines there are."""

from collections.abc import Mapping
from collective.conduct.browser.base import Page
from collective.conduct.browser.listing import HEADS
from collective.conduct.core import coverage as core
from collective.conduct.i18n import _
from collective.conduct.principals.titles import body_title
from collective.conduct.vocabularies.outcomes import OUTCOME_TITLES
from typing import Any


class Bars(Page):
    """Base of pages with figures; they say where a part is looked at closer."""

    outcome_titles: Mapping[str, Any] = OUTCOME_TITLES

    @property
    def answered_title(self) -> str:
        """The head of the column with the figure that counts."""
        return self.t(_("column_answered", default="Answered"))

    def part_url(self, column: str, key: str) -> str:
        """The address of the people of one part, "" when there is none."""
        return ""

    def parts_of(self, lines: list[core.Line]) -> list[dict]:
        """Figures by body and by party, each part with its words."""
        captions = {
            "body": _("caption_by_body", default="By body"),
            "party": _("caption_by_party", default="By party"),
        }
        return [
            {
                "column": column,
                "head": self.t(HEADS[column]),
                "caption": self.t(caption),
                "rows": [
                    self.bar_row(
                        self._part_title(column, key),
                        figures,
                        self.part_url(column, key) if key else "",
                    )
                    for key, figures in core.grouped(lines, column).items()
                ],
            }
            for column, caption in captions.items()
        ]

    def _part_title(self, column: str, key: str) -> str:
        if column == "party":
            return key or self.t(_("no_party", default="No party"))
        return body_title(key) if key else self.t(_("no_body", default="No body"))

    def bar_row(self, title: str, figures: core.Figures, url: str = "") -> dict:
        """A row of a table of figures."""
        return {
            "title": title,
            "url": url,
            "figures": figures,
            "bar": self._bar(figures),
        }

    def _bar(self, figures: core.Figures) -> list[dict]:
        """Pieces of a bar that is 100 wide, in the order of the answers."""
        pieces, at = [], 0.0
        for kind, count in figures.by_outcome.items():
            width = 100 * count / figures.asked
            title = f"{self.outcome_title(kind)}: {count}"
            pieces.append({"kind": kind, "x": at, "width": width, "title": title})
            at += width
        return pieces

    def kinds_of(self, figures: core.Figures) -> list[tuple[str, str]]:
        """The outcomes that occur, with their words."""
        return [(key, self.outcome_title(key)) for key in figures.by_outcome]

    def outcome_title(self, key: str) -> str:
        return self.t(self.outcome_titles[key])

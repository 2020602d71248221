"""Tables of figures with bars, by body and by party."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.browser.answers.listing import HEADS
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.answers import coverage as core
from collective.conduct.i18n import _
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.answers.outcomes import OUTCOME_TITLES
from typing import Any


ANSWERED = _("column_answered", default="Answered")


def _nowhere(column: str, key: str) -> str:
    return ""


class Bars:
    """Tables of figures in the language of a request.

    ``outcome_titles``: the titles of outcomes. ``part_url``: the address of the
    people of one part (column, key), "" when there is none. ``answered``: the head
    of the column with the figure that counts.
    """

    def __init__(
        self,
        words: Translator,
        lines: list[core.CoverageRow],
        outcome_titles: Mapping[str, Any] = OUTCOME_TITLES,
        part_url: Callable[[str, str], str] = _nowhere,
        answered: Any = ANSWERED,
    ) -> None:
        self._t, self._titles, self._url = words.t, outcome_titles, part_url
        self._lines, self.figures = lines, core.figures(lines)
        self.answered_title = words.t(answered)

    @property
    def parts(self) -> list[dict]:
        """Figures by body and by party, each part with its words."""
        captions = {
            "body": _("caption_by_body", default="By body"),
            "party": _("caption_by_party", default="By party"),
        }
        return [
            {
                "column": column,
                "head": self._t(HEADS[column]),
                "caption": self._t(caption),
                "rows": [
                    self.row(
                        self._part_title(column, key),
                        figures,
                        self._url(column, key) if key else "",
                    )
                    for key, figures in core.grouped(self._lines, column).items()
                ],
            }
            for column, caption in captions.items()
        ]

    def _part_title(self, column: str, key: str) -> str:
        if column == "party":
            return key or self._t(_("no_party", default="No party"))
        return body_title(key) if key else self._t(_("no_body", default="No body"))

    def row(self, title: str, figures: core.Figures, url: str = "") -> dict:
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

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The outcomes that occur, with their words."""
        return [(key, self.outcome_title(key)) for key in self.figures.by_outcome]

    def outcome_title(self, key: str) -> str:
        return self._t(self._titles[key])

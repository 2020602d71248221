"""A list of people that sorts, filters and turns pages by its address alone."""

from collections.abc import Mapping
from collective.conduct.browser.forms import Option
from collective.conduct.browser.listing import FILTERS
from collective.conduct.browser.listing import Listing
from collective.conduct.core.coverage import Line
from collective.conduct.i18n import _
from math import ceil
from urllib.parse import urlencode


BATCH = 50


class People(Listing):
    """Base of pages with such a list; ``view_name`` is where the list stands."""

    view_name = "@@coverage"
    outcome_icons: Mapping[str, str] = {}

    @property
    def rows(self) -> list[list[dict]]:
        """The people of this page of the list, each a row of cells."""
        start = (self.page - 1) * BATCH
        return [self._row(line) for line in self.found[start : start + BATCH]]

    def _row(self, line: Line) -> list[dict]:
        cells = self.cells(line)
        icons = {"outcome": self.outcome_icons.get(line.outcome, "")}
        return [
            {
                "label": self.t(self.column_heads[key]),
                "text": cells[key],
                "icon": icons.get(key, ""),
            }
            for key in self.columns
        ]

    @property
    def pages(self) -> int:
        return max(1, ceil(len(self.found) / BATCH))

    @property
    def page(self) -> int:
        return min(self.typed_number("page") or 1, self.pages)

    @property
    def heads(self) -> list[dict]:
        """Columns as links that sort; the same again turns the order."""
        return [self._head(key) for key in self.columns]

    def _head(self, key: str) -> dict:
        here = key == self.sorted_by
        turned = "" if self.downwards else "1"
        order = "descending" if self.downwards else "ascending"
        return {
            "key": key,
            "title": self.t(self.column_heads[key]),
            "url": self.link(sort=key, down=turned if here else ""),
            "order": order if here else None,
        }

    def choices(self, name: str) -> list[Option]:
        """The values of a filter, with their words."""
        values = sorted({getattr(line, name) for line in self.everybody})
        words = {
            "outcome": lambda key: self.t(self.outcome_titles[key]),
            "body": self.body_title,
            "party": str,
        }[name]
        every = ("", self.t(_("option_all", default="All")))
        return [every, *((value, words(value)) for value in values if value)]

    @property
    def filters(self) -> list[dict]:
        """The filters as fields of a form."""
        return [
            {
                "name": name,
                "label": self.t(self.column_heads[name]),
                "options": self.choices(name),
                "value": self.typed(name),
            }
            for name in FILTERS
        ]

    def link(self, view: str = "", **changes) -> str:
        """This list with some of its settings changed; back to its first page."""
        names = (*FILTERS, "sort", "down")
        query = {name: self.typed(name) for name in names} | changes
        kept = urlencode({name: value for name, value in query.items() if value})
        place = f"{self.url}/{view or self.view_name}"
        return f"{place}?{kept}" if kept else place

    def turn(self, page: int) -> str:
        """The link to another page of the list."""
        return self.link(page=str(page))

    @property
    def files(self) -> dict[str, str]:
        """The addresses of this very list as CSV and for Excel."""
        stem = self.view_name.removeprefix("@@")
        return {each: self.link(f"@@{stem}.{each}") for each in ("csv", "xlsx")}

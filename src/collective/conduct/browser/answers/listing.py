"""A list of people that is filtered, sorted and paged by its address alone."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.answers import coverage as core
from collective.conduct.i18n import _
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.answers.outcomes import OUTCOME_TITLES
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from math import ceil
from typing import Any
from urllib.parse import urlencode


HEADS = {
    "name": _("column_name", default="Name"),
    "body": _("column_body", default="Body"),
    "party": _("column_party", default="Party"),
    "outcome": _("column_outcome", default="Answer"),
}
FILTERS = ("outcome", "body", "party")
ASKED = (*FILTERS, "sort", "down", "page")
BATCH = 50
DIGITS = 10  # of a number of a page


@dataclass(frozen=True)
class Bundle:
    """One choice of the filter that stands for several outcomes."""

    title: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class ListStyle:
    """What differs between the lists: view, columns and texts."""

    view_name: str = "@@coverage"
    files: str = "coverage"  # the views of the same list as files, without ending
    columns: tuple[str, ...] = core.COLUMNS
    heads: Mapping[str, Any] = field(default_factory=lambda: HEADS)
    outcome_titles: Mapping[str, Any] = field(default_factory=lambda: OUTCOME_TITLES)
    outcome_icons: Mapping[str, str] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)


class PeopleList:
    """The people whom something asks, as a request filters and sorts them.

    ``asked``: the values of ``ASKED``; ``url``: that of the object.
    """

    def __init__(
        self,
        words: Translator,
        everybody: list[core.CoverageRow],
        asked: Mapping[str, str],
        url: str,
        style: ListStyle,
    ) -> None:
        self._words, self._asked, self._url = words, asked, url
        self.everybody, self.style = everybody, style

    # who
    @cached_property
    def found(self) -> list[core.CoverageRow]:
        """The lines that pass the filters, sorted."""
        values = {name: self._asked[name] for name in FILTERS if self._asked[name]}
        lines = [
            line
            for line in self.everybody
            if all(self._fits(line, name, value) for name, value in values.items())
        ]
        return core.ordered(lines, self.sorted_by, self.downwards)

    def _fits(self, line: core.CoverageRow, name: str, value: str) -> bool:
        if name == "outcome" and value in self.style.bundles:
            return line.outcome in self.style.bundles[value].outcomes
        return getattr(line, name) == value

    @property
    def sorted_by(self) -> str:
        column = self._asked["sort"] or "name"
        return column if column in self.style.columns else "name"

    @property
    def downwards(self) -> bool:
        return bool(self._asked["down"])

    # as rows
    def cells(self, line: core.CoverageRow) -> dict[str, str]:
        """Return the cells of a line as text, by column."""
        return {
            "name": line.name,
            "body": body_title(line.body),
            "party": line.party,
            "outcome": self._words.t(self.style.outcome_titles[line.outcome]),
            "due": self._words.day(line.due),
        }

    @property
    def rows(self) -> list[list[dict]]:
        """The people of this page of the list, each a row of cells."""
        start = (self.page - 1) * BATCH
        return [self._row(line) for line in self.found[start : start + BATCH]]

    def _row(self, line: core.CoverageRow) -> list[dict]:
        cells = self.cells(line)
        icons = {"outcome": self.style.outcome_icons.get(line.outcome, "")}
        return [
            {
                "label": self._words.t(self.style.heads[key]),
                "text": cells[key],
                "icon": icons.get(key, ""),
            }
            for key in self.style.columns
        ]

    def table(self) -> tuple[list, list]:
        """The whole filtered list, for a file: head and rows."""
        columns = self.style.columns
        head = [self._words.t(self.style.heads[key]) for key in columns]
        rows = [self.cells(line) for line in self.found]
        return head, [[cells[key] for key in columns] for cells in rows]

    # its pages
    @property
    def pages(self) -> int:
        return max(1, ceil(len(self.found) / BATCH))

    @property
    def page(self) -> int:
        asked = self._asked["page"]
        number = int(asked) if asked.isdecimal() and len(asked) <= DIGITS else 1
        return min(number or 1, self.pages)

    # its heads and filters
    @property
    def heads(self) -> list[dict]:
        """Columns as links that sort; that of the sorted column reverses the order."""
        return [self._head(key) for key in self.style.columns]

    def _head(self, key: str) -> dict:
        here = key == self.sorted_by
        turned = "" if self.downwards else "1"
        order = "descending" if self.downwards else "ascending"
        return {
            "key": key,
            "title": self._words.t(self.style.heads[key]),
            "url": self.link(sort=key, down=turned if here else ""),
            "order": order if here else None,
        }

    def filters(self, names: Iterable[str] = FILTERS) -> list[dict]:
        """The filters as fields of a form."""
        return [
            {
                "name": name,
                "label": self._words.t(self.style.heads[name]),
                "options": self._choices(name),
                "value": self._asked[name],
            }
            for name in names
        ]

    def _choices(self, name: str) -> list[Option]:
        """The values of a filter, with their titles."""
        values = sorted({getattr(line, name) for line in self.everybody})
        titles = {
            "outcome": lambda key: self._words.t(self.style.outcome_titles[key]),
            "body": body_title,
            "party": str,
        }[name]
        bundles = self.style.bundles.items() if name == "outcome" else ()
        return [
            ("", self._words.t(_("option_all", default="All"))),
            *((key, self._words.t(bundle.title)) for key, bundle in bundles),
            *((value, titles(value)) for value in values if value),
        ]

    # its addresses
    def link(self, view: str = "", **changes) -> str:
        """Return the address of this list with settings changed, at its first page."""
        query = {name: self._asked[name] for name in ASKED if name != "page"} | changes
        encoded = urlencode({name: value for name, value in query.items() if value})
        place = f"{self._url}/{view or self.style.view_name}"
        return f"{place}?{encoded}" if encoded else place

    def turn(self, page: int) -> str:
        """The link to another page of the list."""
        return self.link(page=str(page))

    def part_url(self, column: str, key: str) -> str:
        """The link to the people of one body or party."""
        return f"{self.link(**{column: key})}#people"

    @property
    def files(self) -> dict[str, str]:
        """The addresses of this list as CSV and Excel files."""
        return {
            each: self.link(f"@@{self.style.files}.{each}") for each in ("csv", "xlsx")
        }


def people_list(
    page, everybody: list[core.CoverageRow], style: ListStyle
) -> PeopleList:
    """Return the list as the request of a page asks for it."""
    asked = {name: page.typed(name) for name in ASKED}
    return PeopleList(page.translator, everybody, asked, page.url, style)

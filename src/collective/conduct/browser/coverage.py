"""Who has answered an edition and who has not, with figures and their base."""

from collective.conduct.browser.bars import Bars
from collective.conduct.browser.forms import Option
from collective.conduct.browser.listing import FILTERS
from collective.conduct.browser.listing import HEADS
from collective.conduct.browser.listing import Listing
from collective.conduct.core import coverage as core
from collective.conduct.i18n import _
from collective.conduct.operations.authority import may
from collective.conduct.operations.coverage import scope_of
from collective.conduct.operations.editions import state_of
from collective.conduct.vocabularies.outcomes import OUTCOME_TITLES
from collective.conduct.vocabularies.states import EDITION_STATES
from math import ceil
from urllib.parse import urlencode


BATCH = 50


class Coverage(Bars, Listing):
    """Figures, tables per body and party, and the list of people."""

    def show(self):
        """Names of people are kept by no cache on the way."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.figures = core.figures(self.everybody)
        return self.index()

    # figures
    @property
    def parts(self) -> list[dict]:
        """Figures by body and by party."""
        return self.parts_of(self.everybody)

    def part_url(self, column: str, key: str) -> str:
        return f"{self.link(**{column: key})}#people"

    @property
    def kinds(self) -> list[Option]:
        """The outcomes that occur, for heads of columns and the filter."""
        return self.kinds_of(self.figures)

    # the list
    @property
    def rows(self) -> list[dict[str, str]]:
        """The people of this page of the list."""
        start = (self.page - 1) * BATCH
        return [self.cells(line) for line in self.found[start : start + BATCH]]

    @property
    def pages(self) -> int:
        return max(1, ceil(len(self.found) / BATCH))

    @property
    def page(self) -> int:
        return min(self.typed_number("page") or 1, self.pages)

    @property
    def heads(self) -> list[dict]:
        """Columns as links that sort; the same again turns the order."""
        return [self._head(key) for key in core.COLUMNS]

    def _head(self, key: str) -> dict:
        here = key == self.sorted_by
        turned = "" if self.downwards else "1"
        order = "descending" if self.downwards else "ascending"
        return {
            "key": key,
            "title": self.t(HEADS[key]),
            "url": self.link(sort=key, down=turned if here else ""),
            "order": order if here else None,
        }

    def choices(self, name: str) -> list[Option]:
        """The values of a filter, with their words."""
        values = sorted({getattr(line, name) for line in self.everybody})
        words = {
            "outcome": lambda key: self.t(OUTCOME_TITLES[key]),
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
                "label": self.t(HEADS[name]),
                "options": self.choices(name),
                "value": self.typed(name),
            }
            for name in FILTERS
        ]

    def link(self, view: str = "@@coverage", **changes) -> str:
        """This list with some of its settings changed; back to its first page."""
        names = (*FILTERS, "sort", "down")
        query = {name: self.typed(name) for name in names} | changes
        kept = urlencode({name: value for name, value in query.items() if value})
        return f"{self.url}/{view}?{kept}" if kept else f"{self.url}/{view}"

    def turn(self, page: int) -> str:
        """The link to another page of the list."""
        return self.link(page=str(page))

    # where am I, and what can be done
    @property
    def state(self):
        return EDITION_STATES[state_of(self.context)]

    @property
    def sees_everything(self) -> bool:
        return scope_of(self.who).everything

    @property
    def may_record(self) -> bool:
        return may("record_on_behalf", self.context, state_of(self.context))

    @property
    def may_read_words(self) -> bool:
        return may("read_words", self.context)

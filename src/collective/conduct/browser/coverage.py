"""Who has answered an edition and who has not, with figures and their base."""

from collective.conduct.browser.bars import Bars
from collective.conduct.browser.forms import Option
from collective.conduct.browser.peoplelist import People
from collective.conduct.core import coverage as core
from collective.conduct.operations.authority import may
from collective.conduct.operations.coverage import scope_of
from collective.conduct.operations.editions import state_of
from collective.conduct.operations.request_privacy import keep_private
from collective.conduct.vocabularies.states import EDITION_STATES


class Coverage(Bars, People):
    """Figures, tables per body and party, and the list of people."""

    def show(self):
        """Names of people are kept by no cache on the way."""
        keep_private(self.request.response)
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

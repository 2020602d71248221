"""Who has answered an edition and who has not, with figures and their base."""

from collective.conduct.browser.answers.bars import Bars
from collective.conduct.browser.answers.listing import ListStyle
from collective.conduct.browser.answers.listing import people_list
from collective.conduct.browser.answers.listing import PeopleList
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.files import CsvFile
from collective.conduct.browser.common.files import XlsxFile
from collective.conduct.operations.answers.coverage import coverage
from collective.conduct.operations.answers.coverage import scope_of
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.vocabularies.documents.states import EDITION_STATES
from functools import cached_property


STYLE = ListStyle()


def people_of_edition(page) -> PeopleList:
    """The people of the edition of a page, as far as the viewer may see them."""
    return people_list(page, coverage(page.context), STYLE)


class CoveragePage(Page):
    """Figures, tables per body and party, and the list of people."""

    def show(self):
        """Show the page; no cache may store the names of people."""
        keep_private(self.request.response)
        self.bars = Bars(
            self.translator, self.people.everybody, part_url=self.people.part_url
        )
        return self.index()

    @cached_property
    def people(self) -> PeopleList:
        """The list of people."""
        return people_of_edition(self)

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


class CoverageCsv(CsvFile):
    """``@@coverage.csv``"""

    @property
    def file_name(self) -> str:
        """It tells the document and the edition."""
        return f"{self.context.aq_parent.getId()}-{self.context.getId()}"

    def table(self) -> tuple[list, list]:
        return people_of_edition(self).table()


class CoverageXlsx(XlsxFile):
    """``@@coverage.xlsx``"""

    file_name = CoverageCsv.file_name
    table = CoverageCsv.table

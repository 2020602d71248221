"""``@@case-log``: who read what in a case, for the group that handles it."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.operations.cases.access_log import AccessLines
from collective.conduct.operations.cases.access_log import who_read
from collective.conduct.vocabularies.cases.titles import READ
from functools import cached_property
from itertools import groupby


class CaseLogPage(CasePage):
    """One line for each day, person and kind of reading, the latest first."""

    @cached_property
    def read(self) -> AccessLines:
        return who_read(self.open_case)

    @property
    def doubts(self) -> list[str]:
        """Sentences about lines that are not as they were written."""
        return self.doubt_lines(self.read.doubts)

    @property
    def lines(self) -> list[dict]:
        rows = [
            (self.moment(each.when).rpartition(" ")[0], each.person, each.kind)
            for each in self.read.lines
        ]
        return [
            {
                "day": day,
                "name": self.name(person),
                "what": self.t(READ[kind]),
                "times": rows.count((day, person, kind)),
            }
            for (day, person, kind), _same in groupby(dict.fromkeys(rows))
        ]

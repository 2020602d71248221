"""``@@case-links``: related cases; merge, separate, put in a series."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import Invalid
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases.summary import facts_of
from functools import cached_property


class CaseLinksPage(CasePage):
    """Merge and separate cases, put them in a series and take them out of it."""

    actions = ("merge", "part", "series", "leave_series")

    # actions
    def merge(self) -> None:
        other = self._other()
        linking.merge(self.open_case, other)

    def part(self) -> None:
        linking.part(self.open_case)

    def series(self) -> None:
        other = self._other()
        linking.put_in_series(self.open_case, other)

    def leave_series(self) -> None:
        linking.leave_series(self.open_case)

    def _other(self) -> str:
        other = self.typed("other")
        if not other:
            raise Invalid("no_case_chosen")
        return other

    # what is shown
    @property
    def facts(self) -> CaseSummary:
        return facts_of(self.number)

    @cached_property
    def links(self) -> dict[str, list[dict]]:
        """Each kind of link, with the cases that it leads to."""
        found = linking.links(self.open_case)
        return {
            name: [self._told(each) for each in getattr(found, name)]
            for name in ("merged", "series", "linked")
        }

    def _told(self, facts: CaseSummary) -> dict:
        called = self.nicknames.get(facts.case, "")
        return {**self.line(facts), "nickname": called}

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The cases to choose among: number, then nickname or title."""
        found = [self._told(each) for each in linking.choices(self.number)]
        return [
            (each["case"], f"{each['number']} {each['nickname'] or each['title']}")
            for each in found
        ]

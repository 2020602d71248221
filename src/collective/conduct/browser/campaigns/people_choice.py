"""Choose people of a campaign by checkbox, filtered by body or party."""

from collective.conduct.browser.answers.listing import people_list
from collective.conduct.browser.answers.listing import PeopleList
from collective.conduct.browser.campaigns.campaign_list import STYLE
from collective.conduct.browser.campaigns.campaign_list import WAITS
from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.operations.campaigns.campaign_people import within_reach
from collective.conduct.operations.common.authority import authorise
from dataclasses import replace
from functools import cached_property
from plone import api


DIGITS = 10  # of a number in the register
NARROWED = ("body", "party")


def refuse_others(page, action: str) -> None:
    """Refuse whoever may not do the action; no cache may store the names."""
    campaign = page.context
    authorise(action, campaign, api.content.get_state(campaign))
    page.request.response.setHeader("Cache-Control", "private, no-store")


class Chooser:
    """People who have not answered, as far as the user may do the action for them.

    ``ticked_first``: whether everybody is ticked when the page opens.
    """

    def __init__(self, page, action: str, ticked_first: bool = False) -> None:
        self.view_name = f"@@{action}"
        self._page, self._deed = page, action
        self._sent = dict.fromkeys(page.chosen("people"))
        self._all = ticked_first and page.request.method != "POST"

    @cached_property
    def everybody(self) -> list[CoverageRow]:
        """Everybody who can be chosen, without the filters."""
        reachable = within_reach(self._page.context, self._deed)
        return [line for line in reachable if line.outcome in WAITS]

    @cached_property
    def _list(self) -> PeopleList:
        style = replace(STYLE, view_name=self.view_name)
        return people_list(self._page, self.everybody, style)

    @property
    def numbers(self) -> list[int]:
        """The register's numbers of those who are ticked."""
        sent = self._sent
        return [int(each) for each in sent if each.isdecimal() and len(each) <= DIGITS]

    @cached_property
    def rows(self) -> list[dict]:
        """Everybody shown, once, with their bodies."""
        lines: dict[int, list[CoverageRow]] = {}
        for line in self._list.found:
            lines.setdefault(line.person, []).append(line)
        return [self._row(number, each) for number, each in lines.items()]

    def _row(self, number: int, lines: list[CoverageRow]) -> dict:
        cells = [self._list.cells(line) for line in lines]
        places = [
            " · ".join(filter(None, (each["body"], each["party"]))) for each in cells
        ]
        return {
            "person": number,
            "name": lines[0].name,
            "places": ", ".join(filter(None, places)),
            "standing": cells[0]["outcome"],
            "due": cells[0]["due"],
            "ticked": str(number) in self._sent or self._all,
        }

    @property
    def narrowings(self) -> list[dict]:
        """The filters by body and party."""
        return self._list.filters(NARROWED)

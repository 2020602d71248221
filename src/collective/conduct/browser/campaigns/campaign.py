"""Page of a campaign: what it asks, the status of everybody, possible steps."""

from collective.conduct.browser.answers.listing import people_list
from collective.conduct.browser.campaigns.campaign_list import STYLE
from collective.conduct.browser.campaigns.campaign_model import CampaignModel
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.files import CsvFile
from collective.conduct.browser.common.files import XlsxFile
from collective.conduct.operations.answers.coverage import scope_of
from collective.conduct.operations.campaigns.campaign_people import people_of
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from functools import cached_property
from plone import api


class Campaign(Page):
    """The page of a campaign."""

    def show(self):
        """Show the page; no cache may store the names of people."""
        state = api.content.get_state(self.context)
        authorise("view_campaign", self.context, state)
        keep_private(self.request.response)
        return self.index()

    @cached_property
    def model(self) -> CampaignModel:
        """What the template shows."""
        people = people_list(self, people_of(self.context), STYLE)
        return CampaignModel(self.translator, self.context, people)

    @property
    def sees_everything(self) -> bool:
        return scope_of(self.who).everything


class PeopleCsv(CsvFile):
    """``@@people.csv``"""

    @property
    def file_name(self) -> str:
        return self.context.getId()

    def table(self) -> tuple[list, list]:
        return people_list(self, people_of(self.context), STYLE).table()


class PeopleXlsx(XlsxFile):
    """``@@people.xlsx``"""

    file_name = PeopleCsv.file_name
    table = PeopleCsv.table

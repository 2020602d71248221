"""Page: the campaigns of the hub, planned, running and closed, with figures."""

from collective.conduct.browser.campaigns.campaign_list import WAITS
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.i18n import _
from collective.conduct.operations.campaigns.campaign_people import counted
from collective.conduct.operations.campaigns.launch import facts_of
from collective.conduct.operations.campaigns.launch import is_launched
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.vocabularies.campaigns.titles import CAMPAIGN_STATES
from functools import cached_property
from plone import api


GROUPS = {
    ACTIVE: _("heading_campaigns_running", default="Running"),
    ("planned",): _("heading_campaigns_planned", default="Planned"),
    ("closed",): _("heading_campaigns_closed", default="Closed"),
}


def campaigns_in(words: Translator, states: tuple[str, ...]) -> list[dict]:
    """Campaigns in these states that the current user may see, the latest first."""
    brains = api.portal.get_tool("portal_catalog").searchResults(
        portal_type="ConductCampaign", review_state=states
    )
    campaigns = [brain._unrestrictedGetObject() for brain in brains]
    campaigns.sort(key=lambda each: (each.start, each.UID()), reverse=True)
    return [_line(words, each) for each in campaigns]


def _line(words: Translator, campaign) -> dict:
    facts, url = facts_of(campaign), campaign.absolute_url()
    figures = counted(campaign) if is_launched(campaign) else None
    waiting = sum(figures.by_outcome.get(each, 0) for each in WAITS) if figures else 0
    active = facts.state in ACTIVE
    return {
        "title": campaign.title,
        "url": url,
        "state": CAMPAIGN_STATES[facts.state],
        "start": words.day(facts.start),
        "due": words.day(facts.due),
        "figures": figures,
        "waiting": waiting if active else 0,
        "who_has_not": f"{url}/@@view?outcome=waiting#people",
        "remind": f"{url}/@@remind"
        if waiting and may("remind", campaign, facts.state)
        else "",
    }


class CampaignsPage(Page):
    """``@@campaigns`` on the hub."""

    def show(self):
        authorise("see_coverage", self.context)
        keep_private(self.request.response)
        return self.index()

    @cached_property
    def groups(self) -> list[dict]:
        """The groups that have campaigns, running ones first."""
        groups = [
            {"title": self.t(title), "campaigns": campaigns_in(self.translator, states)}
            for states, title in GROUPS.items()
        ]
        return [each for each in groups if each["campaigns"]]

    @property
    def add_url(self) -> str:
        """The address of the form for a campaign, "" for those who may not add one."""
        may_add = may("add_campaign", self.context)
        return f"{self.url}/++add++ConductCampaign" if may_add else ""

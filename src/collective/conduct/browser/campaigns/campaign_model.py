"""View model of a campaign: what it asks, the status of everybody, possible steps."""

from collective.conduct.browser.answers.bars import Bars
from collective.conduct.browser.answers.listing import PeopleList
from collective.conduct.browser.campaigns.campaign_list import WAITING
from collective.conduct.browser.campaigns.campaign_list import WAITS
from collective.conduct.browser.common.translating import Translator
from collective.conduct.content.campaigns import IConductCampaign
from collective.conduct.core.common.access import PERMISSIONS
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.i18n import _
from collective.conduct.operations.campaigns.launch import facts_of
from collective.conduct.operations.common.authority import may
from collective.conduct.principals.registers.titles import group_title
from collective.conduct.vocabularies.campaigns.titles import CAMPAIGN_STATES
from collective.conduct.vocabularies.campaigns.titles import reminder_title
from collective.conduct.vocabularies.campaigns.titles import STANDING_TITLES
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.common.state import State
from collective.conduct.vocabularies.obligations import KIND_WORDS
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from functools import cached_property
from plone import api


# action -> its page, and the text of the link; the first two stand apart
LINKS = {
    "remind": ("remind", _("link_remind", default="Remind those who have not")),
    "waive": ("waive", _("link_waive", default="Let somebody off")),
    "edit_campaign": ("edit", _("link_edit_campaign", default="Change the plan")),
    "wind_down_campaign": (
        "wind-down",
        _("link_wind_down", default="Wind it down: ask no joiners any more"),
    ),
    "close_campaign": ("close", _("link_close", default="Close it")),
    "delete_campaign": (
        "delete_confirmation",
        _("link_delete_campaign", default="Remove the plan"),
    ),
}


class CampaignModel:
    """A campaign with the people whom the viewer may see."""

    def __init__(self, words: Translator, campaign, people: PeopleList) -> None:
        self._words, self._campaign, self.people = words, campaign, people
        self.bars = Bars(words, people.everybody, STANDING_TITLES, people.part_url)

    @cached_property
    def state_key(self) -> str:
        return api.content.get_state(self._campaign)

    @property
    def state(self) -> State:
        return CAMPAIGN_STATES[self.state_key]

    @cached_property
    def facts(self) -> CampaignFacts:
        return facts_of(self._campaign)

    # what it asks
    @cached_property
    def document(self) -> dict[str, str]:
        """Title and address of the document, empty when it is gone."""
        document = api.content.get(UID=self.facts.subject.id)
        if document is None:
            return {}
        return {"title": document.Title(), "url": document.absolute_url()}

    @property
    def asks(self) -> str:
        """One sentence that says what it asks, and until when."""
        words = KIND_WORDS[self.facts.kind].asks
        title = self.document.get("title", "")
        mapping = {"document": f"«{title}»", "due": self._words.day(self.facts.due)}
        return self._words.t(_(str(words), default=words.default, mapping=mapping))

    @property
    def said(self) -> list[tuple[str, str]]:
        """Label and text of each fact, in the order of the form."""
        facts = self.facts
        reminders = ", ".join(
            self._words.t(reminder_title(each)) for each in facts.ladder
        )
        pairs = [
            ("kind", self._words.t(KIND_WORDS[facts.kind].title)),
            ("plus", ", ".join(map(group_title, facts.plus))),
            ("minus", ", ".join(map(group_title, facts.minus))),
            ("start", self._words.day(facts.start)),
            ("due", self._words.day(facts.due)),
            ("joiner_days", str(facts.joiner_days)),
            ("per_term", self._yes if facts.per_term else ""),
            ("ladder", reminders),
            ("escalate_to", self._escalation),
            ("embargo_days", str(facts.embargo_days or "")),
            ("joins_until", self._words.day(facts.joins_until)),
            ("closed_on", self._words.day(facts.closed_on)),
        ]
        return [
            (self._words.t(IConductCampaign[name].title), words)
            for name, words in pairs
            if words
        ]

    @property
    def _yes(self) -> str:
        return self._words.t(_("word_yes", default="Yes"))

    @property
    def _escalation(self) -> str:
        facts = self.facts
        if not facts.escalate_to or facts.escalate_after is None:
            return ""
        words = _(
            "escalation_in_words",
            default="${function}, ${days} days after the last day",
            mapping={
                "function": title_of("functions", facts.escalate_to),
                "days": facts.escalate_after,
            },
        )
        return self._words.t(words)

    @property
    def undertakings(self) -> list[dict[str, str]]:
        """The campaign's own words, each in its language."""
        return [
            {
                "code": code,
                "language": self._words.t(LANGUAGE_TITLES[code]),
                "words": words,
            }
            for code, words in self.facts.undertaking
        ]

    # figures
    @property
    def missing(self) -> int:
        """How many have not answered."""
        return sum(self.bars.figures.by_outcome.get(kind, 0) for kind in WAITS)

    @property
    def who_has_not(self) -> str:
        """The address of the list of those who have not answered."""
        return f"{self.people.link(outcome=WAITING, body='', party='')}#people"

    # what can be done
    @property
    def may_launch(self) -> bool:
        return may("launch_campaign", self._campaign, self.state_key)

    @property
    def links(self) -> list[dict[str, str]]:
        """Links to what the current user may do with the campaign now."""
        waiting = ("remind", "waive")
        return [
            {
                "title": self._words.t(title),
                "url": f"{self._campaign.absolute_url()}/{view}",
            }
            for action, (view, title) in LINKS.items()
            if may(action, self._campaign, self.state_key)
            and api.user.has_permission(PERMISSIONS[action], obj=self._campaign)
            and (self.missing or action not in waiting)
        ]

"""``@conduct-campaign``: the facts, figures, people and steps of a campaign."""

from collections.abc import Callable
from collective.conduct.content.campaigns import IConductCampaign
from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.core.answers.coverage import Figures
from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.answers.coverage import grouped
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.subjects import as_details
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.campaigns import launch as campaigns
from collective.conduct.operations.campaigns.campaign_people import people_of
from collective.conduct.operations.campaigns.campaign_people import preview
from collective.conduct.operations.campaigns.pending_work import remind
from collective.conduct.operations.campaigns.pending_work import waive
from collective.conduct.services.common import rest
from dataclasses import field
from datetime import date
from plone.restapi.interfaces import ISerializeToJson
from zope.component import adapter
from zope.interface import implementer


class CampaignFigures(rest.Record):
    """How many of how many, by state."""

    asked: int
    answered: int
    by_state: dict[str, int]


class FiguresOfCampaign(rest.Addressed):
    """The figures of all, and of each body and party."""

    campaign: str
    figures: CampaignFigures
    bodies: dict[str, CampaignFigures]
    parties: dict[str, CampaignFigures]


class AssignmentItem(rest.Record):
    """What one person in one body is asked, and its status."""

    person: int
    name: str
    body: str
    party: str
    state: str
    due: str


class CampaignAsked(rest.Record):
    """What a campaign asks; the same fields in every state."""

    uid: str = rest.key("UID")
    title: str
    state: str
    kind: str
    document: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    start: date
    due: date
    joiner_days: int
    per_term: bool
    ladder: tuple[int, ...]
    escalate_after: int | None
    escalate_to: str
    embargo_days: int
    undertaking: dict[str, str]
    joins_until: date | None
    closed_on: date | None


class CampaignShown(FiguresOfCampaign, CampaignAsked):
    """A campaign with its figures, and the people whom the caller may see."""

    assignments: list[AssignmentItem]


class LetterDay(rest.Record):
    """The day on which a letter would leave, and which one it is."""

    rung: str
    day: date


class LaunchPreview(FiguresOfCampaign):
    """What a launch would do."""

    no_account: int
    outside: int
    letters: list[LetterDay]


class CampaignStep(rest.Addressed):
    """The state of a campaign after a step."""

    state: str


class PeopleChosen(rest.Record):
    """People by number, and why."""

    people: list[int] = field(default_factory=list)
    reason: str = ""


class PeopleWaived(rest.Addressed):
    """How many answers were waived."""

    waived: int


class PeopleReminded(rest.Addressed):
    """See ``pending_work.Reminded``."""

    sent: int
    already: int
    no_account: int


class GetCampaign(rest.ConductService, on="campaign", right="zope2.View"):
    """Facts, figures and people within the scope; or what a launch would do."""

    @rest.endpoint("GET @conduct-campaign", people_of)
    def show(self) -> CampaignShown:
        """How a campaign goes."""
        lines = people_of(self.context)
        return CampaignShown(
            **asked_by(campaigns.facts_of(self.context)),
            **self._figures(lines),
            at=f"{self.url}/@conduct-campaign",
            assignments=[AssignmentItem.of(e, state=e.outcome) for e in lines],
        )

    @rest.endpoint(
        "GET @conduct-campaign/preview", preview, rest.Invalid, rest.Conflict
    )
    def show_preview(self) -> LaunchPreview:
        """What a launch would do."""
        found = preview(self.context)
        return LaunchPreview.of(
            found,
            **self._figures(found.lines),
            at=f"{self.url}/@conduct-campaign/preview",
            letters=[LetterDay(each.reminder_step, each.day) for each in found.letters],
        )

    def _figures(self, lines: list[CoverageRow]) -> dict:
        return {
            "campaign": self.url,
            "figures": _figures(figures(lines)),
            "bodies": _groups(lines, "body"),
            "parties": _groups(lines, "party"),
        }


class DoCampaign(rest.ConductService, on="campaign", right="zope2.View"):
    """Steps of a campaign; waive or remind people."""

    refuses = (rest.Conflict,)

    @rest.endpoint("POST @conduct-campaign/launch", campaigns.launch)
    def launch(self, sent: rest.Nothing) -> CampaignStep:
        """Launch it."""
        return self._step(campaigns.launch)

    @rest.endpoint("POST @conduct-campaign/wind-down", campaigns.wind_down)
    def wind_down(self, sent: rest.Nothing) -> CampaignStep:
        """Ask nobody else from now on."""
        return self._step(campaigns.wind_down)

    @rest.endpoint("POST @conduct-campaign/close", campaigns.close)
    def close(self, sent: rest.Nothing) -> CampaignStep:
        """Close it."""
        return self._step(campaigns.close)

    @rest.endpoint("POST @conduct-campaign/waive", waive)
    def let_off(self, sent: PeopleChosen) -> PeopleWaived:
        """Let people off."""
        return PeopleWaived(self._at, waive(self.context, sent.people, sent.reason))

    @rest.endpoint("POST @conduct-campaign/remind", remind)
    def remind_now(self, sent: PeopleChosen) -> PeopleReminded:
        """Remind people now."""
        return PeopleReminded.of(remind(self.context, sent.people), at=self._at)

    @property
    def _at(self) -> str:
        return f"{self.url}/@conduct-campaign"

    def _step(self, step: Callable) -> CampaignStep:
        step(self.context)
        return CampaignStep(self._at, campaigns.facts_of(self.context).state)


def asked_by(facts: CampaignFacts) -> dict:
    """Return the values of ``CampaignAsked``."""
    values = {**vars(facts), **as_details(facts.subject)}
    for name in ("path", "subject"):
        del values[name]
    return values | {"undertaking": dict(facts.undertaking)}


def _groups(lines: list[CoverageRow], part: str) -> dict[str, CampaignFigures]:
    return {name: _figures(each) for name, each in grouped(lines, part).items()}


def _figures(found: Figures) -> CampaignFigures:
    return CampaignFigures(found.asked, found.answered, dict(found.by_outcome))


@implementer(ISerializeToJson)
@adapter(IConductCampaign, IConductLayer)
class CampaignToJson:
    """See ISerializeToJson: a campaign as its form has it, without people."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True, **expansion) -> dict:
        campaign, hub = self.context, self.context.aq_parent
        facts = rest.as_json(CampaignAsked(**asked_by(campaigns.facts_of(campaign))))
        undertaking = facts.pop("undertaking")
        return {
            "@id": campaign.absolute_url(),
            "@type": campaign.portal_type,
            "id": campaign.getId(),
            "description": campaign.description,
            "parent": {"@id": hub.absolute_url(), "UID": hub.UID()},
            "launched_on": rest.as_json(campaign.launched_on),
            **facts,
            **{f"undertaking_{code}": words for code, words in undertaking.items()},
        }

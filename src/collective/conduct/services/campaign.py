"""``@conduct-campaign``: what a campaign asks, how it goes, and its deeds."""

from collective.conduct.content.campaign import IConductCampaign
from collective.conduct.core.campaigns import CampaignFacts
from collective.conduct.core.coverage import Figures
from collective.conduct.core.coverage import figures
from collective.conduct.core.coverage import grouped
from collective.conduct.core.coverage import Line
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.subjects import as_details
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations import campaigns
from collective.conduct.operations.parts import people_of
from collective.conduct.operations.parts import preview
from collective.conduct.operations.waiting import remind
from collective.conduct.operations.waiting import waive
from collective.conduct.services.base import day
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from dataclasses import asdict
from plone.restapi.interfaces import ISerializeToJson
from zope.component import adapter
from zope.interface import implementer


STEPS = {
    "launch": campaigns.launch,
    "wind-down": campaigns.wind_down,
    "close": campaigns.close,
}


class GetCampaign(Named):
    """Facts, figures and people within the scope; or what a launch would do."""

    def answer(self) -> dict:
        answers = {"": self._standing, "preview": self._preview}
        if self.name not in answers:
            raise Missing("no_page")
        return answers[self.name]()

    def _standing(self) -> dict:
        lines = people_of(self.context)
        facts = campaigns.facts_of(self.context)
        return {
            "@id": f"{self.url}/@conduct-campaign",
            "campaign": self.url,
            **facts_as_json(facts),
            **_figures_of(lines),
            "assignments": [_line(each) for each in lines],
        }

    def _preview(self) -> dict:
        found = preview(self.context)
        return {
            "@id": f"{self.url}/@conduct-campaign/preview",
            "campaign": self.url,
            **_figures_of(found.lines),
            "no_account": found.no_account,
            "outside": found.outside,
            "letters": [
                {"rung": each.rung, "day": day(each.day)} for each in found.letters
            ],
        }


class DoCampaign(Named, Writer):
    """Take a step, or let people off or remind them."""

    def answer(self) -> dict:
        data = self.body()
        return {"@id": f"{self.url}/@conduct-campaign", **self._done(data)}

    def _done(self, data: dict) -> dict:
        if self.name in STEPS:
            STEPS[self.name](self.context)
        elif self.name == "waive":
            people, reason = numbers(data, "people"), text(data, "reason")
            return {"waived": waive(self.context, people, reason)}
        elif self.name == "remind":
            return asdict(remind(self.context, numbers(data, "people")))
        else:
            raise Missing("no_page")
        return {"state": campaigns.facts_of(self.context).state}


def numbers(data: dict, name: str) -> list[int]:
    """Numbers of people in the body, [] when there are none; else ``Invalid``."""
    found = data.get(name, [])
    whole = isinstance(found, list) and all(type(each) is int for each in found)
    if not whole:
        raise Invalid("field", field=name)
    return found


def facts_as_json(facts: CampaignFacts) -> dict:
    """What a campaign asks; who asks for it sees the same in every state."""
    days = ("start", "due", "joins_until", "closed_on")
    kept = asdict(facts) | {name: day(getattr(facts, name)) for name in days}
    for name in ("path", "uid", "subject"):
        del kept[name]
    about = as_details(facts.subject)
    return {"UID": facts.uid, **about, **kept, "undertaking": dict(facts.undertaking)}


def _figures_of(lines: list[Line]) -> dict:
    return {
        "figures": _figures(figures(lines)),
        "bodies": {key: _figures(each) for key, each in grouped(lines, "body").items()},
        "parties": {
            key: _figures(each) for key, each in grouped(lines, "party").items()
        },
    }


def _figures(found: Figures) -> dict:
    return {
        "asked": found.asked,
        "answered": found.answered,
        "by_state": dict(found.by_outcome),
    }


def _line(line: Line) -> dict:
    return {
        "person": line.person,
        "name": line.name,
        "body": line.body,
        "party": line.party,
        "state": line.outcome,
        "due": line.due,
    }


@implementer(ISerializeToJson)
@adapter(IConductCampaign, IConductLayer)
class CampaignToJson:
    """See ISerializeToJson: a campaign as its form has it, of no person anything."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True, **expansion) -> dict:
        campaign, hub = self.context, self.context.aq_parent
        facts = facts_as_json(campaigns.facts_of(campaign))
        said = facts.pop("undertaking")
        return {
            "@id": campaign.absolute_url(),
            "@type": campaign.portal_type,
            "id": campaign.getId(),
            "description": campaign.description,
            "parent": {"@id": hub.absolute_url(), "UID": hub.UID()},
            "launched_on": day(campaign.launched_on),
            **facts,
            **{f"undertaking_{code}": words for code, words in said.items()},
        }

"""The people of a campaign and their status, as far as the viewer may see (B25)."""

from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.core.answers.coverage import Figures
from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.answers.coverage import lines
from collective.conduct.core.answers.coverage import Scope
from collective.conduct.core.campaigns.plans import assignment_status
from collective.conduct.core.campaigns.plans import letters
from collective.conduct.core.campaigns.plans import PlannedReminder
from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.registers.mandates import groups_of_row
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.coverage import bodies_of
from collective.conduct.operations.answers.coverage import scope_of
from collective.conduct.operations.campaigns.launch import answerable
from collective.conduct.operations.campaigns.launch import facts_of
from collective.conduct.operations.campaigns.launch import is_launched
from collective.conduct.operations.common.authority import Actor
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.obligations import assigned
from dataclasses import dataclass
from datetime import date
from plone import api
from zope.component import getUtility


EVERYBODY = Scope(everything=True)


def people_of(campaign) -> list[CoverageRow]:
    """One line for each person asked and body, as far as the viewer may see.

    ``outcome`` is their status (``plans.assignment_status``). A plan asks
    nobody.
    """
    state = api.content.get_state(campaign)
    who = authorise("view_campaign", campaign, state)
    if not is_launched(campaign):
        return []
    return within(facts_of(campaign), scope_of(who))


def within(
    facts: CampaignFacts, scope: Scope, day: date | None = None
) -> list[CoverageRow]:
    """Return the lines of a campaign in a scope, with their status on a day."""
    register = getUtility(IRegister)
    day = day or getUtility(IClock).today()
    at = min(day, facts.closed_on or day)
    roster, plus = register.roster(), frozenset(facts.plus)
    by_person = {each.person: each for each in assigned(facts, day)}
    rows = [
        row
        for person, each in by_person.items()
        for row in roster.rows_of(person, each.left or at)
        if not plus.isdisjoint(groups_of_row(row))
    ]
    return lines(
        rows,
        {person: register.person(person).name for person in by_person},
        {person: assignment_status(each, at) for person, each in by_person.items()},
        scope,
        {person: each.due.isoformat() for person, each in by_person.items()},
    )


def reach(who: Actor, action: str) -> Scope:
    """Return whom somebody may waive or remind: all, or a secretary's own bodies."""
    everywhere = frozenset().union(*ACTIONS[action].values()) - {"secretary"}
    if not who.roles.isdisjoint(everywhere):
        return EVERYBODY
    return Scope(bodies=bodies_of(who))


def within_reach(campaign, action: str) -> list[CoverageRow]:
    """The lines of those whom the viewer may waive or remind."""
    who = authorise(action, campaign, api.content.get_state(campaign))
    return within(facts_of(campaign), reach(who, action))


def counted(campaign) -> Figures:
    """Return the figures of a campaign, of the people whom the viewer may see."""
    return figures(within(facts_of(campaign), scope_of(actor(campaign))))


@dataclass(frozen=True)
class CampaignPreview:
    """What a launch would do: whom it asks, and what they get.

    ``outside``: how many sit in no body that the document applies to (B11).
    """

    lines: list[CoverageRow]
    no_account: int
    outside: int
    letters: list[PlannedReminder]


def preview(campaign) -> CampaignPreview:
    """Return who would be asked from the first day, by the registers of today."""
    authorise("launch_campaign", campaign, api.content.get_state(campaign))
    facts, register = facts_of(campaign), getUtility(IRegister)
    asked = within(facts, EVERYBODY, max(facts.start, getUtility(IClock).today()))
    people = {each.person for each in asked}
    without = sum(1 for each in people if register.person(each).userid is None)
    outside = len(people - _bound(facts, asked))
    return CampaignPreview(asked, without, outside, list(letters(facts)))


def _bound(facts: CampaignFacts, found: list[CoverageRow]) -> set[int]:
    """Those whom an edition of the document applies to, by their bodies."""
    scopes = [frozenset(each.applies_to) for each in answerable(facts)]
    return {
        line.person
        for line in found
        if any(not scope or line.body in scope for scope in scopes)
    }

"""A campaign from plan to close: preview, launch, wind down, close (A4, B9).

Who is asked is computed (``operations.obligations``): a launch freezes what is
asked and writes one entry in the ledger, and nothing for any person.
"""

from collective.conduct.core.campaigns.plans import check
from collective.conduct.core.campaigns.plans import digest_of
from collective.conduct.core.common.access import CAMPAIGN_STATES
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import state as state_of_edition
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.campaigns import ASSIGNED
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import transition
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import as_details
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.operations.common.authority import Actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.obligations import assigned
from collective.conduct.workflow.common import do_transition
from plone import api
from zope.component import getUtility


LANGUAGES = ("sv", "da", "en")
ANSWERABLE = ("in_force", "upcoming")


def facts_of(campaign) -> CampaignFacts:
    """Return the facts of a campaign from its content object."""
    site = len(api.portal.get().getPhysicalPath())
    undertakings = [
        (code, getattr(campaign, f"undertaking_{code}")) for code in LANGUAGES
    ]
    return CampaignFacts(
        uid=campaign.UID(),
        subject=EditionSubject(campaign.document),
        title=campaign.title,
        path="/".join(campaign.getPhysicalPath()[site:]),
        state=api.content.get_state(campaign),
        kind=campaign.kind,
        plus=tuple(campaign.plus or ()),
        minus=tuple(campaign.minus or ()),
        start=campaign.start,
        due=campaign.due,
        joiner_days=campaign.joiner_days,
        per_term=bool(campaign.per_term),
        ladder=tuple(sorted(campaign.ladder or ())),
        escalate_after=campaign.escalate_after,
        escalate_to=campaign.escalate_to or "",
        embargo_days=campaign.embargo_days,
        undertaking=tuple(
            (code, words.strip()) for code, words in undertakings if words
        ),
        joins_until=campaign.joins_until,
        closed_on=campaign.closed_on,
    )


def launch(campaign) -> None:
    """Launch a campaign: ask everybody from its first day; freeze what is asked.

    ``Invalid`` with its ``field``: "campaign_kind", "audience_missing",
    "due_before_start", "start_passed", "no_edition_to_answer",
    "audience_empty"; ``Refused`` unless planned and the actor an author.
    """
    who, step = _stepping(campaign, "launch_campaign")
    facts = facts_of(campaign)
    refuse_unfit(facts)
    ledger = getUtility(ILedger)
    campaign.stream = ledger.new_stream()
    campaign.launched_on = getUtility(IClock).today()
    details = {"facts": digest_of(facts), **as_details(facts.subject)}
    _append(campaign, "launched", who, details)
    _fire(campaign, step)


def refuse_unfit(facts: CampaignFacts) -> None:
    """Raise ``Invalid`` for a plan that would ask for nothing, or ask nobody."""
    check(facts, getUtility(IClock).today())
    if not answerable(facts):
        raise Invalid("no_edition_to_answer", field="document")
    if not assigned(facts, facts.start):
        raise Invalid("audience_empty", field="plus")


def answerable(facts: CampaignFacts) -> list[EditionFacts]:
    """Return the editions that are asked about: in force today, or later."""
    editions = editions_about(facts.subject, getUtility(IEditionIndex))
    today = getUtility(IClock).today()
    return [
        each
        for each in editions
        if state_of_edition(each, editions, today) in ANSWERABLE
    ]


def wind_down(campaign) -> None:
    """Ask nobody who joins after today; those who were asked can still answer."""
    _who, step = _stepping(campaign, "wind_down_campaign")
    campaign.joins_until = getUtility(IClock).today()
    _fire(campaign, step)


def close(campaign) -> None:
    """Ask nobody any more, from tomorrow; record today's counts of statuses."""
    who, step = _stepping(campaign, "close_campaign")
    campaign.closed_on = getUtility(IClock).today()
    counts = dict.fromkeys(ASSIGNED, 0)
    for each in assigned(facts_of(campaign)):
        counts[each.state] += 1
    _append(campaign, "closed", who, counts)
    _fire(campaign, step)


def _stepping(campaign, action: str) -> tuple[Actor, str]:
    """Who acts, and the transition that does the action from this state."""
    state = api.content.get_state(campaign)
    who = authorise(action, campaign, state)
    step = transition(action, state)
    if step is None:
        raise Refused("not_in_this_state", deed=action, state=state)
    return who, step.id


def _append(campaign, kind: str, who: Actor, details: dict) -> None:
    getUtility(ILedger).append(
        campaign.stream,
        kind,
        now_in_seconds(),
        campaign=campaign.UID(),
        by=who.enrolled(),
        details=details,
    )


def _fire(campaign, step: str) -> None:
    """Do the transition and update the row of the campaign."""
    do_transition(campaign, step)
    getUtility(ICampaigns).put(facts_of(campaign))


def is_launched(campaign) -> bool:
    """Whether people are or were asked."""
    return api.content.get_state(campaign) in CAMPAIGN_STATES[1:]

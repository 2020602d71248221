"""Waive or remind people who have not answered a campaign (B25)."""

from collections.abc import Iterable
from collective.conduct.core.answers.coverage import Scope
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.campaigns.campaign_people import reach
from collective.conduct.operations.campaigns.campaign_people import within
from collective.conduct.operations.campaigns.launch import facts_of
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.mail.post import tell
from collective.conduct.operations.obligations import assigned
from dataclasses import dataclass
from plone import api
from zope.component import getUtility


LONGEST = 2000  # characters of a reason


@dataclass(frozen=True)
class Reminded:
    """How many reminders were queued, and why the others get none."""

    sent: int
    already: int  # were reminded by hand today
    no_account: int


def waive(campaign, people: Iterable[int], reason: str) -> int:
    """Waive the answers that a campaign asks of people; return how many.

    The reason and who gave it are kept in the ledger. ``Invalid``
    "reason_missing", "reason_too_long", "nobody_chosen"; ``Refused``
    "other_part" beyond a secretary's bodies; ``Conflict`` "not_waiting" when
    somebody has answered meanwhile, "nothing_in_force".
    """
    who = authorise("waive", campaign, api.content.get_state(campaign))
    reason = _checked(reason)
    facts = facts_of(campaign)
    chosen = _chosen(facts, reach(who, "waive"), people)
    edition, recorder = _edition(facts), who.enrolled()
    for each in chosen:
        getUtility(ILedger).append(
            each.person,
            "waived",
            now_in_seconds(),
            edition=edition,
            campaign=facts.uid,
            by=recorder,
            details={"reason": reason},
        )
    return len(chosen)


def remind(campaign, people: Iterable[int]) -> Reminded:
    """Send those people one more reminder today; nobody gets two on one day.

    Refuses as ``waive`` does.
    """
    who = authorise("remind", campaign, api.content.get_state(campaign))
    facts = facts_of(campaign)
    chosen = _chosen(facts, reach(who, "remind"), people)
    register = getUtility(IRegister)
    reached = [each for each in chosen if register.person(each.person).userid]
    sent = sum(tell(_notice(facts, each)) for each in reached)
    return Reminded(sent, len(reached) - sent, len(chosen) - len(reached))


def _notice(facts: CampaignFacts, assignment: Assignment) -> Notice:
    today = getUtility(IClock).today()
    return Notice(
        key=f"{assignment.key}.hand{today:%Y%m%d}",
        person=assignment.person,
        kind="duty_reminder",
        created=now_in_seconds(),
        about={
            "campaign": facts.uid,
            "round": assignment.round.isoformat(),
            "due": assignment.due.isoformat(),
        },
    )


def _chosen(
    facts: CampaignFacts, scope: Scope, people: Iterable[int]
) -> list[Assignment]:
    """The duties of these people, who all wait and are within reach."""
    numbers = dict.fromkeys(people)
    if not numbers:
        raise Invalid("nobody_chosen", field="people")
    seen = {line.person for line in within(facts, scope)}
    if not seen.issuperset(numbers):
        raise Refused("other_part")
    by_person = {each.person: each for each in assigned(facts)}
    chosen = [by_person[person] for person in numbers]
    if any(each.state != "pending" for each in chosen):
        raise Conflict("not_waiting")
    return chosen


def _edition(facts: CampaignFacts) -> str:
    rows = editions_about(facts.subject, getUtility(IEditionIndex))
    current = in_force(rows, getUtility(IClock).today())
    if current is None:
        raise Conflict("nothing_in_force")
    return current.manifest_hash


def _checked(reason: str) -> str:
    if not reason.strip():
        raise Invalid("reason_missing", field="reason")
    if len(reason) > LONGEST:
        raise Invalid("reason_too_long", field="reason", limit=LONGEST)
    return reason.strip()

"""Who is asked for which answer today: by an edition itself, and by campaigns.

Everything is computed from registers, answers and dates
(``core.obligations``); nothing here writes.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.spans import Span
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.campaign_kinds import strongest
from collective.conduct.core.obligations.campaigns import asks_now
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import assignments
from collective.conduct.core.obligations.campaigns import audience
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import current_round
from collective.conduct.core.obligations.campaigns import Outcome
from collective.conduct.core.obligations.campaigns import undertaking_in
from collective.conduct.core.obligations.duties import concerns
from collective.conduct.core.obligations.duties import counting
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.core.obligations.duties import duty
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.obligations.subjects import Subject
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.documents.editions import FrozenText
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.registers.terms_of_office import terms
from dataclasses import replace
from datetime import date
from functools import partial
from zope.component import getUtility


People = Mapping[int, tuple[Span, ...]]


def bodies_today(person: int) -> frozenset[str]:
    """The bodies in which a person holds a mandate today."""
    rows = getUtility(IRegister).roster().rows_of(person, _today())
    return frozenset(row.body for row in rows if sits(row))


def is_asked(person: int, facts: EditionFacts) -> bool:
    """Whether an edition, or a campaign about it, asks this person today."""
    if concerns(facts, bodies_today(person)):
        return True
    return any(True for _ in asking(person, EditionSubject(facts.document)))


def is_ever_asked(person: int | None) -> bool:
    """Whether a person can be asked anything today, by a mandate or a campaign."""
    if person is None:
        return False
    if bodies_today(person):
        return True
    subjects = {each.subject for each in getUtility(ICampaigns).everything()}
    return any(asking(person, subject) for subject in subjects)


def asking(person: int, subject: Subject) -> list[tuple[CampaignFacts, Span, People]]:
    """The campaigns that ask a person about a subject today, and for how long.

    Reads the person's own rows alone, whatever number of people there are.
    """
    own_rows = Roster(getUtility(IRegister).roster().rows_of(person))
    today, campaigns = _today(), []
    for facts in getUtility(ICampaigns).of(subject):
        within = current_round(facts, terms(), today)
        if within is not None:
            people = audience(own_rows, facts, within)
            if asks_now(facts, people.get(person, ()), today):
                campaigns.append((facts, within, people))
    return campaigns


def asked_by_campaigns(subject: Subject) -> frozenset[int]:
    """Return everybody whom a campaign about a subject asks today."""
    roster, today, people_asked = getUtility(IRegister).roster(), _today(), set()
    for facts in getUtility(ICampaigns).of(subject):
        within = current_round(facts, terms(), today)
        people = audience(roster, facts, within) if within is not None else {}
        people_asked |= {
            who for who, spans in people.items() if asks_now(facts, spans, today)
        }
    return frozenset(people_asked)


def one_duty(person: int, editions: list[EditionFacts]) -> Duty | None:
    """Return what one document asks of a person today, None if nothing."""
    found = duty(editions, _outcomes(person, editions), _today())
    if found is None:
        return None
    asked = asking(person, found.subject)
    if not asked and not concerns(found.edition, bodies_today(person)):
        return None
    return _with_campaigns(person, found, asked)


def assigned(facts: CampaignFacts, day: date | None = None) -> list[Assignment]:
    """Return the assignments of all people of a campaign, in the round of that day."""
    day = day or _today()
    within = current_round(facts, terms(), day)
    if within is None:
        return []
    people = audience(getUtility(IRegister).roster(), facts, within)
    return assignments(facts, within, people, outcomes_of(people, facts, within), day)


def outcomes_of(
    people: Iterable[int], facts: CampaignFacts, within: Span
) -> dict[int, Outcome]:
    """Return the outcomes of these people that count for the campaign today.

    The day is looked up only where it matters, in a renewed round.
    """
    editions = editions_about(facts.subject, getUtility(IEditionIndex))
    if facts.closed_on is not None:
        return _said_by(people, editions, facts.closed_on)
    renewed = facts.per_term and within.first > facts.start
    outcomes = {}
    for person, (kind, edition) in _said(people, editions).items():
        day = _answered_on(person, edition) if renewed else within.first
        outcomes[person] = Outcome(kind, day)
    return outcomes


def _said(
    people: Iterable[int], editions: list[EditionFacts]
) -> dict[int, tuple[str, str]]:
    """The outcome that counts, and the hash of its edition, for each who has one."""
    current = in_force(editions, _today())
    return {} if current is None else said_on(people, editions, current)


def said_on(
    people: Iterable[int], editions: list[EditionFacts], current: EditionFacts
) -> dict[int, tuple[str, str]]:
    """Return the outcome that counts for an edition, and the hash it was given for."""
    ledger, silent = getUtility(ILedger), set(people)
    outcomes: dict[int, tuple[str, str]] = {}
    for each in counting(editions, current):
        answered = ledger.outcomes(each.manifest_hash, silent)
        outcomes |= {
            person: (kind, each.manifest_hash) for person, kind in answered.items()
        }
        silent -= answered.keys()
    return outcomes


def _said_by(
    people: Iterable[int], editions: list[EditionFacts], day: date
) -> dict[int, Outcome]:
    """The outcomes that counted at the end of a day; later ones change nothing."""
    ledger, clock, outcomes = getUtility(ILedger), getUtility(IClock), {}
    for person in people:
        answers = {
            entry.edition: entry
            for entry in ledger.entries(person)
            if entry.kind in OUTCOMES and clock.day_of(entry.when) <= day
        }
        kinds = {edition: entry.kind for edition, entry in answers.items()}
        stood = duty(editions, kinds, day)
        if stood is not None and stood.last and stood.state not in WAITING:
            entry = answers[stood.last.manifest_hash]
            outcomes[person] = Outcome(entry.kind, clock.day_of(entry.when))
    return outcomes


def _outcomes(person: int, editions: list[EditionFacts]) -> dict[str, str]:
    ledger = getUtility(ILedger)
    answered = ledger.answered(person, [each.manifest_hash for each in editions])
    return {edition: ledger.outcome(edition, person) for edition in answered}


def _with_campaigns(person: int, found: Duty, asked: list) -> Duty:
    """Add which campaign asks first, until when, and what it asks more."""
    ranked = sorted(
        (not waits, due, facts.uid, since, facts.kind)
        for facts, within, people in asked
        for waits, due, since in [_asked(person, found, facts, within, people)]
    )
    if not ranked:
        return found
    stands, due, campaign, since, _kind = ranked[0]
    kinds = {kind for done, *_, kind in ranked if done == stands}
    found = replace(found, campaign=campaign, kind=strongest(kinds))
    if stands:
        return found
    state = found.state if found.state in WAITING else "again"
    return replace(found, state=state, due=due, since=since)


def _asked(
    person: int, found: Duty, facts: CampaignFacts, within: Span, people: People
) -> tuple[bool, date, date]:
    """Whether a campaign waits for a person, until when, and since which round."""
    outcomes = {}
    if found.state not in WAITING and found.last is not None:
        day = _answered_on(person, found.last.manifest_hash)
        outcomes[person] = Outcome(str(found.outcome), day)
    (each,) = assignments(facts, within, people, outcomes, _today())
    return each.state == "pending", each.due, within.first


def _answered_on(person: int, edition: str) -> date:
    entry = getUtility(ILedger).last_answer(person, edition)
    return getUtility(IClock).day_of(entry.when) if entry else date.min


def _today() -> date:
    return getUtility(IClock).today()


def show_asked(edition, wanted: str | None = None, campaign: str = "") -> FrozenText:
    """Return the text of an edition as a campaign (by UID, "" for none) asks for it.

    The campaign's undertaking is part of the choices that are shown.
    """
    return show(edition, wanted, partial(_undertaking, campaign))


def _undertaking(campaign: str, language: str) -> tuple[str, str]:
    try:
        facts = getUtility(ICampaigns).get(campaign) if campaign else None
    except Missing:  # its row is lost: a receipt then says so by its hash
        facts = None
    return undertaking_in(facts, language) if facts else ("", "")

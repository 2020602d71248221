"""Record that a duty ended without an answer (B14).

What is recorded follows from the registers and the answers alone: every round
that has begun is checked, whenever and however often the job runs, and an entry
that is in the person's chain already is not written again.
"""

from collections.abc import Iterator
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.spans import Span
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.campaign_kinds import settles
from collective.conduct.core.obligations.campaigns import audience
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.campaigns import lapses
from collective.conduct.core.obligations.campaigns import rounds
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.operations.mail.timed_work import Work
from collective.conduct.operations.registers.terms_of_office import terms
from datetime import date
from zope.component import getUtility


def lapse(work: Work) -> int:
    """Append the missing entries; return how many."""
    ledger, count = getUtility(ILedger), 0
    for facts, person, day in _missing(work):
        ledger.append(
            person,
            "lapsed",
            work.now,
            campaign=facts.uid,
            details={"on": day.isoformat()},
        )
        count += 1
        if work.over():
            break
    return count


def _missing(work: Work) -> Iterator[tuple[CampaignFacts, int, date]]:
    for facts in work.campaigns:
        if facts.state != "planned":
            for person, spans, within in _left(work, facts):
                for day in _of_person(person, spans, facts, within):
                    yield facts, person, day


def _left(
    work: Work, facts: CampaignFacts
) -> Iterator[tuple[int, tuple[Span, ...], Span]]:
    """Whoever was asked in some round and left before the end of it."""
    for within in rounds(facts, terms(), work.day):
        people = audience(work.roster, facts, within)
        until = min(work.day, within.last)
        for person in sorted(people):
            if people[person][0].last < until:
                yield person, people[person], Span(within.first, until)


def _of_person(
    person: int, spans: tuple[Span, ...], facts: CampaignFacts, within: Span
) -> list[date]:
    """The days that are not in the person's chain yet."""
    entries = list(getUtility(ILedger).entries(person))
    known = {
        (each.details or {}).get("on")
        for each in entries
        if (each.kind, each.campaign) == ("lapsed", facts.uid)
    }
    settled = min(_settled(entries, facts, within), default=None)
    days = lapses(spans, settled, within.last)
    return [day for day in days if day.isoformat() not in known]


def _settled(
    entries: list[Entry], facts: CampaignFacts, within: Span
) -> Iterator[date]:
    """The days of what settles the campaign in this round."""
    rows = editions_about(facts.subject, getUtility(IEditionIndex))
    editions = {each.manifest_hash for each in rows}
    renewed, clock = within.first > facts.start, getUtility(IClock)
    for each in entries:
        if each.kind in OUTCOMES and each.edition in editions:
            day = clock.day_of(each.when)
            if settles(each.kind, facts.kind) and not (renewed and day < within.first):
                yield day

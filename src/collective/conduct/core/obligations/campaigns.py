"""Campaigns as rules over dates: who owes which answer by when (DESIGN 1.3, 1.9).

A campaign asks an audience for an answer to the edition of a document that is
in force. Nothing is stored for each person: who is asked, since when, until
when and how it stands follows from the registers, the answers and the day. So
the list is right on the very day on which a new council takes office.

The people of an audience are those in one of its ``plus`` groups and in none
of its ``minus`` groups (``core.registers.mandates``), whatever number of roles they
have. Who leaves without an answer lapses; who comes back is asked again.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.common.access import CAMPAIGN_STATES
from collective.conduct.core.common.spans import as_dates
from collective.conduct.core.common.spans import clipped
from collective.conduct.core.common.spans import joined
from collective.conduct.core.common.spans import Span
from collective.conduct.core.common.spans import without
from collective.conduct.core.common.transitions import step
from collective.conduct.core.common.transitions import Transition
from collective.conduct.core.obligations.campaign_kinds import settles
from collective.conduct.core.obligations.subjects import Subject
from collective.conduct.core.registers.mandates import groups_of_row
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


STATES = CAMPAIGN_STATES
ACTIVE = ("running", "closing")
WORKFLOW = "conduct_campaign"


ASSIGNED = ("pending", "answered", "lapsed", "waived")


TRANSITIONS = (
    Transition("launch", "planned", "running", "launch_campaign"),
    Transition("wind_down", "running", "closing", "wind_down_campaign"),
    Transition("close", "closing", "closed", "close_campaign"),
    Transition("close_at_once", "running", "closed", "close_campaign"),
)


def transition(action: str, state: str) -> Transition | None:
    """The transition that does this action from that state, or None."""
    return step(TRANSITIONS, action, state)


@dataclass(frozen=True)
class CampaignFacts:
    """One campaign as it was launched; ``uid`` is its UID.

    ``subject``: what it asks about. ``due``: last day to answer, for those asked
    from ``start``; later joiners have ``joiner_days`` from the day they joined.
    ``ladder``: reminders, in days relative to a person's due day (negative:
    before). After ``escalate_after`` days past the due day (None: never) the
    holders of the function ``escalate_to`` are told. ``embargo_days``: the
    audience sees an upcoming edition so many days before everybody (0: no
    embargo, E4). ``undertaking``: (language, words) of what the campaign asks
    people to say, shown with the choices. ``joins_until``: set when the campaign
    winds down: who joins after that day is not asked. ``closed_on``: its last day.
    """

    uid: str
    subject: Subject
    title: str
    path: str
    state: str
    kind: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    start: date
    due: date
    joiner_days: int = 30
    per_term: bool = False
    ladder: tuple[int, ...] = (-7, 0, 7)
    escalate_after: int | None = 14
    escalate_to: str = ""
    embargo_days: int = 0
    undertaking: tuple[tuple[str, str], ...] = ()
    joins_until: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Outcome:
    """Somebody's answer to the document, or its waiver, and the day of it."""

    kind: str
    day: date


@dataclass(frozen=True)
class Assignment:
    """What one campaign asks of one person in one round.

    ``round`` is the first day of the round: the campaign's start, or the first
    day of the term it is renewed in. ``left`` is the last day in the audience,
    None while the person is in it. ``state`` is one of ``ASSIGNED``.
    """

    campaign: str
    round: date
    person: int
    joined: date
    left: date | None
    due: date
    state: str
    outcome: str | None = None

    @property
    def key(self) -> str:
        """Key from which notices and mails are derived: the same on every run."""
        return f"{self.campaign}.{self.round:%Y%m%d}.{self.person:08x}"


def rounds(facts: CampaignFacts, terms: TermsOfOffice, day: date) -> Iterator[Span]:
    """The rounds begun by that day, oldest first; one unless renewed by term."""
    last = min(day, facts.closed_on or date.max)
    if not facts.per_term:
        if facts.start <= last:
            yield Span(facts.start, facts.closed_on or date.max)
        return
    first = facts.start
    while first <= last:
        end = min(terms.of(first)[1], facts.closed_on or date.max)
        yield Span(first, end)
        if end == date.max:
            return
        first = end + timedelta(days=1)


def current_round(facts: CampaignFacts, terms: TermsOfOffice, day: date) -> Span | None:
    """The round of that day (the last one of a closed campaign), None before."""
    return next(reversed([*rounds(facts, terms, day)]), None)


def audience(
    roster: Roster, facts: CampaignFacts, within: Span
) -> dict[int, tuple[Span, ...]]:
    """Everybody asked on some day of ``within``: their spans, oldest first.

    Who joins only after ``joins_until`` is not there.
    """
    plus, minus = frozenset(facts.plus), frozenset(facts.minus)
    within_days = (within.first.toordinal(), within.last.toordinal())
    into: dict[int, list[tuple[int, int]]] = {}
    out_of: dict[int, list[tuple[int, int]]] = {}
    for row in roster.rows:
        groups = groups_of_row(row)
        days = clipped(row.start, row.end, within_days)
        if days is None:
            continue
        if not plus.isdisjoint(groups):
            into.setdefault(row.person, []).append(days)
        if not minus.isdisjoint(groups):
            out_of.setdefault(row.person, []).append(days)
    asked = {
        person: without(joined(days), joined(out_of.get(person, ())))
        for person, days in into.items()
    }
    return {
        person: tuple(as_dates(each) for each in spans)
        for person, spans in asked.items()
        if spans and _is_asked(spans, facts)
    }


def assignments(
    facts: CampaignFacts,
    within: Span,
    people: Mapping[int, tuple[Span, ...]],
    outcomes: Mapping[int, Outcome],
    day: date,
) -> list[Assignment]:
    """Return the assignment of each person of an ``audience`` on that day, by person.

    ``outcomes``: the latest one of those that have one. One from before a
    renewed round does not count in it. On and after the last day of a round
    the record stays as it was on that day.
    """
    at = min(day, within.last)
    assigned = []
    for person in sorted(people):
        spans = [span for span in people[person] if span.first <= at]
        if spans:
            outcome = _counting(outcomes.get(person), facts, within)
            assigned.append(_assignment(facts, within, person, spans, outcome, at))
    return assigned


def undertaking_in(facts: CampaignFacts, language: str) -> tuple[str, str]:
    """Return language and words of a campaign's undertaking.

    In the wanted language, else as it was written first; empty when it asks
    for nothing of its own.
    """
    words = {code: text for code, text in facts.undertaking if text.strip()}
    if language in words:
        return language, words[language]
    return next(iter(words.items()), ("", ""))


def asks_now(facts: CampaignFacts, spans: Iterable[Span], day: date) -> bool:
    """Whether the campaign waits for somebody's answer on that day."""
    return (
        facts.state in ACTIVE
        and facts.start <= day
        and any(span.first <= day <= span.last for span in spans)
    )


def lapses(spans: Iterable[Span], settled: date | None, until: date) -> list[date]:
    """The days on which a person's duty ended without an answer.

    ``settled`` is the day of the *first* outcome that settles the campaign in
    this round; ``until`` the last day looked at. The result does not depend
    on when, or how often, somebody looks.
    """
    ended = [span.last for span in spans if span.last < until]
    return [
        last + timedelta(days=1) for last in ended if settled is None or last < settled
    ]


def _is_asked(spans: list[tuple[int, int]], facts: CampaignFacts) -> bool:
    until = facts.joins_until
    return until is None or spans[0][0] <= until.toordinal()


def _assignment(
    facts: CampaignFacts,
    within: Span,
    person: int,
    spans: list[Span],
    outcome: str | None,
    at: date,
) -> Assignment:
    latest = spans[-1]
    here = latest.first <= at <= latest.last
    if outcome is not None and settles(outcome, facts.kind):
        state = "waived" if outcome == "waived" else "answered"
    else:
        state = "pending" if here else "lapsed"
    return Assignment(
        facts.uid,
        within.first,
        person,
        latest.first,
        None if here else latest.last,
        _due(facts, within, latest.first),
        state,
        outcome,
    )


def _due(facts: CampaignFacts, within: Span, joined: date) -> date:
    due = within.first + (facts.due - facts.start)
    if joined <= within.first:
        return due
    return max(due, joined + timedelta(days=facts.joiner_days))


def _counting(
    outcome: Outcome | None, facts: CampaignFacts, within: Span
) -> str | None:
    if outcome is None:
        return None
    renewed = facts.per_term and within.first > facts.start
    return None if renewed and outcome.day < within.first else outcome.kind

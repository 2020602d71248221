"""Figures of everything that officials are asked, within what the viewer may see.

A *subject* is a document whose edition in force asks for answers, a campaign
that was launched, or the notice of own data. Whoever sees some names alone (a
secretary, a leader) gets the figures of those, and of a document the figures
of all others where that singles nobody out (``core.thresholds``).
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.campaigns import CampaignFacts
from collective.conduct.core.campaigns import current_round
from collective.conduct.core.campaigns import SETTLES
from collective.conduct.core.coverage import cumulative
from collective.conduct.core.coverage import Figures
from collective.conduct.core.coverage import figures
from collective.conduct.core.coverage import Line
from collective.conduct.core.coverage import Scope
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import ICampaigns
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IShelf
from collective.conduct.core.ledger import OUTCOMES
from collective.conduct.core.mandates import Mandate
from collective.conduct.core.mandates import sits
from collective.conduct.core.shelf import EditionFacts
from collective.conduct.core.shelf import in_force
from collective.conduct.core.thresholds import hidden
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.coverage import lines_of
from collective.conduct.operations.coverage import scope_of
from collective.conduct.operations.coverage import seats
from collective.conduct.operations.obligations import assigned
from collective.conduct.operations.obligations import said_on
from collective.conduct.operations.obligations import terms
from collective.conduct.operations.owndata import informed_on
from collective.conduct.operations.owndata import published
from dataclasses import dataclass
from datetime import date
from plone import api
from zope.component import getUtility


OWN_DATA = "own-data"
Said = dict[int, tuple[str, date]]  # person -> outcome, and the day it was first said


@dataclass(frozen=True)
class Subject:
    """Something that is asked. ``key`` is a UID, or ``OWN_DATA``."""

    key: str
    kind: str
    title: str
    language: str
    path: str
    start: date
    end: date


@dataclass(frozen=True)
class Standing:
    """How one subject stands, for one viewer.

    ``steps``: how many had answered by which day. ``others``: the figures of
    those whom the viewer does not see by name, None when there are none or
    when they are ``withheld``.
    """

    subject: Subject
    lines: list[Line]
    figures: Figures
    steps: list[tuple[date, int]]
    everything: bool
    others: Figures | None = None
    withheld: bool = False


def subjects() -> list[Subject]:
    """What is asked of anybody: documents by title, campaigns, the notice."""
    authorise("see_coverage")
    return [*_documents(), *_campaigns(), *_own_data()]


def overview() -> list[Standing]:
    """Every subject with its figures."""
    scope = scope_of(authorise("see_coverage"))
    return [_standing(each, scope) for each in subjects()]


def standing(key: str) -> Standing:
    """One subject; ``Missing`` "no_subject" for an unknown key."""
    scope = scope_of(authorise("see_coverage"))
    found = next((each for each in subjects() if each.key == key), None)
    if found is None:
        raise Missing("no_subject")
    return _standing(found, scope)


def _documents() -> list[Subject]:
    today = _today()
    current = (
        in_force(rows, today) for rows in getUtility(IShelf).documents().values()
    )
    found = [
        Subject(
            each.document,
            "document",
            each.title,
            each.language,
            each.path,
            each.valid_from,
            today,
        )
        for each in current
        if each is not None and each.asks
    ]
    return sorted(found, key=lambda each: each.title.casefold())


def _campaigns() -> Iterator[Subject]:
    for facts in getUtility(ICampaigns).everything():
        within = current_round(facts, terms(), _today())
        if facts.state != "planned" and within is not None:
            end = min(_today(), within.last)
            named = (facts.title, "", facts.path)
            yield Subject(facts.uid, "campaign", *named, within.first, end)


def _own_data() -> Iterator[Subject]:
    if published():
        today = _today()
        yield Subject(OWN_DATA, OWN_DATA.replace("-", "_"), "", "", "", today, today)


def _standing(subject: Subject, scope: Scope) -> Standing:
    mandates, said = READ[subject.kind](subject)
    outcomes = {person: kind for person, (kind, _day) in said.items()}
    lines = lines_of(mandates, outcomes, scope)
    own = {each.person for each in lines}
    days = [said[person][1] for person in own & said.keys()]
    start = min([subject.start, *days]) if subject.kind == "own_data" else subject.start
    made = Standing(
        subject,
        lines,
        figures(lines),
        cumulative(days, start, max(start, subject.end)),
        scope.everything,
    )
    if scope.everything or subject.kind != "document":
        return made
    return _with_others(made, {row.person for row in mandates} - own, outcomes)


def _with_others(made: Standing, people: set[int], outcomes: dict) -> Standing:
    """Add the figures of the others, or that they are withheld.

    Of documents alone: a campaign asks nearly the same people, and the
    difference of two such totals can be one person.
    """
    if not people:
        return made
    counted = [Line(each, "", "", "", outcomes.get(each, "none")) for each in people]
    others = figures(counted)
    counts = (others.answered, others.asked - others.answered)
    withheld = bool(hidden({"others": counts}, smallest_figure()))
    answered = {"answered": counts[0], "none": counts[1]}
    return Standing(
        **{**vars(made), "withheld": withheld},
    ) if withheld else Standing(
        **{**vars(made), "others": Figures(others.asked, answered)},
    )


def smallest_figure() -> int:
    """The setting: numbers about fewer people are withheld."""
    return api.portal.get_registry_record("collective.conduct.smallest_figure")


def _of_document(subject: Subject) -> tuple[list[Mandate], Said]:
    rows = getUtility(IShelf).of(subject.key)
    current = in_force(rows, _today())
    mandates = seats(current.applies_to if current else ())
    people = {row.person for row in mandates}
    said = said_on(people, rows, current) if current else {}
    return mandates, {
        person: (kind, _first_day(person, {edition}, OUTCOMES, subject.start))
        for person, (kind, edition) in said.items()
    }


def _of_campaign(subject: Subject) -> tuple[list[Mandate], Said]:
    facts = getUtility(ICampaigns).get(subject.key)
    editions = {e.manifest_hash for e in getUtility(IShelf).of(facts.document)}
    asked = [each for each in assigned(facts) if each.left is None]
    said = {
        each.person: (
            str(each.outcome),
            _first_day(each.person, editions, SETTLES[facts.kind], subject.start),
        )
        for each in asked
        if each.state != "pending"
    }
    people = [each.person for each in asked]
    return [row for each in people for row in _places(each, subject.end)], said


def _places(person: int, day: date) -> list[Mandate]:
    """Where somebody is counted: the seats, else the bodies of other rows."""
    rows = getUtility(IRegister).roster().rows_of(person, day)
    held = [row for row in rows if sits(row)]
    if held:
        return held
    bodies = {(row.body, getattr(row, "party", "")) for row in rows} or {("", "")}
    return [Mandate(person, body, "", party) for body, party in sorted(bodies)]


def _of_own_data(subject: Subject) -> tuple[list[Mandate], Said]:
    mandates, day_of = seats(), getUtility(IClock).day_of
    read = informed_on(mandates)
    return mandates, {who: ("informed", day_of(when)) for who, when in read.items()}


READ = {
    "document": _of_document,
    "campaign": _of_campaign,
    "own_data": _of_own_data,
}


def _first_day(
    person: int, editions: set[str], kinds: Iterable[str], start: date
) -> date:
    """The day on which somebody first said what counts, ``start`` at the least."""
    day_of = getUtility(IClock).day_of
    days = (
        day_of(entry.when)
        for entry in getUtility(ILedger).entries(person)
        if entry.edition in editions and entry.kind in kinds
    )
    return next((day for day in days if day >= start), start)


def _today() -> date:
    return getUtility(IClock).today()

"""Subjects of the dashboard: documents, campaigns and the notice of own data.

Each *subject* is read in the same shape: where everybody is counted, what they
said, and on which day each said it first.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.entries import OUTCOMES
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.campaign_kinds import KINDS
from collective.conduct.core.obligations.campaigns import current_round
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.coverage import seats
from collective.conduct.operations.answers.own_data import informed_on
from collective.conduct.operations.answers.own_data import published
from collective.conduct.operations.obligations import assigned
from collective.conduct.operations.obligations import said_on
from collective.conduct.operations.registers.terms_of_office import terms
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility


OWN_DATA = "own-data"


@dataclass(frozen=True)
class Subject:
    """Something that is asked, from a day to a day.

    ``kind`` is a key of ``READ``; ``key`` a UID, or ``OWN_DATA``; ``path`` that
    of the edition or campaign.
    """

    kind: str
    key: str
    start: date
    end: date
    title: str = ""
    language: str = ""
    path: str = ""


@dataclass(frozen=True)
class SubjectAnswers:
    """Where each person is counted, what they said, and the day it was said first."""

    mandates: list[Mandate]
    outcomes: dict[int, str]
    first_day: Callable[[int], date]


def subjects() -> list[Subject]:
    """Documents by title, campaigns by their start, then the notice."""
    return [*_documents(), *_campaigns(), *_own_data()]


def read(subject: Subject) -> SubjectAnswers:
    """Return the answers of everybody whom the subject asks today."""
    return READ[subject.kind](subject)


def _documents() -> list[Subject]:
    today, editions = _today(), getUtility(IEditionIndex).documents()
    current = (in_force(rows, today) for rows in editions.values())
    subjects_found = [
        Subject(
            "document",
            each.document,
            each.valid_from,
            today,
            each.title,
            each.language,
            each.path,
        )
        for each in current
        if each is not None and each.asks
    ]
    return sorted(subjects_found, key=lambda each: each.title.casefold())


def _campaigns() -> Iterator[Subject]:
    today = _today()
    for facts in getUtility(ICampaigns).everything():
        within = current_round(facts, terms(), today)
        if facts.state != "planned" and within is not None:
            days = (within.first, min(today, within.last))
            yield Subject(
                "campaign", facts.uid, *days, title=facts.title, path=facts.path
            )


def _own_data() -> Iterator[Subject]:
    if published():
        yield Subject("own_data", OWN_DATA, date.min, _today())


def _of_document(subject: Subject) -> SubjectAnswers:
    rows = getUtility(IEditionIndex).of(subject.key)
    current = in_force(rows, subject.end)
    mandates = seats(current.applies_to if current else ())
    outcomes = (
        said_on({row.person for row in mandates}, rows, current) if current else {}
    )
    return SubjectAnswers(
        mandates,
        {person: kind for person, (kind, _edition) in outcomes.items()},
        lambda person: _first_day(
            person, {outcomes[person][1]}, OUTCOMES, subject.start
        ),
    )


def _of_campaign(subject: Subject) -> SubjectAnswers:
    facts = getUtility(ICampaigns).get(subject.key)
    rows = editions_about(facts.subject, getUtility(IEditionIndex))
    editions = {each.manifest_hash for each in rows}
    kinds = KINDS[facts.kind].settled_by
    asked = [each for each in assigned(facts) if each.left is None]
    return SubjectAnswers(
        [row for each in asked for row in _places(each.person, subject.end)],
        {each.person: str(each.outcome) for each in asked if each.state != "pending"},
        lambda person: _first_day(person, editions, kinds, subject.start),
    )


def _of_own_data(subject: Subject) -> SubjectAnswers:
    mandates, day_of = seats(), getUtility(IClock).day_of
    read_at = informed_on(mandates)
    return SubjectAnswers(
        mandates,
        dict.fromkeys(read_at, "informed"),
        lambda person: day_of(read_at[person]),
    )


READ: dict[str, Callable[[Subject], SubjectAnswers]] = {
    "document": _of_document,
    "campaign": _of_campaign,
    "own_data": _of_own_data,
}


def _places(person: int, day: date) -> list[Mandate]:
    """Where somebody is counted: the seats, else the bodies of other rows."""
    rows = getUtility(IRegister).roster().rows_of(person, day)
    held = [row for row in rows if sits(row)]
    if held:
        return held
    bodies = {(row.body, getattr(row, "party", "")) for row in rows} or {("", "")}
    return [Mandate(person, body, "", party) for body, party in sorted(bodies)]


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

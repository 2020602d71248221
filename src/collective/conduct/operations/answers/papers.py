"""Whom a signed paper can be recorded for (REQUIREMENTS A3)."""

from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.core.answers.coverage import NONE_YET
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.obligations.duties import concerns
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import CANDIDATE
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.coverage import bodies_of
from collective.conduct.operations.common.authority import Actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.obligations import asked_by_campaigns
from collective.conduct.operations.obligations import one_duty
from dataclasses import dataclass
from zope.component import getUtility


@dataclass(frozen=True)
class Signer(CoverageRow):
    """Somebody who may have signed; ``waits`` when an answer is still asked."""

    waits: bool = True
    candidate: bool = False


def signers(edition) -> list[Signer]:
    """Return all whom the edition, or a campaign about it, asks today, by name.

    Officials, candidates and employees, with an account or without; one line
    per person and body, "" for who is in none. A secretary sees the members
    and candidates of her own bodies: those whom she may record for.
    """
    who = authorise("record_on_behalf", edition, state_of(edition))
    facts = facts_of(edition)
    rows = _within(who, _asked_rows(facts))
    people: dict[tuple[int, str], Signer] = {}
    standing: dict[int, tuple[str, bool]] = {}
    for row in rows:
        if row.person not in standing:
            standing[row.person] = _standing(row.person, facts)
        people.setdefault((row.person, row.body), _signer(row, *standing[row.person]))
    return sorted(people.values(), key=lambda each: (each.name.casefold(), each.body))


def _asked_rows(facts: EditionFacts) -> list[Row]:
    """Rows of those who are asked; a function counts for who has no mandate."""
    today = getUtility(IClock).today()
    asked = asked_by_campaigns(EditionSubject(facts.document))
    rows = [
        row
        for row in getUtility(IRegister).roster().rows
        if valid(row, today)
        and (
            row.person in asked
            or (sits(row) and concerns(facts, frozenset({row.body})))
        )
    ]
    seated = {row.person for row in rows if isinstance(row, Mandate)}
    return [row for row in rows if isinstance(row, Mandate) or row.person not in seated]


def _within(who: Actor, rows: list[Row]) -> list[Row]:
    if "registrar" in who.roles:
        return rows
    bodies = bodies_of(who)
    return [row for row in rows if isinstance(row, Mandate) and row.body in bodies]


def _standing(person: int, facts: EditionFacts) -> tuple[str, bool]:
    """What somebody said that still counts, and whether they are asked (again)."""
    rows = getUtility(IEditionIndex).of(facts.document)
    owed = one_duty(person, [each for each in rows if each.number <= facts.number])
    if owed is None:
        return NONE_YET, True
    counts = owed.state in ("answered", "again")
    return str(owed.outcome) if counts else NONE_YET, owed.state in WAITING


def _signer(row: Row, outcome: str, waits: bool) -> Signer:
    mandate = row if isinstance(row, Mandate) else None
    return Signer(
        person=row.person,
        name=getUtility(IRegister).person(row.person).name,
        body=row.body,
        party=mandate.party if mandate else "",
        outcome=outcome,
        waits=waits,
        candidate=mandate is not None and mandate.office == CANDIDATE,
    )

"""Coverage of an edition, within what the viewer may see."""

from collections.abc import Iterable
from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.core.answers.coverage import lines
from collective.conduct.core.answers.coverage import Scope
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import Actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.obligations import said_on
from zope.component import getUtility


EVERYTHING = frozenset({"registrar", "publisher", "auditor"})


def scope_of(who: Actor) -> Scope:
    """Whose names the actor sees: a secretary her bodies, a leader his group."""
    if not who.roles.isdisjoint(EVERYTHING):
        return Scope(everything=True)
    if who.person is None:
        return Scope()
    roster, today = getUtility(IRegister).roster(), getUtility(IClock).today()
    return Scope(bodies=bodies_of(who), parties=roster.led_by(who.person, today))


def bodies_of(who: Actor) -> frozenset[str]:
    """The bodies that the actor is secretary of."""
    if who.person is None:
        return frozenset()
    roster, today = getUtility(IRegister).roster(), getUtility(IClock).today()
    return roster.bodies_of(who.person, today)


def coverage(edition) -> list[CoverageRow]:
    """One line per person asked and body, as far as the viewer may see."""
    who = authorise("see_coverage", edition)
    facts = facts_of(edition)
    return lines_of(seats(facts.applies_to), outcomes_on(facts), scope_of(who))


def seats(bodies: Iterable[str] = ()) -> list[Mandate]:
    """The mandates held today: of these bodies, or (none given) of all."""
    today, wanted = getUtility(IClock).today(), frozenset(bodies)
    return [
        row
        for row in getUtility(IRegister).roster().rows
        if sits(row) and valid(row, today) and (not wanted or row.body in wanted)
    ]


def outcomes_on(facts: EditionFacts) -> dict[int, str]:
    """Return the outcomes of all whom an edition asks, earlier ones too (E6)."""
    people = {row.person for row in seats(facts.applies_to)}
    outcomes = said_on(people, getUtility(IEditionIndex).of(facts.document), facts)
    return {person: kind for person, (kind, _edition) in outcomes.items()}


def lines_of(
    mandates: list[Mandate], outcomes: dict[int, str], scope: Scope
) -> list[CoverageRow]:
    """The lines within a scope, with the names of the register."""
    register = getUtility(IRegister)
    seen = {row.person for row in mandates if scope.sees(row)}
    names = {person: register.person(person).name for person in seen}
    return lines(mandates, names, outcomes, scope)

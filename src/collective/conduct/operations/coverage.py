"""Coverage of an edition, within what the viewer may see."""

from collective.conduct.core.answers import WAITING
from collective.conduct.core.coverage import Line
from collective.conduct.core.coverage import lines
from collective.conduct.core.coverage import Scope
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IShelf
from collective.conduct.core.mandates import sits
from collective.conduct.core.mandates import valid
from collective.conduct.operations.authority import Actor
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.editions import facts_of
from collective.conduct.operations.obligations import one_duty
from zope.component import getUtility


EVERYTHING = frozenset({"registrar", "publisher", "auditor"})


def scope_of(who: Actor) -> Scope:
    """Whose names the actor sees: a secretary her bodies, a leader his group."""
    if not who.roles.isdisjoint(EVERYTHING):
        return Scope(everything=True)
    if who.person is None:
        return Scope()
    roster, today = getUtility(IRegister).roster(), getUtility(IClock).today()
    return Scope(
        bodies=roster.bodies_of(who.person, today),
        parties=roster.led_by(who.person, today),
    )


def coverage(edition) -> list[Line]:
    """One line per person asked and body, as far as the viewer may see."""
    who = authorise("see_coverage", edition)
    facts = facts_of(edition)
    register, today = getUtility(IRegister), getUtility(IClock).today()
    mandates = [
        row
        for row in register.roster().rows
        if sits(row)
        and valid(row, today)
        and (not facts.applies_to or row.body in facts.applies_to)
    ]
    people = {row.person for row in mandates}
    names = {person: register.person(person).name for person in people}
    outcomes = {person: _counts_as(person, facts) for person in people}
    known = {person: kind for person, kind in outcomes.items() if kind}
    return lines(mandates, names, known, scope_of(who))


def _counts_as(person: int, facts) -> str | None:
    """The person's outcome, also from before changes that are not material."""
    direct = getUtility(ILedger).outcome(facts.manifest_hash, person)
    if direct:
        return direct
    rows = getUtility(IShelf).of(facts.document)
    owed = one_duty(person, [row for row in rows if row.number <= facts.number])
    return owed.outcome if owed and owed.state not in WAITING else None

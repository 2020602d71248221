"""The matter of a case as it is stored, and permissions to know of it.

Whoever gives a key, a half or a name asks here; ``operations.cases.summary`` asks
again wherever a link or a ground arises.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.cases.bars import SERIES
from collective.conduct.core.cases.matter import BARRED
from collective.conduct.core.cases.matter import Matter
from collective.conduct.core.cases.matter import matter_of as core_matter_of
from collective.conduct.core.cases.matter import MatterCase
from collective.conduct.core.cases.matter import may_know as core_may_know
from collective.conduct.core.cases.matter import NO_KEY
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.recipients import barred_of
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.key_functions import APPROVING
from collective.conduct.core.common.key_functions import ESCROW
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.common.settings import setting
from collective.conduct.operations.vault.key_directory import confirmed_for
from collective.conduct.operations.vault.key_directory import functions_of
from collective.conduct.operations.vault.key_directory import holders_of
from zope.component import getUtility


def matter_of(case: str) -> Matter:
    """Return the matter of a case; ``Missing`` "no_case"."""
    return matter_with(getUtility(ICases).facts(case))


def matter_with(facts: CaseSummary, *others: CaseSummary) -> Matter:
    """Return the matter of a case as it would be with these summaries.

    The case may be one that is only just made. Others with its series are in it.
    """
    given = {each.case: each for each in (facts, *others)}
    found: dict[str, MatterCase] = {}
    waiting = [facts]
    while waiting:
        each = waiting.pop()
        if each.case in found:
            continue
        links = found[each.case] = _links(each, given.values())
        for other in links.next(SERIES):
            if other not in found:
                waiting.extend(_facts(other, given))
    roster = getUtility(IRegister).roster()
    table = barred_of(setting("may_not_handle") or ())
    moment, today = getUtility(IVault).moment(), getUtility(IClock).today()
    return core_matter_of(facts.case, found, moment, roster, today, table)


def may_know(matter: Matter, person: int, functions: Iterable[str] = HANDLING):
    """Return the permission of a person to know of a case, or why there is none.

    As reader, or by the ``functions`` that are asked for. A person who reads it
    already keeps the key that it was sealed for.
    """
    held = [each for each in functions_of(person) if each in functions]
    return core_may_know(matter, person, held, _keys(matter, person, held))


def permission(
    matter: Matter, person: int, acting: int, functions: Iterable[str] = HANDLING
) -> MayKnow:
    """Return the permission of a person, for somebody who acts in the case.

    ``Refused`` "excluded", "answers_to", "both_roles" or ``Invalid``
    "no_key_there". Who cannot open the cases with the ground does not learn of it:
    they are told that there is no key.
    """
    answer = may_know(matter, person, functions)
    if isinstance(answer, MayKnow):
        return answer
    if answer.reason == BARRED and _reads(acting, answer.cases):
        raise Refused("excluded")
    if answer.reason in (BARRED, NO_KEY):
        raise Invalid("no_key_there")
    raise Refused(answer.reason)


def who_may(
    matter: Matter, people: Iterable[int], functions: Iterable[str] = HANDLING
) -> list[MayKnow]:
    """Return the permissions of those among these people who may know of a case."""
    answers = (may_know(matter, person, functions) for person in sorted(people))
    return [each for each in answers if isinstance(each, MayKnow)]


def escrow_of(matter: Matter) -> list[MayKnow]:
    """Return the permissions of all who may hold escrow of a case."""
    return who_may(matter, holders_of(*ESCROW), ESCROW)


def approvers_of(matter: Matter) -> list[MayKnow]:
    """Return the permissions of all who may approve opening the reporter's identity."""
    return who_may(matter, holders_of(*APPROVING), APPROVING)


def readers_of(
    matter: Matter, publics: Mapping[int, bytes] | None = None
) -> list[MayKnow]:
    """Return the permissions of its readers who may still know of it, key for key.

    Whoever has a new key since then keeps the former one: somebody decides that
    they are let in with the new one, it never happens by the way. ``publics``: the
    readers of a linked case instead, with the keys that it was sealed for.
    """
    found = []
    known = matter.cases[matter.case].readers if publics is None else publics
    for person, public in known.items():
        held = [each for each in functions_of(person) if each in HANDLING]
        answer = core_may_know(matter, person, held, dict.fromkeys(held, public))
        if isinstance(answer, MayKnow):
            found.append(answer)
    return found


def must_leave(matter: Matter) -> frozenset[int]:
    """Return who holds something of a case that they may not have.

    They are barred from it, answer to somebody whom it concerns, or approve and
    read or hold escrow in the same matter: then the approver's half goes.
    """
    links, vault = matter.cases[matter.case], getUtility(IVault)
    halves = vault.half_holders(matter.case)
    out = {*links.readers, *links.escrow, *links.approvers, *halves} & {*matter.barred}
    out |= links.approvers & (matter.holding["readers"] | matter.holding["escrow"])
    if matter.closed:
        out |= {
            person
            for person in links.readers
            if HANDLING.intersection(functions_of(person)) <= matter.closed
        }
    return frozenset(out)


def _keys(matter: Matter, person: int, held: Iterable[str]) -> Mapping[str, bytes]:
    keys = ((function, confirmed_for(person, function)) for function in held)
    return {function: public for function, public in keys if public is not None}


def _reads(person: int, cases: Iterable[str]) -> bool:
    return all(person in getUtility(IVault).readers(case) for case in cases)


def _facts(case: str, given: Mapping[str, CaseSummary]) -> Iterator[CaseSummary]:
    try:
        yield given[case] if case in given else getUtility(ICases).facts(case)
    except Missing:
        return  # destroyed meanwhile


def _links(facts: CaseSummary, given: Iterable[CaseSummary]) -> MatterCase:
    cases, vault = getUtility(ICases), getUtility(IVault)
    followers = {*cases.followers(facts.case)}
    series = {*cases.in_series(facts.series)}
    for each in given:
        if facts.case in each.linked:
            followers.add(each.case)
        if facts.series and each.series == facts.series:
            series.add(each.case)
    return MatterCase(
        facts.case,
        facts.bars,
        facts.merged,
        facts.linked,
        tuple(sorted(followers)),
        tuple(sorted(series - {facts.case})),
        *vault.holders(facts.case),
    )

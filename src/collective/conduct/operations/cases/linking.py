"""Links between cases: two reports of one matter, a series of incidents.

A merged report keeps its own texts, files and reporter; whoever reads one of them
may read all, and whoever is excluded from one is excluded from all.
"""

from collections.abc import Iterator
from collective.conduct.core.cases.bars import Bars
from collective.conduct.core.cases.bars import REACHES
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import OPEN
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.case_access import open_case
from collective.conduct.operations.cases.case_access import renewed
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.matter import matter_with
from collective.conduct.operations.cases.matter import must_leave
from collective.conduct.operations.cases.matter import readers_of
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.vault.my_key import current_key_holder
from dataclasses import dataclass
from dataclasses import replace
from itertools import islice
from secrets import token_hex
from zope.component import getUtility


CHOICES = 200  # cases that are offered to choose among


@dataclass(frozen=True)
class Links:
    """The cases linked with a case, as far as the acting person can open them."""

    merged: tuple[CaseSummary, ...]
    series: tuple[CaseSummary, ...]
    linked: tuple[CaseSummary, ...]  # a reprisal and what it follows


def links(case: OpenCase) -> Links:
    """Return the linked cases, without those that are not on the person's own desk."""
    own = facts_of(case.id)
    root = own.merged_into or case.id
    others = [each for each in _mine() if each.case != case.id]
    return Links(
        tuple(each for each in others if root in (each.case, each.merged_into)),
        tuple(each for each in others if own.series and each.series == own.series),
        tuple(e for e in others if e.case in own.linked or case.id in e.linked),
    )


def choices(case: str) -> list[CaseSummary]:
    """Return the open cases to choose from: not merged ones, not this one."""
    found = (e for e in _mine(OPEN) if e.case != case and not e.merged_into)
    return list(islice(found, CHOICES))


def merge(case: OpenCase, into: str) -> None:
    """Merge a report into another case. Repeating it is no error.

    ``Refused`` "merged_already" when this would make a chain of merges,
    "merge_excluded" when a reader of one is excluded from the other,
    "not_in_this_state" when the other is closed; ``Invalid`` "itself".
    """
    if case.id == into:
        raise Invalid("itself")
    cases, facts, other = _both(case, into)
    if facts.merged_into == into:
        return
    _refuse_knots(facts, other)
    bars = _both_bars(facts, other)
    one = replace(facts, merged_into=into, bars=bars)
    two = replace(other, merged_from=(*other.merged_from, case.id), bars=bars)
    grants = [_for_readers_of(into, one, two), _for_readers_of(case.id, two, one)]
    change(case.id, merged_into=into, bars=bars)
    change(into, merged_from=two.merged_from, bars=bars)
    vault = getUtility(IVault)
    cases = [renewed(each) if vault.removed(each.id) else each for each in cases]
    for each, readers in zip(cases, grants, strict=True):
        for may in readers:
            each.grant(may)
    for each in cases:
        reindex_desks(each.id)
    note(cases[0], "merged")
    note(cases[1], "took_in")
    tell_of_case(set(vault.readers(case.id)) - {case.person})


def _refuse_knots(facts: CaseSummary, other: CaseSummary) -> None:
    if other.state not in OPEN:
        raise Refused("not_in_this_state")
    if facts.merged_into or facts.merged_from or other.merged_into:
        raise Refused("merged_already")


def _both_bars(facts: CaseSummary, other: CaseSummary) -> Bars:
    """Return the bars of both, for good: what was written together stays so."""
    widest = dict(sorted(facts.bars + other.bars, key=lambda e: REACHES.index(e[1])))
    return tuple(sorted(widest.items()))


def _for_readers_of(
    other: str, facts: CaseSummary, others: CaseSummary
) -> list[MayKnow]:
    """Return permissions for the readers of another case, for the keys they have there.

    Both summaries are as they will be. ``Refused`` "merge_excluded" when a reader of
    one may not know of the other.
    """
    vault, matter = getUtility(IVault), matter_with(facts, others)
    here, there = vault.publics(facts.case), vault.publics(other)
    new = {person: key for person, key in there.items() if person not in here}
    grants = readers_of(matter, new)
    if must_leave(matter) & {*here} or len(grants) < len(new):
        raise Refused("merge_excluded")
    return grants


def part(case: OpenCase) -> None:
    """Undo a merge; the readers stay the same. Nothing is done when there was none."""
    facts = facts_of(case.id)
    if not facts.merged_into:
        return
    cases, _facts, other = _both(case, facts.merged_into)
    left = tuple(each for each in other.merged_from if each != case.id)
    change(case.id, merged_into="")
    change(other.case, merged_from=left)
    for each in cases:
        note(each, "parted")


def put_in_series(case: OpenCase, other: str) -> None:
    """Put two cases in one series of incidents.

    The series that either belongs to already is used; ``Refused`` "two_series" when
    both do, "series_excluded" when a reader of one may not know of the other;
    ``Invalid`` "itself".
    """
    if case.id == other:
        raise Invalid("itself")
    cases, facts, others = _both(case, other)
    if facts.series and others.series and facts.series != others.series:
        raise Refused("two_series")
    series = facts.series or others.series or token_hex(16)
    both = [replace(each, series=series) for each in (facts, others)]
    for each in (both, both[::-1]):
        matter = matter_with(*each)
        if must_leave(matter) & {*matter.cases[matter.case].readers}:
            raise Refused("series_excluded")
    for one, each in zip(cases, (facts, others), strict=True):
        if not each.series:
            change(each.case, series=series)
            note(one, "series")


def leave_series(case: OpenCase) -> None:
    """Take a case out of its series."""
    if facts_of(case.id).series:
        change(case.id, series="")
        note(case, "series_left")


def _both(
    case: OpenCase, other: str
) -> tuple[list[OpenCase], CaseSummary, CaseSummary]:
    cases = [case, open_case(other, case.vault)]
    return cases, facts_of(case.id), facts_of(other)


def _mine(states: tuple[str, ...] = STATES) -> Iterator[CaseSummary]:
    return (each.facts for each in getUtility(IDesks).of(current_key_holder(), states))

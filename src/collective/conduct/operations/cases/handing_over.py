"""Handing cases over: for good, during an absence, or back to a new key."""

from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.case_access import give_access
from collective.conduct.operations.cases.case_access import handlers
from collective.conduct.operations.cases.case_access import is_newest
from collective.conduct.operations.cases.case_access import note
from collective.conduct.operations.cases.case_access import ON_DESK
from collective.conduct.operations.cases.case_access import open_case
from collective.conduct.operations.cases.case_access import without
from collective.conduct.operations.cases.case_notifications import tell_of_case
from collective.conduct.operations.cases.matter import matter_of
from collective.conduct.operations.cases.matter import may_know
from collective.conduct.operations.vault.my_key import current_key_holder
from datetime import date
from datetime import timedelta
from zope.component import getUtility


LONGEST = timedelta(days=400)


def absence() -> tuple[date, date] | None:
    """Return the acting person's first and last day of absence, None without one."""
    found = getUtility(IDesks).absence(current_key_holder())
    return found if found and found[1] >= getUtility(IClock).today() else None


def go_away(
    first: date | None, last: date | None, vault: OpenVault, person: int | None = None
) -> int:
    """Record an absence; give ``person`` access to the acting person's cases meanwhile.

    That access lasts until they leave the case. Return the number of these cases.
    ``Invalid`` "away_days" unless the days are in order and not past.
    """
    today = getUtility(IClock).today()
    if not first or not last or not first <= last or last < today:
        raise Invalid("away_days")
    if last - first > LONGEST:
        raise Invalid("away_days")
    own = current_key_holder()
    count = hand_over(person, vault, stay=True) if person is not None else 0
    getUtility(IDesks).leave(own, first, last)
    return count


def come_home() -> None:
    """End the absence of the acting person."""
    getUtility(IDesks).leave(current_key_holder(), None, None)


def hand_over(person: int, vault: OpenVault, stay: bool = False) -> int:
    """Give a person access to all cases of the acting person; return how many.

    Without ``stay`` the acting person loses access to each. Cases of which the other
    may not know are left out: they never learn of them. ``Invalid`` "no_key_there"
    for somebody who handles nothing.
    """
    own, count = current_key_holder(), 0
    if person not in handlers():
        raise Invalid("no_key_there")
    for number in _usable(vault):
        may = may_know(matter_of(number), person)
        if isinstance(may, MayKnow):
            case = open_case(number, vault)
            give_access(case, may)
            note(case, "handed_over", person)
            if not stay:
                without(case, own)
            count += 1
    tell_of_case([person] if count else [])
    return count


def restore(person: int, vault: OpenVault) -> int:
    """Give a co-handler with a new key access to the cases that both handle."""
    own, shared = current_key_holder(), 0
    for number in _usable(vault):
        if person != own and person in getUtility(IVault).readers(number):
            case = open_case(number, vault)
            may = may_know(matter_of(number), person)
            if isinstance(may, MayKnow) and is_newest(may):
                give_access(case, may)
                note(case, "restored", person)
                shared += 1
    return shared


def _usable(vault: OpenVault) -> list[str]:
    """Return the cases that open with the person's present key."""
    found = getUtility(IDesks).of(vault.person, ON_DESK)
    return [each.facts.case for each in found if each.public == vault.public]

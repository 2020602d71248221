"""Absence of a handler: substitutes get new reports; a colleague may take the cases."""

from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.operations.cases.case_access import hand_over
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

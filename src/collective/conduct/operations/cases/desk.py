"""The acting person's desk: read from our own index, without opening a case.

Their nicknames for cases are sealed for them alone.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.records.cases import NicknamesRecord
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import DeskEntry
from collective.conduct.core.cases.summary import OPEN
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.operations.cases.deadlines import due_of
from collective.conduct.operations.vault.my_key import current_key_holder
from datetime import date
from zope.component import getUtility


WEEK = 7  # days
LONGEST_NICKNAME = 60  # characters
FILTERS = ("open", "week", "new", "wrote", "late", "closed")
# column -> by what its rows are sorted; by day wanted is how they lie
ORDERS: dict[str, Callable[[CaseSummary], tuple]] = {
    "number": lambda facts: (facts.case,),
    "received": lambda facts: (facts.received,),
    "form": lambda facts: (facts.form, facts.received),
    "state": lambda facts: (STATES.index(facts.state), facts.received),
}


def desk_entries(which: str = "open", order: str = "") -> Iterator[DeskEntry]:
    """Return the acting person's cases: overdue first, or in the order of a column.

    ``order`` with "-" in front is descending. ``Invalid`` "field" for an unknown
    filter or column.
    """
    column = order.removeprefix("-")
    if which not in FILTERS or (column and column not in ORDERS):
        raise Invalid("field", field="sort" if which in FILTERS else "show")
    found = _standing(which)
    if not column:
        return found
    key = ORDERS[column]
    rows = sorted(found, key=lambda each: key(each.facts), reverse=order != column)
    return iter(rows)


def counts() -> dict[str, int]:
    """Return how many cases each filter shows."""
    desks, own = getUtility(IDesks), current_key_holder()
    by_state = {state: desks.count(own, state) for state in STATES}
    this_week = [*_standing("week")]
    today = _today()
    return {
        "open": sum(by_state[state] for state in OPEN),
        "week": len(this_week),
        "new": by_state["received"],
        "wrote": sum(1 for each in this_week if each.facts.unanswered_since),
        "late": sum(1 for each in this_week if _is_late(each, today)),
        "closed": by_state["closed"],
    }


def nicknames(vault: OpenVault) -> Mapping[str, str]:
    """Return the acting person's nicknames for cases; none after a new key."""
    words = getUtility(IDesks).get_private(vault)
    return decode(words, NicknamesRecord).names if words else {}


def call(case: OpenCase, name: str) -> None:
    """Give a case a nickname; "" removes it.

    ``Invalid`` "nickname_long".
    """
    nickname = " ".join(name.split())
    if len(nickname) > LONGEST_NICKNAME:
        raise Invalid("nickname_long", limit=LONGEST_NICKNAME)
    names = {
        key: other for key, other in nicknames(case.vault).items() if key != case.id
    }
    names |= {case.id: nickname} if nickname else {}
    getUtility(IDesks).put_private(case.vault, encode(NicknamesRecord(names)))


def _standing(which: str) -> Iterator[DeskEntry]:
    own, desks, today = current_key_holder(), getUtility(IDesks), _today()
    states = {"new": ("received",), "closed": ("closed",)}.get(which, OPEN)
    days = {"week": WEEK, "wrote": 0, "late": 0}.get(which)
    until = None if days is None else today.toordinal() + days
    found = desks.of(own, states, until)
    if which == "wrote":
        return (each for each in found if each.facts.unanswered_since)
    if which == "late":
        return (each for each in found if _is_late(each, today))
    return found


def _is_late(standing: DeskEntry, today: date) -> bool:
    """Return whether one of its deadlines has expired."""
    due = due_of(standing.facts, standing.deadlines)
    return due is not None and due.is_late(today)


def _today() -> date:
    return getUtility(IClock).today()

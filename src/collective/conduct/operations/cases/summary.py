"""Summary of a case: the only place where it is changed.

Whatever changes, the case is put anew on the desks of those who can open it; when a
link or a ground arises, whoever may no longer know of the matter loses their keys.
"""

from collective.conduct.core.cases.deadline_history import DeadlineEvent
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.deadlines import wanted_of
from collective.conduct.operations.cases.matter import matter_of
from collective.conduct.operations.cases.matter import must_leave
from dataclasses import replace
from typing import Any
from zope.component import getUtility


LINKS = {"bars", "linked", "merged_into", "merged_from", "series"}


def facts_of(case: str) -> CaseSummary:
    """Return the summary of a case; ``Missing`` "no_case"."""
    return getUtility(ICases).facts(case)


def change(case: str, *lines: DeadlineEvent, **changes: Any) -> None:
    """Change the summary of a case, and add events to its deadline history."""
    cases = getUtility(ICases)
    for line in lines:
        cases.add_deadline(case, line)
    if changes:
        cases.put(replace(cases.facts(case), **changes))
    reindex_desks(case)
    if not LINKS.isdisjoint(changes):
        enforce(case)


def enforce(case: str) -> None:
    """Take every key from whoever may not know, wherever a link or a ground arose.

    No key of the cases is needed. They leave the desks at once; the next reader who
    opens such a case begins an epoch without whoever left (``case_access.open_case``).
    """
    for each in matter_of(case).cases:
        out = must_leave(matter_of(each))
        if out:
            getUtility(IVault).remove(each, out)
            getUtility(IKeyRequests).forget(each, out)
            reindex_desks(each)


def reindex_desks(case: str) -> None:
    """Put a case on the desks of its readers, and remove it from all others."""
    facts, publics = facts_of(case), getUtility(IVault).publics(case)
    history = deadlines(case)
    getUtility(IDesks).put(facts, wanted_of(facts, history), publics, history)

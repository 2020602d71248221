"""Write a plan into the register, as a whole, in the transaction of the caller."""

from collections.abc import Callable
from collective.conduct.core.registers.lists.people import PersonLines
from collective.conduct.core.registers.lists.plan import Finding
from collective.conduct.core.registers.lists.plan import Plan
from collective.conduct.core.registers.lists.plan import WRITTEN
from dataclasses import replace
from typing import Any


def write(
    plan: Plan,
    register: Any,
    at: int,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> None:
    """Enrol new people; end, correct and record rows, known from ``at``.

    ``register`` is an ``IRegister``. ``progress`` is called after each finding with
    the number done and the number of all. What ends is written before what begins.
    """
    wanted = [each for each in plan.findings if each.kind in WRITTEN]
    people: dict[int, int] = {}
    for done, finding in enumerate(sorted(wanted, key=_begins), 1):
        if finding.group and finding.group not in people:
            people[finding.group] = _person(plan.people[finding.group], register)
        _row(finding, people, register, at)
        progress(done, len(wanted))


def _begins(finding: Finding) -> bool:
    return finding.kind == "new"


def _person(group: PersonLines, register: Any) -> int:
    """The person's number; name, account and id become what the file says."""
    if not group.person:
        person = register.enrol(group.userid or None, group.name, group.key)
    else:
        person = group.person
    known = register.person(person)
    named = any(entry.name for entry in group.entries)
    if named and group.name != known.name:
        register.name(person, group.name)
    if (group.userid and not known.userid) or (group.key and not known.key):
        register.attach(person, group.userid or None, group.key or None)
    return person


def _row(finding: Finding, people: dict[int, int], register: Any, at: int) -> None:
    if finding.wanted is None:
        return  # only the person changes
    if finding.row is None:
        row = replace(finding.wanted, person=people[finding.group])
        register.record(row, at)
    elif finding.kind == "ended":
        register.end(finding.row.row, finding.wanted.end, at)
    else:
        register.close(finding.row.row, at)
        register.record(finding.wanted, at)

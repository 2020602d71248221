"""Import mandates and functions: preview, then write all or nothing (A4, B8)."""

from collections.abc import Callable
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.registers.lists import columns
from collective.conduct.core.registers.lists.applying import write
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.choices import Memory
from collective.conduct.core.registers.lists.meanings import folded
from collective.conduct.core.registers.lists.plan import Plan
from collective.conduct.core.registers.lists.planning import planned
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.ports import IRosterMemory
from collective.conduct.imports.common import tables
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.registers.import_summary import bodies
from collective.conduct.operations.registers.import_summary import known
from collective.conduct.principals.registers.plugin import forget
from plone import api
from zope.component import getUtility


__all__ = ["bodies", "bring_in", "dry_run", "opened", "proposed", "sources"]
LONGEST_SOURCE = 100  # characters


def opened(data: bytes, sheet: str = "") -> Sheet:
    """Read a file; ``Invalid`` with the reason when it cannot be (``imports``)."""
    authorise("manage_registers")
    if not data:
        raise Invalid("roster_nothing")
    return tables.read(data, sheet)


def sources() -> list[str]:
    """The names of the sources that were imported from."""
    authorise("manage_registers")
    return getUtility(IRosterMemory).sources()


def proposed(sheet: Sheet, source: str) -> Choices:
    """Propose how to read a sheet: as remembered of its source, else by its headers."""
    authorise("manage_registers")
    source = " ".join(source.split())[:LONGEST_SOURCE]
    memory = getUtility(IRosterMemory).recall(source)
    return Choices(
        columns.guess(sheet, dict(memory.columns)),
        source=source,
        meanings={(kind, word): key for kind, word, key in memory.words},
        keys=tuple(api.portal.get_registry_record("collective.conduct.roster_keys")),
    )


def dry_run(sheet: Sheet, choices: Choices) -> Plan:
    """Return what an import would do, line by line; nothing is written.

    ``Invalid`` for choices that make no sense ("roster_mapping" and others).
    """
    authorise("manage_registers")
    columns.check(sheet, choices.fields)
    plan = planned(sheet, choices, known(sheet, choices))
    if choices.complete:
        _check_complete(plan, choices)
    return plan


def _check_complete(plan: Plan, choices: Choices) -> None:
    """Refuse ``complete`` without a last day or without a line of the body."""
    if choices.last is None:
        raise Invalid("roster_last_missing", field="last")
    entries = (each.entry for each in plan.findings)
    if not any(each and each.body == choices.complete for each in entries):
        raise Invalid("roster_nothing_of_body", field="complete")


def bring_in(
    sheet: Sheet,
    choices: Choices,
    seen: str | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Plan:
    """Write a sheet into the register, all or nothing; return what was done.

    ``seen`` is the digest of the plan that somebody agreed to: ``Conflict``
    "roster_other_plan" when it would be another one now. ``Invalid``
    "roster_in_the_way" while lines cannot be used and are not left out.
    """
    plan = dry_run(sheet, choices)
    if seen is not None and plan.digest != seen:
        raise Conflict("roster_other_plan")
    if plan.in_the_way and not choices.leave_out:
        raise Invalid("roster_in_the_way", count=plan.in_the_way, field="leave_out")
    if plan.in_the_way and choices.complete:
        raise Invalid("roster_not_complete", field="complete")
    now = now_in_seconds()
    write(plan, getUtility(IRegister), now, progress)
    getUtility(IRosterMemory).remember(choices.source, _memory(sheet, choices))
    forget()
    return plan


def _memory(sheet: Sheet, choices: Choices) -> Memory:
    """What to remember: headers that became fields, and words with a meaning."""
    heads = columns.memory(sheet, choices.fields)
    words = {
        (kind, folded(word), key)
        for (kind, word), key in choices.meanings.items()
        if key
    }
    return Memory(tuple(sorted(heads.items())), tuple(sorted(words)))

"""Make the import plan of a sheet: read it, match people, compare with the register."""

from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.comparing import RosterComparison
from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.lists.entries import SheetReader
from collective.conduct.core.registers.lists.entries import UNKNOWN
from collective.conduct.core.registers.lists.entries import Unusable
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.meanings import Meanings
from collective.conduct.core.registers.lists.people import grouped
from collective.conduct.core.registers.lists.people import Matcher
from collective.conduct.core.registers.lists.plan import Finding
from collective.conduct.core.registers.lists.plan import Plan


def planned(sheet: Sheet, choices: Choices, known: RegisterSnapshot) -> Plan:
    """Plan the import of a sheet; nothing is written."""
    reader = SheetReader(sheet, choices, Meanings(known.bodies, choices.meanings))
    lines = [reader.read(row) for row in sheet.rows]
    entries = [each for each in lines if isinstance(each, RosterEntry)]
    unusable = [each for each in lines if isinstance(each, Unusable)]
    groups = grouped(entries, choices.keys, choices.decisions)
    matcher = Matcher(known, choices.keys, choices.without_account)
    matcher.match(groups, choices.decisions)
    findings = [
        *map(_unusable, unusable),
        *RosterComparison(choices, known).findings(groups, entries),
    ]
    words = {word: None for each in unusable for word in each.words}
    return Plan(
        tuple(sorted(findings, key=lambda each: (each.line == 0, each.line))),
        {group.first: group for group in groups if group.person is not None},
        tuple(words),
    )


def _unusable(line: Unusable) -> Finding:
    known = any(reason.code not in UNKNOWN for reason in line.reasons)
    kind = "refused" if known else "unmatched"
    return Finding(kind, line.line, line.name, reasons=line.reasons)

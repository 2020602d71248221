"""Related cases by person: where else its people occur; each search is logged.

Only a person who handles both cases learns that they concern the same person.
"""

from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.operations.cases.access_log import noted
from collective.conduct.operations.cases.case_access import ON_DESK
from collective.conduct.operations.cases.case_access import open_case
from collective.conduct.operations.cases.case_reading import read_record
from dataclasses import dataclass
from zope.component import getUtility


LOOKED = 200  # cases that are looked through at most, the open ones first
PARTS = ("about", "witnesses")


@dataclass(frozen=True)
class Met:
    """A person of this case in another one, as ``part`` ("about", "witnesses")."""

    person: int
    case: str
    part: str


def met_before(case: OpenCase) -> list[Met]:
    """Return where the people of a case occur in other cases that one can open."""
    here = _people(case)
    sought = {person for people in here.values() for person in people}
    if not sought:
        return []
    return [
        Met(person, other, part)
        for other in _others(case)
        for part, people in _people(_searched(other, case.vault)).items()
        for person in sorted(sought.intersection(people))
    ]


def _searched(other: str, vault: OpenVault) -> OpenCase:
    return noted(open_case(other, vault), "searched")


def _others(case: OpenCase) -> list[str]:
    public = case.vault.public
    found = [
        each.facts.case
        for each in getUtility(IDesks).of(case.person, ON_DESK)
        if each.facts.case != case.id and each.public == public
    ]
    return found[:LOOKED]


def _people(case: OpenCase) -> dict[str, list[int]]:
    report = read_record(case, "content", 1, ReportRecord) or ReportRecord("", ())
    return {part: list(getattr(report, part)) for part in PARTS}

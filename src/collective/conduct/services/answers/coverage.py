"""``@conduct-coverage``: who has answered an edition, and who has not."""

from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.answers.coverage import grouped
from collective.conduct.operations.answers.coverage import coverage
from collective.conduct.services.common import rest


class OutcomeFigures(rest.Record):
    """Figures: the base, how many answered, and how."""

    asked: int
    answered: int
    by_outcome: dict[str, int]


class CoverageLine(rest.Record):
    """What one person in one body answered, "none" if nothing yet."""

    name: str
    body: str
    party: str
    outcome: str


class CoverageShown(rest.Addressed):
    """Figures with their base, and the lines that the caller may see."""

    edition: str
    figures: OutcomeFigures
    bodies: dict[str, OutcomeFigures]
    parties: dict[str, OutcomeFigures]
    lines: list[CoverageLine]


class CoverageService(rest.ConductService, on="edition", right="SeeCoverage"):
    """Who has answered an edition, and who has not."""

    @rest.endpoint("GET @conduct-coverage", coverage)
    def show(self) -> CoverageShown:
        """Who has answered an edition."""
        lines = coverage(self.context)
        return CoverageShown(
            at=f"{self.url}/@conduct-coverage",
            edition=self.url,
            figures=OutcomeFigures.of(figures(lines)),
            bodies=groups_of(lines, "body"),
            parties=groups_of(lines, "party"),
            lines=[CoverageLine.of(each) for each in lines],
        )


def groups_of(lines: list[CoverageRow], part: str) -> dict[str, OutcomeFigures]:
    """Figures by body or by party."""
    found = grouped(lines, part)
    return {name: OutcomeFigures.of(each) for name, each in found.items()}

"""``@conduct-coverage``: who has answered an edition, and who has not."""

from collective.conduct.core.coverage import COLUMNS
from collective.conduct.core.coverage import Figures
from collective.conduct.core.coverage import figures
from collective.conduct.core.coverage import grouped
from collective.conduct.core.coverage import Line
from collective.conduct.operations.coverage import coverage
from collective.conduct.services.base import Endpoint


class Coverage(Endpoint):
    """Figures with their base, and the lines that whoever asks may see."""

    def answer(self) -> dict:
        lines = coverage(self.context)
        return {
            "@id": f"{self.url}/@conduct-coverage",
            "edition": self.url,
            "figures": figures_of(figures(lines)),
            "bodies": groups_of(grouped(lines, "body")),
            "parties": groups_of(grouped(lines, "party")),
            "lines": [_line(each) for each in lines],
        }


def _line(line: Line) -> dict:
    return {name: getattr(line, name) for name in COLUMNS}


def figures_of(found: Figures) -> dict:
    """Figures as JSON: the base, how many answered, and how."""
    return {
        "asked": found.asked,
        "answered": found.answered,
        "by_outcome": dict(found.by_outcome),
    }


def groups_of(found: dict[str, Figures]) -> dict:
    """Figures by part as JSON."""
    return {key: figures_of(each) for key, each in found.items()}

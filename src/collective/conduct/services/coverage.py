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
            "figures": _figures(figures(lines)),
            "bodies": _groups(grouped(lines, "body")),
            "parties": _groups(grouped(lines, "party")),
            "lines": [_line(each) for each in lines],
        }


def _line(line: Line) -> dict:
    return {name: getattr(line, name) for name in COLUMNS}


def _figures(found: Figures) -> dict:
    return {
        "asked": found.asked,
        "answered": found.answered,
        "by_outcome": dict(found.by_outcome),
    }


def _groups(found: dict[str, Figures]) -> dict:
    return {key: _figures(each) for key, each in found.items()}

"""Goals, results, and how both are shown."""

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path

import json
import tomllib


HERE = Path(__file__).parent
GOALS = HERE / "goals.toml"
RESULTS = HERE / "results.json"


@dataclass(frozen=True)
class Result:
    """One measured value, its goal in words, and whether it was reached."""

    name: str
    rival: str
    value: float
    goal: str
    met: bool


def goals() -> dict[str, dict]:
    """Return every goal under ``group.measure``."""
    groups = tomllib.loads(GOALS.read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": goal
        for group, each in groups.items()
        for name, goal in each.items()
    }


def judged(name: str, value: float) -> Result:
    """Return the result of a measure; ``KeyError`` when it has no goal."""
    goal = goals()[name]
    least, most = goal.get("least"), goal.get("most")
    met = (least is None or value >= least) and (most is None or value <= most)
    words = f"<= {most}" if least is None else f">= {least}"
    words = f"{words} {goal['unit']}" + (" (our own)" if goal.get("own") else "")
    return Result(name, goal.get("rival", ""), _shown(value), words, met)


def _shown(value: float) -> float:
    """Four digits that matter, and never a fraction of a large count."""
    found = float(f"{value:.4g}") if abs(value) < 10_000 else round(value)
    return int(found) if found == int(found) else found


def rows(results: Iterable[Result]) -> list[dict]:
    """Return the results in the order of the goals."""
    found = {result.name: asdict(result) for result in results}
    return [found[name] for name in goals() if name in found]


def merged(results: Iterable[Result]) -> list[dict]:
    """Return the results with those that an earlier run left of other groups.

    What was measured before is judged by the goals of today.
    """
    known = goals()
    before = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    old = [judged(row["name"], row["value"]) for row in before if row["name"] in known]
    return rows([*old, *results])


def table(rows: Iterable[dict], stale: Collection[str] = ()) -> str:
    """Return the rows as a table for a terminal.

    A "?" stands with what was measured on another state of the sources.
    """
    known = goals()
    lines = [("", "what", "value", "goal", "rival")]
    for row in rows:
        mark = "ok" if row["met"] else "MISS"
        mark += " ?" if row["name"].split(".")[0] in stale else ""
        says = known[row["name"]]["says"]
        lines.append((mark, says, f"{row['value']:g}", row["goal"], row["rival"]))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def write(rows: list[dict]) -> None:
    """Write ``bench/results.json``."""
    RESULTS.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")

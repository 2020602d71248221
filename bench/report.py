"""Goals, results, and how both are shown."""

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


def judged(name: str, value: float, circumstances: str = "") -> Result:
    """Return the result of a measure; ``KeyError`` when it has no goal.

    ``circumstances`` of the run, if they matter, are told beside the rival.
    """
    goal = goals()[name]
    least, most = goal.get("least"), goal.get("most")
    met = (least is None or value >= least) and (most is None or value <= most)
    words = f"<= {most}" if least is None else f">= {least}"
    return Result(
        name,
        "; ".join(filter(None, (goal.get("rival", ""), circumstances))),
        round(value, 2),
        f"{words} {goal['unit']}",
        met,
    )


def merged(results: Iterable[Result]) -> list[dict]:
    """Return the results with those that an earlier run left of other groups."""
    known = goals()
    before = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    rows = {row["name"]: row for row in before if row["name"] in known}
    rows |= {result.name: asdict(result) for result in results}
    return [rows[name] for name in known if name in rows]


def table(rows: Iterable[dict]) -> str:
    """Return the rows as a table for a terminal."""
    known = goals()
    lines = [("", "what", "value", "goal", "rival")]
    for row in rows:
        mark = "ok" if row["met"] else "MISS"
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

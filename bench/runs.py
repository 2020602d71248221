"""How each group was measured: when busy, how long, on which state of the sources.

Kept beside the results, so that a row that was measured before the last change
says so.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import json


HERE = Path(__file__).parent
RUNS = HERE / "runs.json"
SOURCES = HERE.parent / "src"
SUFFIXES = {".py", ".pt", ".zcml", ".xml", ".toml", ".txt", ".css"}


def state() -> str:
    """A fingerprint of the sources that are measured."""
    made = sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in SUFFIXES and ".egg-info" not in str(path):
            made.update(f"{path.relative_to(SOURCES)}\0".encode())
            made.update(sha256(path.read_bytes()).digest())
    return made.hexdigest()[:16]


def kept() -> dict[str, dict]:
    """Return what is known of the last run of each group."""
    return json.loads(RUNS.read_text(encoding="utf-8")) if RUNS.exists() else {}


def keep(group: str, told: dict) -> None:
    """Remember how a group was measured."""
    known = kept()
    known[group] = {"source": state()} | {
        name: told[name] for name in ("load", "processors", "seconds", "told")
    }
    text = json.dumps(known, indent=2, sort_keys=True) + "\n"
    RUNS.write_text(text, encoding="utf-8")


def stale(groups: Iterable[str]) -> set[str]:
    """Return those of the groups that were measured on another state, or not known."""
    now, known = state(), kept()
    return {each for each in groups if known.get(each, {}).get("source") != now}

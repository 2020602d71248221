"""Run the groups that are named, or all; exit 1 when a goal is missed."""

from bench import report
from bench import runs
from bench.group import GROUPS
from bench.sizes import QUICK
from bench.sizes import SETTING

import argparse
import json
import os
import subprocess
import sys


def main(arguments: list[str]) -> int:
    """Measure, print the table, keep the results unless it was a rehearsal."""
    asked = _asked(arguments)
    results = []
    for group in () if asked.show else asked.groups or GROUPS:
        told = _measured(group, asked.quick)
        results += [
            report.judged(f"{group}.{name}", value)
            for name, value in told["values"].items()
        ]
        if not asked.quick:
            runs.keep(group, told)
            report.write(report.merged(results))
    rows = report.rows(results) if asked.quick else report.merged(results)
    print(report.table(rows, () if asked.quick else runs.stale(GROUPS)))
    if asked.quick:
        print("A rehearsal: the sizes are smaller than said, and nothing was kept.")
    return 0 if asked.quick or all(row["met"] for row in rows) else 1


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small, keep nothing")
    parser.add_argument("--show", action="store_true", help="measure nothing")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    asked = parser.parse_args(arguments)
    unknown = sorted(set(asked.groups) - GROUPS.keys())
    if unknown:
        parser.error(f"no such group: {', '.join(unknown)}")
    return asked


def _measured(group: str, quick: bool) -> dict:
    """What a group told, from a process of its own: none finds what another left."""
    settings = os.environ | ({SETTING: QUICK} if quick else {})
    command = (sys.executable, "-m", "bench.group", group)
    said = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=settings
    )
    return json.loads(said.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

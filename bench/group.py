"""Measure one group in this process; tell the values as JSON, on the last line."""

from bench import report
from bench import told
from importlib import import_module
from time import perf_counter

import json
import os
import sys


GROUPS = {
    "ledger": "bench.ledger",
    "plone": "bench.plone_site",
    "zeo": "bench.zeo",
    "duties": "bench.duties",
    "pages": "bench.pages",
    "imports": "bench.imports",
    "rosters": "bench.rosters",
    "reports": "bench.reports",
    "uploads": "bench.uploads",
    "desk": "bench.desk",
    "streams": "bench.streams",
    "start": "bench.start",
}


def main(group: str) -> None:
    """Measure, and tell how busy the machine was and how long it took."""
    before, began = os.getloadavg()[0], perf_counter()
    values = {}
    for name, value in import_module(GROUPS[group]).measure():
        report.judged(f"{group}.{name}", value)  # it has a goal
        values[name] = value
        print(f"{group}.{name}: {value:.4g}", file=sys.stderr)
    wanted = {each for each in report.goals() if each.startswith(f"{group}.")}
    if missing := wanted - {f"{group}.{name}" for name in values}:
        raise RuntimeError(f"not measured: {sorted(missing)}")
    found = {
        "values": values,
        "told": told.LINES,
        "seconds": round(perf_counter() - began),
        "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        "processors": os.cpu_count(),
    }
    print(json.dumps(found), flush=True)
    sys.stderr.flush()
    os._exit(0)  # servers' threads are not waited for


if __name__ == "__main__":
    main(sys.argv[1])

"""Run the groups that are named, or all; exit 1 when a goal is missed."""

from bench import report
from importlib import import_module

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
    "desk": "bench.desk",
    "start": "bench.start",
}


def main(names: list[str]) -> int:
    """Measure, print the table, write the results."""
    unknown = set(names) - GROUPS.keys()
    if unknown:
        print(f"No such group. Groups: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    results = []
    for group in names or GROUPS:
        for name, *measured in import_module(GROUPS[group]).measure():
            results.append(report.judged(f"{group}.{name}", *measured))
            print(f"{results[-1].name}: {results[-1].value}", file=sys.stderr)
    rows = report.merged(results)
    report.write(rows)
    print(report.table(rows))
    return 0 if all(row["met"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

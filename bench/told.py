"""What lies behind the values: told while measuring, kept beside the results."""

import sys


LINES: list[str] = []


def tell(line: str) -> None:
    """Print a line, and keep it for ``bench/runs.json``."""
    LINES.append(line)
    print(line, file=sys.stderr)

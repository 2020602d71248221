"""Break each promise once, and see that its check fails: ``make assurance``."""

from pathlib import Path
from tests.mutations import Mutation
from tests.mutations import MUTATIONS

import os
import subprocess
import sys
import time


ROOT = Path(__file__).parents[1]
FAILED = 1  # pytest's own number for "some tests failed"


def noticed(name: str, mutation: Mutation) -> bool:
    """Whether the check itself fails, no fixture, while the promise is broken."""
    # All examples: a rare value may be what shows the fault.
    options = ("-q", "-x", "-p", "no:warnings", "--hypothesis-profile=long")
    command = (sys.executable, "-m", "pytest", *options)
    done = subprocess.run(
        (*command, mutation.test),
        cwd=ROOT,
        env={**os.environ, "CONDUCT_MUTATION": name},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    told = done.stdout.strip().splitlines()[-1]
    found = done.returncode == FAILED and "failed" in told and "error" not in told
    if done.returncode and not found:
        print(done.stdout[-2000:])
    return found


def main(names: list[str]) -> int:
    """Run those that are named, or all; say of each whether it was noticed."""
    missed = []
    for name in names or MUTATIONS:
        began = time.monotonic()
        found = noticed(name, MUTATIONS[name])
        took = time.monotonic() - began
        print(
            f"{'noticed' if found else 'MISSED '} {took:4.0f} s  {name}"
            f" ({MUTATIONS[name].rows})",
            flush=True,
        )
        missed += [] if found else [name]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Try the package on the other Pythons that setup.py names, where they are here.

    pythons.py UV

For each a `.venv-3.N` from constraints.txt, then the unit tests, a start of the demo
and a page from the wheel. What is not on this machine is named as not tried.
"""

from pathlib import Path

import os
import re
import shutil
import subprocess
import sys


ROOT = Path(__file__).resolve().parents[1]
CLASSIFIER = re.compile(r'"Programming Language :: Python :: (3\.\d+)"')
PYTEST = ("-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "-m", "not long")
TESTS = (
    "tests/unit",
    "tests/functional/test_start.py",
    "tests/functional/test_wheel.py",
)
# Where pyenv keeps those that are not on the path.
KEPT = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"


def named(setup: str) -> list[str]:
    """Return the versions of Python among the classifiers."""
    return CLASSIFIER.findall(setup)


def find(version: str, kept: Path = KEPT) -> Path | None:
    """Return a Python of this version that runs, or None."""
    on_path = shutil.which(f"python{version}")
    beside = sorted(kept.glob(f"{version}.*/bin/python3"), reverse=True)
    for path in (*([Path(on_path)] if on_path else []), *beside):
        # A shim on the path may stand for nothing.
        if subprocess.run([path, "-c", ""], capture_output=True).returncode == 0:
            return path
    return None


def try_on(python: Path, folder: Path, uv: str) -> bool:
    """Make an environment of its own with this Python and run the tests in it."""
    ours = folder / "bin" / "python"
    install = [uv, "pip", "install", "--quiet", "--python", ours]
    steps = (
        [python, "-m", "venv", "--clear", folder],
        [*install, "-r", "constraints.txt"],
        [*install, "--no-deps", "--no-build-isolation", "-e", "."],
        [ours, *PYTEST, *TESTS],
    )
    return all(subprocess.run(step, cwd=ROOT).returncode == 0 for step in steps)


def main(uv: str) -> int:
    """Try all but the one that runs this; 1 when a test fails."""
    failed = []
    running = "{}.{}".format(*sys.version_info)
    for version in named((ROOT / "setup.py").read_text(encoding="utf-8")):
        python = find(version) if version != running else None
        if python:
            print(f"== Python {version}: {python}", flush=True)
            if not try_on(python, ROOT / f".venv-{version}", uv):
                failed.append(version)
        elif version != running:
            print(f"== Python {version} is not on this machine: not tried", flush=True)
    if failed:
        print(f"Failed on Python {' and '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

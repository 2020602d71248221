"""Tell whether .venv is whole, so that a half-made one is made anew.

    .venv/bin/python scripts/environment.py .venv

Run by the Python of .venv itself, if that runs at all: prints nothing and ends with 0
when .venv is whole, else prints why it is not. Like check.py it needs the standard
library alone, and its syntax is old on purpose.
"""

import os
import subprocess
import sys
import sysconfig


NEEDED = (3, 11)
# Written by `make install` when all is in place; holds the folder of the checkout.
MARKER = ".installed-from-constraints"


def fault(folder: str) -> str:
    """Return why the environment will not do, or an empty string."""
    if sys.version_info[:2] < NEEDED:
        return "its Python is too old"
    if not _same(sys.prefix, folder):
        return "it is half made"
    if not os.path.isdir(sysconfig.get_path("purelib")):
        return "it was made for another Python"
    installed = os.path.join(folder, MARKER)
    if os.path.exists(installed):
        return _moved(installed, os.path.dirname(os.path.abspath(folder)))
    return "" if _can_install(folder) else "it is half made"


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _moved(installed: str, checkout: str) -> str:
    with open(installed, encoding="utf-8") as file:
        made_in = file.read().strip()
    # Empty: written by an earlier version, which did not say where.
    same = not made_in or _same(made_in, checkout)
    return "" if same else "it was made in another folder"


def _can_install(folder: str) -> bool:
    """Tell whether uv or pip runs: nothing else is needed to make the rest."""
    uv = [os.path.join(folder, "bin", "uv"), "--version"]
    return _runs(uv) or _runs([sys.executable, "-m", "pip", "--version"])


def _runs(command: list) -> bool:
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return done.returncode == 0


def main(folder: str) -> int:
    """Check the environment that runs this and should be the one in the folder."""
    said = fault(folder)
    if said:
        print(said)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

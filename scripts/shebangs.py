"""Let scripts run whose Python lies in a folder with a space in its name.

    shebangs.py FOLDER ...

Buildout writes the path of Python into the first line of each script; the system
cuts that line at a space. Such a script gets the head that pip and uv write: the
shell starts Python, and Python takes the head for a string.
"""

from pathlib import Path

import shlex
import sys


LONGEST = 127  # of the first line, on systems of any age
HEAD = "#!/bin/sh\n'''exec' {python} \"$0\" \"$@\"\n' '''\n"


def mended(text: str) -> str:
    """Return the script with a first line that the system understands."""
    first, _, rest = text.partition("\n")
    python = first.removeprefix("#!").strip()
    if not python.startswith("/") or not _is_cut(python):
        return text
    return HEAD.format(python=shlex.quote(python)) + rest


def _is_cut(python: str) -> bool:
    return " " in python or len(python) > LONGEST


def main(folders: list[str]) -> None:
    """Mend every script of Python in the folders."""
    for path in (path for folder in folders for path in Path(folder).iterdir()):
        text = path.read_text(encoding="utf-8")
        if text != mended(text):
            path.write_text(mended(text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Find what no other tool of `make lint` sees.

    house.py FOLDER ...

- Text between the elements of a ZCML file: Zope ignores it, so it is always a scar.
- A docstring about another version than the one whose folder, file or function it
  stands in: it was copied with the step and not written anew.
"""

from collections.abc import Iterator
from lxml import etree
from pathlib import Path

import ast
import re
import sys


# A version of the profile, as it stands in names: v1003, to_1003, test_upgrade_1003.
OWN = re.compile(r"(?<![0-9])(?:v|to_|from_|upgrade_)(1[0-9]{3})(?![0-9])")
NAMED = re.compile(r"(?<![\w.])v?(1[0-9]{3})(?!\w|\.[0-9])")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def stray_text(zcml: bytes) -> Iterator[tuple[int, str]]:
    """Yield line and words of each text that stands between elements."""
    root = etree.fromstring(zcml)
    for node in root.iter():
        # A comment's own text is where words belong; what follows it is not.
        inside = node.text if isinstance(node.tag, str) else None
        after = None if node is root else node.tail
        for text in filter(None, (inside, after)):
            if text.strip():
                yield _line(zcml, text.strip()), " ".join(text.split())


def _line(zcml: bytes, text: str) -> int:
    """Return the line on which a text begins, found by what cannot be escaped."""
    first = re.split("[<>&\n]", text)[0].encode()
    return zcml[: max(zcml.find(first), 0)].count(b"\n") + 1


def other_versions(source: str, path: str) -> Iterator[tuple[int, str]]:
    """Yield line and first words of each docstring about another version.

    One that also names its own, "from 1002 to 1003", is right.
    """
    if not OWN.search(path + source):
        return  # most files: nothing in them bears a version
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, DOCUMENTED):
            continue
        own = OWN.findall(getattr(node, "name", "")) or OWN.findall(path)
        said = ast.get_docstring(node) or ""
        named = NAMED.findall(said)
        if own and named and not set(own) & set(named):
            line = node.body[0].lineno
            yield line, f"{said.splitlines()[0]!r}, but it is {' and '.join(own)}"


def faults(folder: Path) -> Iterator[str]:
    """Yield one line for each fault below the folder."""
    for path in sorted(folder.rglob("*.zcml")):
        for line, text in stray_text(path.read_bytes()):
            yield f"{path}:{line}: text between elements: {text}"
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        inside = str(path.relative_to(folder))
        for line, text in other_versions(source, inside):
            yield f"{path}:{line}: the docstring says {text}"


def main(folders: list[str]) -> int:
    """Print the faults below the folders; 1 when there are any."""
    found = [fault for folder in folders for fault in faults(Path(folder))]
    print("\n".join(found) or "No stray text, and every docstring names its version.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

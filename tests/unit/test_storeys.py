"""The storeys are true to their names: a unit needs no Plone."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import ast
import pytest


ROOT = Path(__file__).parents[2]
PLONE = {
    "AccessControl",
    "Acquisition",
    "App",
    "OFS",
    "plone",
    "Products",
    "z3c",
    "Zope2",
    "ZPublisher",
}


def _name(path: Path, base: Path) -> str:
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    _name(path, base): path
    for base, folder in ((ROOT / "src", ROOT / "src"), (ROOT, ROOT / "tests"))
    for path in folder.rglob("*.py")
}
UNITS = sorted(name for name in MODULES if name.startswith("tests.unit."))


@cache
def _imports(module: str, whole: bool) -> frozenset[str]:
    """What a module imports: when it is loaded, or in its functions too."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if whole else tree.body
    return frozenset(name for node in nodes for name in _named(node))


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield str(node.module)
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _needed(unit: str) -> set[str]:
    """Everything that is loaded with a unit, by its dotted name."""
    found, todo = set(), list(_imports(unit, whole=True))
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        if name in MODULES:
            todo += [name.rpartition(".")[0], *_imports(name, whole=False)]
    return found


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_loads_nothing_of_plone(unit: str) -> None:
    needed = _needed(unit)
    assert {name for name in needed if name.split(".")[0] in PLONE} == set()
